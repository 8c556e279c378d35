import {
  array,
  check,
  desc,
  domain,
  enumeration,
  enumType,
  exclude,
  extension,
  foreignKey,
  grant,
  index,
  integer,
  materializedView,
  native,
  numeric,
  policy,
  primaryKey,
  routine,
  sequence,
  sql,
  table,
  text,
  timestamp,
  trigger,
  unique,
  varchar,
  view,
} from '../schema/builders/index.ts'
import type { Schema } from '../schema/model.ts'
import { schemaOf } from '../schema/put-together.ts'
import type { Recorder } from './recorder.ts'

/** Something that a revision might record. */
export interface Scenario {
  readonly name: string
  readonly record: (op: Recorder) => void
}

/** A schema in which there is something of everything. */
export const before: Schema = schemaOf({
  mood: enumType('mood', ['sad', 'ok', 'happy'], { comment: 'how one is' }),
  unused: enumType('unused', ['x']),
  user: table(
    'user',
    {
      id: integer().primaryKey({ name: 'user_pkey' }),
      email: varchar(80).unique({ name: 'uq_email' }),
      mood: enumeration('mood', ['sad', 'ok', 'happy']).default('ok'),
      moods: array(enumeration('mood', ['sad', 'ok', 'happy'])),
      age: integer().notNull().default(0).comment('in years'),
      total: numeric(10, 2).generatedAs(sql`age * 2`),
      "it's `odd` ${x}": text().collate('C'),
    },
    [
      check(sql`age > 0 AND email <> 'age'`, { name: 'adult' }),
      check(sql`age < 200`, { notValid: true, name: 'alive' }),
      unique(['email', 'age'], { name: 'uq_both', deferrable: 'deferred', comment: 'both' }),
      index(['email', desc('age')], { name: 'ix_both', where: sql`"user".age > 18` }),
      index([sql`lower(email)`], { name: 'ix_lower', unique: true }),
    ],
    { comment: 'people' },
  ),
  post: table(
    'post',
    {
      id: integer().identity(),
      author: integer()
        .notNull()
        .references('user.id', { name: 'post_author', onDelete: 'cascade' }),
      editor: integer(),
      at: timestamp({ precision: 3 }).default(sql`now()`),
      span: native('tstzrange'),
      number: integer().default(sql`nextval('post_number'::regclass)`),
    },
    [
      primaryKey(['id', 'author'], { name: 'post_pkey' }),
      foreignKey(['editor'], { table: 'user', columns: ['id'] }),
      exclude(
        [
          { column: 'author', operator: '=' },
          { column: 'span', operator: '&&' },
        ],
        {
          using: 'gist',
          name: 'no_overlap',
        },
      ),
    ],
  ),
  hidden: table('hidden', { id: integer().primaryKey() }, [], {
    schema: 'auth',
    unlogged: true,
    with: { fillfactor: '80' },
  }),
  keyless: table('keyless', { a: integer(), b: integer().notNull() }),
  numbers: sequence('post_number', {
    start: 5,
    ownedBy: { table: 'post', column: 'number' },
    comment: 'numbers',
  }),
  plain: sequence('plain', { schema: 'auth' }),
  ticket: sequence('ticket', { increment: 2, maxValue: 9007199254740993n }),
  adults: view('adult', sql`SELECT u.email, age FROM "user" u WHERE u.age > 18`, {
    dependsOn: ['user'],
  }),
  open: view('open', sql`SELECT id FROM auth.hidden`, {
    schema: 'auth',
    dependsOn: ['auth.hidden'],
  }),
  totals: materializedView(
    'totals',
    sql`SELECT author, count(*) AS posts FROM post GROUP BY author`,
    {
      dependsOn: ['post'],
      indexes: [index(['author'], { name: 'ix_totals' })],
    },
  ),
  stamp: trigger(
    'stamp',
    'user',
    sql`CREATE TRIGGER stamp BEFORE UPDATE OF age ON "user" FOR EACH ROW WHEN (new.age > old.age) EXECUTE FUNCTION touch()`,
  ),
  own: policy('own', 'post', sql`CREATE POLICY own ON post USING (author = 1)`),
  read: grant('read', 'post', sql`GRANT SELECT ON post TO reader`),
  twice: routine(
    'twice',
    sql`CREATE FUNCTION twice(integer) RETURNS integer AS $$ SELECT 2 * $1 $$`,
    {
      signature: 'integer',
    },
  ),
  mail: domain('mail', sql`AS text CHECK (VALUE LIKE '%@%')`),
  trigrams: extension('pg_trgm', { version: '1.6' }),
})
