import {
  bigint,
  check,
  foreignKey,
  index,
  integer,
  numeric,
  sequence,
  sql,
  type TableItem,
  table,
  text,
  unique,
  varchar,
  view,
} from '../../../src/schema/builders/index.ts'
import type { Schema } from '../../../src/schema/model.ts'
import { schemaOf } from '../../../src/schema/put-together.ts'
import type { Case } from '../cases.ts'

const short = check(sql`length(name) < 20`)
const named = check(sql`size > 0`, { name: 'positive' })
const columns = { name: text().notNull().default('x'), size: integer() }
const parent = (...items: TableItem<'name' | 'size'>[]) => table('parent', columns, items)
const heir = { inherits: [{ name: 'parent' }] }
const own = { mine: text() }
const computing = {
  twice: integer().generatedAs(sql`size * 2`),
  size: integer(),
  again: integer().generatedAs(sql`kept + 1`),
  kept: integer(),
}
const pointing = foreignKey(
  ['other'],
  { table: 'target', columns: ['id'] },
  { deferrable: 'deferred' },
)

const cases: readonly (readonly [name: string, before: Schema, after: Schema])[] = [
  [
    'says nothing of its parent, which goes',
    schemaOf([parent(short, named), table('heir', own, [], heir)]),
    schemaOf([table('heir', own)]),
  ],
  [
    'says nothing of its parent, and leaves it',
    schemaOf([parent(short, named), table('heir', own, [], heir)]),
    schemaOf([parent(short, named), table('heir', own)]),
  ],
  [
    'says a check of its parent by another name, and leaves it',
    schemaOf([parent(short), table('heir', { ...columns, ...own }, [short], heir)]),
    schemaOf([parent(short), table('heir', { ...columns, ...own }, [short])]),
  ],
  [
    'leaves its parent, and keeps what it had of it',
    schemaOf([parent(short, named), table('heir', own, [], heir)]),
    schemaOf([
      parent(short, named),
      table('heir', { ...columns, ...own }, [named, index(['size'], { name: 'ix' })]),
    ]),
  ],
  [
    'leaves its parent, and changes what it had of it',
    schemaOf([parent(), table('heir', own, [], heir), view('v', 'SELECT name FROM heir')]),
    schemaOf([
      parent(),
      table('heir', { name: varchar(40).notNull(), ...own }),
      view('v', 'SELECT name FROM heir'),
    ]),
  ],
  [
    'leaves a parent whose check has more parentheses than are read from it',
    schemaOf([
      parent(check(sql`(size BETWEEN -10 AND 9) AND true`), named),
      table('heir', own, [], heir),
    ]),
    schemaOf([parent(check(sql`(size BETWEEN -10 AND 9) AND true`), named), table('heir', own)]),
  ],
  [
    'loses a check that has more parentheses than are read from it, and its parent',
    schemaOf([
      parent(check(sql`(size BETWEEN -10 AND 9) AND true`, { name: 'few', comment: 'not many' })),
      table(
        'heir',
        { ...columns, ...own },
        [check(sql`(size BETWEEN -10 AND 9) AND true`, { name: 'few', comment: 'a few' })],
        heir,
      ),
    ]),
    schemaOf([
      parent(check(sql`(size BETWEEN -10 AND 9) AND true`, { name: 'few', comment: 'not many' })),
      table('heir', { ...columns, ...own }),
    ]),
  ],
  [
    'joins a parent whose default is null',
    schemaOf([table('heir', own)]),
    schemaOf([
      table('parent', { size: numeric(12, 2).default(null) }),
      table('heir', own, [], heir),
    ]),
  ],
  [
    'goes, and its parent comes to number itself',
    schemaOf([parent(), table('heir', own, [], heir)]),
    schemaOf([table('parent', { id: integer().identity(), ...columns })]),
  ],
  [
    'with a key that is checked at the end of the transaction leaves its parent',
    schemaOf([
      table('target', { id: integer().primaryKey() }),
      parent(),
      table('heir', { other: integer() }, [pointing], heir),
    ]),
    schemaOf([
      table('target', { id: integer().primaryKey() }),
      parent(),
      table('heir', { ...columns, other: integer() }, [pointing]),
    ]),
  ],
  [
    'leaves a parent whose check the server words with other casts each time',
    schemaOf([
      table('parent', { name: varchar(40) }, [
        check(sql`name NOT IN ('a;b', '-- no')`, { name: 'not' }),
      ]),
      table('heir', own, [], heir),
    ]),
    schemaOf([
      table('parent', { name: varchar(40) }, [
        check(sql`name NOT IN ('a;b', '-- no')`, { name: 'not' }),
      ]),
      table('heir', { name: varchar(40), ...own }, [
        check(sql`name NOT IN ('a;b', '-- no')`, { name: 'not' }),
      ]),
    ]),
  ],
  [
    'says a column of its parent again, which comes to own a sequence',
    schemaOf([
      parent(),
      table('heir', own, [], heir),
      table('t', { n: integer() }),
      sequence('s', { ownedBy: { table: 't', column: 'n' } }),
    ]),
    schemaOf([
      parent(),
      table('heir', { size: integer(), ...own }, [], heir),
      table('t', { n: integer() }),
      sequence('s', { ownedBy: { table: 'heir', column: 'size' } }),
    ]),
  ],
  [
    'no longer says what its parent computes, nor what that is computed from',
    schemaOf([
      table('parent', computing),
      table(
        'heir',
        { ...computing, ...own, third: integer().generatedAs(sql`size + 1`) },
        [],
        heir,
      ),
    ]),
    schemaOf([table('parent', computing), table('heir', { kept: integer(), ...own }, [], heir)]),
  ],
  [
    'joins a parent, and each has a check without a name',
    schemaOf([parent(short), table('heir', columns, [check(sql`size < 1000`)])]),
    schemaOf([parent(short), table('heir', columns, [check(sql`size < 1000`)], heir)]),
  ],
  [
    'says a column of its parent again',
    schemaOf([parent(short, named), table('heir', own, [], heir)]),
    schemaOf([parent(short, named), table('heir', { name: text().notNull(), ...own }, [], heir)]),
  ],
  [
    'says a column of its parent no longer, while that changes',
    schemaOf([
      parent(short, named),
      table('heir', { ...columns, ...own }, [unique(['size'])], heir),
      view('v', 'SELECT name FROM heir'),
    ]),
    schemaOf([
      table('parent', { ...columns, name: varchar(40).notNull() }, [short, named]),
      table('heir', { size: integer(), ...own }, [unique(['size'])], heir),
      view('v', 'SELECT name FROM heir'),
    ]),
  ],
  [
    'leaves a parent whose default is a number in quotes',
    schemaOf([table('parent', { big: bigint().default('1') }), table('heir', own, [], heir)]),
    schemaOf([
      table('parent', { big: bigint().default('1') }),
      table('heir', { big: bigint().default('1'), ...own }),
    ]),
  ],
  [
    'has a column of a sequence of its parent, which goes',
    schemaOf([
      table('parent', { id: integer().autoincrement().primaryKey() }),
      table('heir', own, [], heir),
    ]),
    schemaOf([table('heir', { id: integer().notNull(), ...own })]),
  ],
  [
    'joins a parent that it has nothing of',
    schemaOf([parent(short, named), table('heir', own)]),
    schemaOf([parent(short, named), table('heir', own, [], heir)]),
  ],
  [
    'joins a parent, and no longer says what it has of it',
    schemaOf([
      parent(short, named),
      table(
        'heir',
        {
          ...columns,
          ...own,
          twice: integer().generatedAs(sql`size * 2`),
        },
        [named, index(['size'], { name: 'ix' })],
      ),
      view('v', 'SELECT name FROM heir'),
    ]),
    schemaOf([
      parent(short, named),
      table('heir', { ...own, twice: integer().generatedAs(sql`size * 2`) }, [], heir),
      view('v', 'SELECT name FROM heir'),
    ]),
  ],
  [
    'goes from one parent to another like it',
    schemaOf([parent(named), table('other', columns, [named]), table('heir', own, [], heir)]),
    schemaOf([
      parent(named),
      table('other', columns, [named]),
      table('heir', own, [], { inherits: [{ name: 'other' }] }),
    ]),
  ],
  [
    'leaves one of two parents that have a column in common',
    schemaOf([
      parent(named),
      table('other', { size: integer(), more: text() }),
      table('heir', own, [], { inherits: [{ name: 'other' }, { name: 'parent' }] }),
    ]),
    schemaOf([
      parent(named),
      table('other', { size: integer(), more: text() }),
      table('heir', own, [], { inherits: [{ name: 'other' }] }),
    ]),
  ],
  [
    'has long values from its parent alone',
    schemaOf([
      table('parent', { name: text() }),
      table('heir', { size: integer() }, [], {
        ...heir,
        with: { 'toast.autovacuum_enabled': 'false' },
      }),
    ]),
    schemaOf([]),
  ],
  [
    'leaves its parent with a table that inherits from it',
    schemaOf([
      parent(short, named),
      table('heir', own, [], heir),
      table('last', { end: text() }, [], { inherits: [{ name: 'heir' }] }),
    ]),
    schemaOf([
      parent(short, named),
      table('heir', own),
      table('last', { end: text() }, [], { inherits: [{ name: 'heir' }] }),
    ]),
  ],
  [
    'joins a parent that has parents itself, and has heirs',
    schemaOf([
      table('above', columns, [named]),
      table('parent', { own: text() }, [], { inherits: [{ name: 'above' }] }),
      table('heir', { ...columns, mine: text() }),
      table('last', { end: text() }, [], { inherits: [{ name: 'heir' }] }),
    ]),
    schemaOf([
      table('above', columns, [named]),
      table('parent', { own: text() }, [], { inherits: [{ name: 'above' }] }),
      table('heir', { mine: text() }, [], heir),
      table('last', { end: text() }, [], { inherits: [{ name: 'heir' }] }),
    ]),
  ],
]

/** A table that leaves what it inherits from, or joins it, whatever it says itself of what comes from there. */
export const heirCases: readonly Case[] = cases.map(([name, before, after]) => ({
  name: `an heir ${name}`,
  dialect: 'postgresql',
  law: 4,
  before,
  after,
}))
