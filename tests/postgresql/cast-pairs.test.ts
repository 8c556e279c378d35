/** From every type to every other: nothing is said where the server casts by itself, and what is said it takes. */
import assert from 'node:assert/strict'
import { castUsing } from '../../src/dialects/postgresql/compile/cast.ts'
import { literal } from '../../src/dialects/postgresql/names.ts'
import { parseType } from '../../src/dialects/postgresql/parse-type.ts'
import { forEachCase } from '../support/cases.ts'

const TYPES = [
  ...['smallint', 'integer', 'bigint', 'real', 'double precision', 'numeric(10,2)', 'boolean'],
  ...['text', 'varchar(5)', 'char(3)', 'date', 'time', 'timetz', 'timestamp', 'timestamptz(3)'],
  ...['interval', 'uuid', 'json', 'jsonb', 'bytea', 'mood', '"The Mood"', 'inet', 'cidr', 'point'],
  ...[
    'integer[]',
    'bigint[]',
    'text[]',
    'mood[]',
    '"The Mood"[]',
    'date[]',
    'boolean[]',
    'jsonb[]',
  ],
]

const GROUND = `
  DROP SCHEMA public CASCADE; CREATE SCHEMA public; CREATE TYPE mood AS ENUM ('sad'); CREATE TYPE "The Mood" AS ENUM ('sad', 'ok');
  CREATE FUNCTION takes(was text, is_now text) RETURNS boolean LANGUAGE plpgsql AS $$
    BEGIN
      EXECUTE format('CREATE TABLE t ("the a" %s); INSERT INTO t VALUES (NULL); ALTER TABLE t ALTER "the a" TYPE %s; DROP TABLE t', was, is_now);
      RETURN true;
    EXCEPTION WHEN others THEN RETURN false;
    END $$`

const typeOf = (sql: string) => {
  const [, base = '', list] = /^(.*?)(\[\])?$/.exec(sql)!
  const name = base.replaceAll('"', '')
  const values = name === 'mood' ? ['sad'] : ['sad', 'ok']
  return parseType(base + (list ?? ''), /mood$/i.test(name) ? { name, values } : undefined)
}

/** What has no kind of its own is cast as somebody must who knows nothing of it. */
const isForeign = (type: string): boolean => /^(inet|cidr|point)$/.test(type)

/** From one value to a list of others. */
const isSenseless = (was: string, is: string): boolean =>
  is.endsWith('[]') && !was.endsWith('[]') && is !== `${was}[]` && !/^(text|varchar|char)/.test(was)

forEachCase(
  'every change of type is possible, and explained where it has to be',
  TYPES.map((name) => ({ name })),
  async ({ name: was }, { connection }) => {
    await connection.script(GROUND)
    const pairs = TYPES.map((is) => {
      const using = castUsing(typeOf(was), typeOf(is), '"the a"')
      return { is, using, said: using === undefined ? is : `${is} USING ${using}` }
    })
    const rows = await connection.query<{ plain: boolean; said: boolean }>(
      `SELECT takes(${literal(was)}, one) AS plain, takes(${literal(was)}, two) AS said
         FROM unnest(ARRAY[${pairs.map(({ is }) => literal(is)).join()}], ARRAY[${pairs.map(({ said }) => literal(said)).join()}])
           WITH ORDINALITY AS every(one, two, nth) ORDER BY nth`,
    )
    assert.deepEqual(
      pairs.flatMap(({ is, using }, at) =>
        (using === undefined) === rows[at]!.plain || isForeign(was) || isForeign(is) ? [] : [is],
      ),
      [],
      'said where it has to be, and nowhere else',
    )
    assert.deepEqual(
      pairs.flatMap(({ is, said }, at) =>
        rows[at]!.said || isForeign(was) || isForeign(is) || isSenseless(was, is) ? [] : [said],
      ),
      [],
      'possible',
    )
  },
  { on: ['postgresql'] },
)
