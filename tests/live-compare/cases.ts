import {
  array,
  bigint,
  boolean,
  bytes,
  type ColumnBuilder,
  char,
  check,
  date,
  double,
  enumeration,
  enumType,
  exclude,
  foreignKey,
  index,
  integer,
  interval,
  json,
  jsonb,
  native,
  numeric,
  primaryKey,
  real,
  sequence,
  smallint,
  sql,
  table,
  text,
  time,
  timestamp,
  timestamptz,
  unique,
  uuid,
  varchar,
} from '../../src/schema/builders/index.ts'
import type { DialectName } from '../../src/schema/model.ts'
import type { Models } from './told.ts'

export interface Case {
  readonly name: string
  readonly from: Models
  readonly to: Models
  /** What it takes, on each database; what is not named is expected to take nothing. */
  readonly on?: DialectName
  readonly postgresql?: readonly string[]
  readonly sqlite?: readonly string[]
}

type Columns = Readonly<Record<string, ColumnBuilder>>
type Items = Parameters<typeof table>[2]

const t = (columns: Columns, items: Items = [], facts = {}) =>
  table('t', { id: integer().primaryKey(), ...columns }, items as never, facts)

const one = (type: Columns[string]): Models => [t({ a: type })]

/** Every pair of types in the table of the reference, and what has to be seen there. */
const typeChange = (
  name: string,
  from: Columns[string],
  to: Columns[string],
  on: readonly ('postgresql' | 'sqlite')[] = ['postgresql', 'sqlite'],
): Case => ({
  name: `type ${name}`,
  from: one(from),
  to: one(to),
  ...Object.fromEntries(on.map((dialect) => [dialect, ['alterColumn t.a type']])),
})

const sameType = (name: string, from: Columns[string], to: Columns[string]): Case =>
  typeChange(`${name} is the same`, from, to, [])

const both = (steps: readonly string[]) => ({ postgresql: steps, sqlite: steps })

const TYPES: readonly Case[] = [
  typeChange('varchar(10) → varchar(20)', varchar(10), varchar(20)),
  typeChange('varchar(10) → varchar', varchar(10), varchar()),
  typeChange('varchar → varchar(10)', varchar(), varchar(10)),
  typeChange('varchar → text', varchar(), text()),
  typeChange('integer → bigint', integer(), bigint()),
  typeChange('integer → smallint', integer(), smallint()),
  typeChange('numeric(10,2) → numeric(12,2)', numeric(10, 2), numeric(12, 2)),
  typeChange('numeric(10,2) → numeric(10)', numeric(10, 2), numeric(10)),
  typeChange('numeric(10) → numeric', numeric(10), numeric()),
  typeChange('real → double', real(), double()),
  typeChange('timestamp → timestamptz', timestamp(), timestamptz(), ['postgresql']),
  typeChange(
    'timestamp(3) → timestamp(6)',
    timestamp({ precision: 3 }),
    timestamp({ precision: 6 }),
    ['postgresql'],
  ),
  typeChange('json → jsonb', json(), jsonb(), ['postgresql']),
  typeChange('integer[] → text[]', array(integer()), array(text()), ['postgresql']),
  typeChange('char(32) → uuid', char(32), uuid()),
  typeChange('boolean → integer', boolean(), integer()),
  typeChange('date → timestamp', date(), timestamp()),
  typeChange('text → jsonb', text(), jsonb()),
  typeChange('bytes → text', text(), bytes()),
  typeChange('time → time(3)', time(), time({ precision: 3 }), ['postgresql']),
  typeChange('interval → interval(3)', interval(), interval({ precision: 3 }), ['postgresql']),
  typeChange('inet → cidr', native('inet'), native('cidr')),
  sameType('numeric and decimal', numeric(10, 2), native('decimal(10,2)')),
  sameType('double and float8', double(), native('double precision')),
  sameType('uuid', uuid(), uuid()),
  {
    name: 'collation appears',
    from: one(text()),
    to: one(text().collate('C')),
    on: 'postgresql',
    postgresql: ['alterColumn t.a collation'],
  },
  {
    name: 'collation appears',
    from: one(text()),
    to: one(text().collate('NOCASE')),
    on: 'sqlite',
    sqlite: ['alterColumn t.a collation'],
  },
]

const DEFAULTS: readonly Case[] = [
  {
    name: 'default now() and CURRENT_TIMESTAMP mean the same',
    from: one(timestamp().default(sql`now()`)),
    to: one(timestamp().default(sql`CURRENT_TIMESTAMP`)),
  },
  {
    name: 'default 0 and no default',
    from: one(integer().default(0)),
    to: one(integer()),
    ...both(['alterColumn t.a default']),
  },
  {
    name: "default 0 and '0' of a text",
    from: one(text().default('0')),
    to: one(text().default('1')),
    ...both(['alterColumn t.a default']),
  },
  {
    name: 'default of a boolean',
    from: one(boolean().default(false)),
    to: one(boolean().default(true)),
    ...both(['alterColumn t.a default']),
  },
  {
    name: 'the same default of a boolean',
    from: one(boolean().default(false)),
    to: one(boolean().default(false)),
  },
  {
    name: 'default of a json column',
    from: one(json().default({ a: 1 })),
    to: one(json().default({ a: 2 })),
    ...both(['alterColumn t.a default']),
  },
  {
    name: 'the same default of a json column',
    from: one(json().default({ a: 1 })),
    to: one(json().default({ a: 1 })),
  },
  {
    name: 'default of an array',
    from: one(array(text()).default(sql`'{}'`)),
    to: one(array(text()).default(sql`'{}'`)),
  },
  {
    name: 'default that is an expression',
    from: one(integer().default(sql`(1 + 1)`)),
    to: one(integer().default(sql`(1 + 2)`)),
    ...both(['alterColumn t.a default']),
  },
  {
    name: 'default of a text with quotes',
    from: one(text().default("it's")),
    to: one(text().default('it"s')),
    ...both(['alterColumn t.a default']),
  },
  {
    name: 'type and default together',
    from: one(varchar(10).default('1')),
    to: one(integer().default(2)),
    ...both(['alterColumn t.a type default']),
  },
  {
    name: 'nullable and default',
    from: one(text()),
    to: one(text().notNull().default('')),
    ...both(['alterColumn t.a nullable default']),
  },
]

const pk = (columns: string[], name?: string) =>
  [
    table('t', { a: integer().notNull().autoincrement(false), b: integer().notNull() }, [
      primaryKey(columns as never, name === undefined ? {} : { name }),
    ]),
  ] as const

const NUMBERS: readonly Case[] = [
  {
    name: 'autoincrement goes',
    from: [table('t', { a: bigint().primaryKey() })],
    to: [table('t', { a: bigint().primaryKey().autoincrement(false) })],
    postgresql: ['alterColumn t.a autoincrement'],
  },
  {
    name: 'autoincrement becomes identity',
    from: [table('t', { a: bigint().primaryKey() })],
    to: [table('t', { a: bigint().primaryKey().identity() })],
    postgresql: ['alterColumn t.a autoincrement identity'],
  },
  {
    name: 'identity options',
    from: [table('t', { a: bigint().primaryKey().identity({ start: 10 }) })],
    to: [
      table('t', { a: bigint().primaryKey().identity({ always: true, start: 10, increment: 5 }) }),
    ],
    postgresql: ['alterColumn t.a identity'],
  },
  {
    name: 'smallserial is no default that differs',
    from: [table('t', { a: smallint().primaryKey() })],
    to: [table('t', { a: smallint().primaryKey() })],
  },
  {
    name: 'an autoincrement column grows',
    from: [table('t', { a: integer().primaryKey() })],
    to: [table('t', { a: bigint().primaryKey() })],
    postgresql: ['alterColumn t.a type'],
    sqlite: ['alterColumn t.a type'],
  },
  {
    name: 'the sequence behind a column gets another name',
    from: [table('t', { a: integer().primaryKey() })],
    to: [
      table('t', { a: integer().primaryKey().autoincrement(true, { sequenceName: 'numbers' }) }),
    ],
    postgresql: ['renameSequence t_a_seq numbers'],
  },
  {
    name: 'sequences come, change and go',
    from: [sequence('a', { start: 5 }), sequence('b')],
    to: [sequence('b', { increment: 2 }), sequence('c', { maxValue: 100 })],
    postgresql: ['alterSequence b', 'createSequence c', 'dropSequence a'],
  },
]

const CONSTRAINTS: readonly Case[] = [
  {
    name: 'columns of the primary key',
    from: pk(['a'], 'k'),
    to: pk(['a', 'b'], 'k'),
    postgresql: ['dropConstraint t primaryKey k', 'addConstraint t primaryKey k'],
    // An INTEGER PRIMARY KEY numbers itself there, whatever the model says.
    sqlite: [
      'dropConstraint t primaryKey k',
      'alterColumn t.a autoincrement',
      'addConstraint t primaryKey k',
    ],
  },
  {
    name: 'order of the columns of the primary key',
    from: pk(['a', 'b'], 'k'),
    to: pk(['b', 'a'], 'k'),
    ...both(['dropConstraint t primaryKey k', 'addConstraint t primaryKey k']),
  },
  {
    name: 'name of the primary key',
    from: pk(['a', 'b'], 'k'),
    to: pk(['a', 'b'], 'l'),
    ...both(['renameConstraint t k l']),
  },
  { name: 'a primary key that has any name', from: pk(['a', 'b'], 'k'), to: pk(['a', 'b']) },
  {
    name: 'a primary key goes',
    from: pk(['a'], 'k'),
    to: [table('t', { a: integer().notNull(), b: integer().notNull() })],
    postgresql: ['dropConstraint t primaryKey k'],
    sqlite: ['dropConstraint t primaryKey k', 'alterColumn t.a autoincrement'],
  },
  {
    name: 'exclusion comes',
    from: [t({ a: integer() })],
    to: [
      t({ a: integer() }, [
        exclude([{ expression: sql`int4range(a, a + 1)`, operator: '&&' }], {
          name: 'ex',
          using: 'gist',
        }),
      ]),
    ],
    postgresql: ['addConstraint t exclusion ex'],
  },
  {
    name: 'unique constraint: order of columns',
    from: [t({ a: integer(), b: integer() }, [unique(['a', 'b'], { name: 'u' })])],
    to: [t({ a: integer(), b: integer() }, [unique(['b', 'a'], { name: 'u' })])],
    ...both(['dropConstraint t unique u', 'addConstraint t unique u']),
  },
  {
    name: 'unique constraint: deferrable',
    from: [t({ a: integer() }, [unique(['a'], { name: 'u' })])],
    to: [t({ a: integer() }, [unique(['a'], { name: 'u', deferrable: 'deferred' })])],
    postgresql: ['dropConstraint t unique u', 'addConstraint t unique u'],
  },
  {
    name: 'unique constraint: a name of the models against the one the database chose',
    from: [t({ a: integer().unique() })],
    to: [t({ a: integer().unique({ name: 'mine' }) })],
    postgresql: ['renameConstraint t t_a_key mine'],
    sqlite: ['dropConstraint t unique', 'addConstraint t unique mine'],
  },
  {
    name: 'unnamed constraints come and go',
    from: [t({ a: integer().check(sql`a > 0`), b: integer().references('t.id') })],
    to: [t({ a: integer().unique(), b: integer() })],
    postgresql: [
      'dropConstraint t foreignKey t_b_fkey',
      'dropConstraint t check t_a_check',
      'addConstraint t unique t_a_key',
    ],
    sqlite: ['dropConstraint t foreignKey', 'dropConstraint t check', 'addConstraint t unique'],
  },
  {
    name: 'a check by what it means',
    from: [t({ a: text() }, [check(sql`a LIKE 'x%' AND a <> 'xy'`, { name: 'c' })])],
    to: [t({ a: text() }, [check(sql`a LIKE 'x%'   AND a<>'xy'`, { name: 'c' })])],
  },
  {
    name: 'a check that says something else',
    from: [t({ a: integer() }, [check(sql`a > 0`, { name: 'c' })])],
    to: [t({ a: integer() }, [check(sql`a BETWEEN 1 AND 9`, { name: 'c' })])],
    ...both(['dropConstraint t check c', 'addConstraint t check c']),
  },
  {
    name: 'a check under another name',
    from: [t({ a: integer() }, [check(sql`a IN (1, 2)`, { name: 'c' })])],
    to: [t({ a: integer() }, [check(sql`a IN (1, 2)`, { name: 'd' })])],
    ...both(['renameConstraint t c d']),
  },
  {
    name: 'a check that is not validated yet',
    from: [t({ a: integer() }, [check(sql`a > 0`, { name: 'c', notValid: true })])],
    to: [t({ a: integer() }, [check(sql`a > 0`, { name: 'c' })])],
    postgresql: ['validateConstraint t c'],
  },
  {
    name: 'comments on constraints of every kind',
    from: [
      t({ b: integer() }, [
        unique(['b'], { name: 'u', comment: 'one' }),
        check(sql`b > 0`, { name: 'c' }),
      ]),
    ],
    to: [
      t(
        {
          id: integer().primaryKey({ comment: "it's" }),
          b: integer().references('t.id', { comment: 'self' }),
        },
        [unique(['b'], { name: 'u' }), check(sql`b > 0`, { name: 'c', comment: 'positive' })],
      ),
    ],
    postgresql: [
      'addConstraint t foreignKey t_b_fkey',
      'setConstraintComment t c',
      'setConstraintComment t t_pkey',
      'setConstraintComment t u',
    ],
    sqlite: ['addConstraint t foreignKey'],
  },
  {
    name: 'a constraint that gets another name and a comment',
    from: [t({ a: integer() }, [check(sql`a > 0`, { name: 'old' })])],
    to: [t({ a: integer() }, [check(sql`a > 0`, { name: 'new', comment: 'positive' })])],
    postgresql: ['renameConstraint t old new', 'setConstraintComment t new'],
    sqlite: ['renameConstraint t old new'],
  },
  {
    name: 'a column that has a check, an index and a key goes with them',
    from: [
      t({
        a: integer()
          .unique({ name: 'u' })
          .check(sql`a > 0`, { name: 'c' })
          .references('t.id', { name: 'f' })
          .index(),
      }),
    ],
    to: [t({})],
    ...both([
      'dropConstraint t foreignKey f',
      'dropIndex t ix_t_a',
      'dropConstraint t check c',
      'dropConstraint t unique u',
      'dropColumn t.a',
    ]),
  },
  {
    name: 'unique constraint becomes unique index of the same name',
    from: [t({ a: integer() }, [unique(['a'], { name: 'u' })])],
    to: [t({ a: integer() }, [index(['a'], { name: 'u', unique: true })])],
    ...both(['dropConstraint t unique u', 'createIndex t u']),
  },
]

const parent = table('parent', { id: integer().primaryKey(), a: integer(), b: integer() }, [
  unique(['a', 'b'], { name: 'ab' }),
])
const child = (...options: [Parameters<typeof foreignKey>[2]?]) => [
  parent,
  table('child', { a: integer(), b: integer() }, [
    foreignKey(['a', 'b'], { table: 'parent', columns: ['a', 'b'] }, { name: 'f', ...options[0] }),
  ]),
]
const replaced = ['dropConstraint child foreignKey f', 'addConstraint child foreignKey f']

const KEYS: readonly Case[] = [
  {
    name: 'foreign key: on delete',
    from: child(),
    to: child({ onDelete: 'cascade' }),
    ...both(replaced),
  },
  {
    name: 'foreign key: on update',
    from: child({ onUpdate: 'cascade' }),
    to: child({ onUpdate: 'set null' }),
    ...both(replaced),
  },
  {
    name: 'foreign key: deferrable',
    from: child(),
    to: child({ deferrable: 'deferred' }),
    ...both(replaced),
  },
  { name: 'foreign key: match', from: child(), to: child({ match: 'full' }), ...both(replaced) },
  {
    name: 'foreign key: no action is no option',
    from: child(),
    to: child({ onDelete: 'no action' }),
  },
  {
    name: 'foreign key: name',
    from: child(),
    to: child({ name: 'g' }),
    ...both(['renameConstraint child f g']),
  },
  {
    name: 'foreign keys in a circle',
    from: [],
    to: [
      table('a', { id: integer().primaryKey(), b: integer().references('b.id', { name: 'to_b' }) }),
      table('b', {
        id: integer().primaryKey(),
        a: integer().notNull().references('a.id', { name: 'to_a' }),
      }),
    ],
    ...both(['createTable a', 'createTable b', 'addConstraint a foreignKey to_b']),
  },
  {
    name: 'tables go in the reverse of their order',
    from: [
      table('z', { id: integer().primaryKey() }),
      table('y', { id: integer().primaryKey(), z: integer().references('z.id') }),
      table('x', { y: integer().references('y.id') }),
    ],
    to: [],
    ...both(['dropTable x', 'dropTable y', 'dropTable z']),
  },
  {
    name: 'types of both sides of a foreign key',
    from: [
      table('a', { id: integer().primaryKey() }),
      table('b', { a: integer().references('a.id', { name: 'f' }) }),
    ],
    to: [
      table('a', { id: uuid().primaryKey() }),
      table('b', { a: uuid().references('a.id', { name: 'f' }) }),
    ]
      .slice(0, 0)
      .concat([
        table('a', { id: bigint().primaryKey() }),
        table('b', { a: bigint().references('a.id', { name: 'f' }) }),
      ] as never),
    postgresql: [
      'dropConstraint b foreignKey f',
      'alterColumn b.a type',
      'alterColumn a.id type',
      'addConstraint b foreignKey f',
    ],
    sqlite: [
      'dropConstraint b foreignKey f',
      'alterColumn b.a type',
      'alterColumn a.id type',
      'addConstraint b foreignKey f',
    ],
  },
]

const indexed = (
  columns: Parameters<typeof index>[0],
  options: Parameters<typeof index>[1] = {},
) => [t({ a: integer(), b: text(), c: jsonb() }, [index(columns, { name: 'i', ...options })])]
const reindexed = ['dropIndex t i', 'createIndex t i']

const INDEXES: readonly Case[] = [
  {
    name: 'comments on indexes, one of them with another name',
    from: [
      t({ a: integer(), b: integer() }, [
        index(['a'], { name: 'i', comment: 'one' }),
        index(['b'], { name: 'old' }),
      ]),
    ],
    to: [
      t({ a: integer(), b: integer() }, [
        index(['a'], { name: 'i', comment: "it's" }),
        index(['b'], { name: 'new', comment: 'two' }),
      ]),
    ],
    postgresql: ['renameIndex t old new', 'setIndexComment t i', 'setIndexComment t new'],
    sqlite: ['renameIndex t old new'],
  },
  {
    name: 'index: where',
    from: indexed(['a'], { where: sql`a > 0` }),
    to: indexed(['a'], { where: sql`a > 1` }),
    ...both(reindexed),
  },
  {
    name: 'index: where in other words',
    from: indexed(['a'], { where: sql`a > 0 AND b = 'x'` }),
    to: indexed(['a'], { where: sql`a>0 AND b='x'` }),
  },
  {
    name: 'index: include',
    from: indexed(['a']),
    to: indexed(['a'], { include: ['b'] }),
    postgresql: reindexed,
  },
  {
    name: 'index: method',
    from: indexed(['c']),
    to: indexed(['c'], { method: 'gin' }),
    postgresql: reindexed,
  },
  {
    name: 'index: operator class',
    from: indexed([{ column: 'b' }]),
    to: indexed([{ column: 'b', opclass: 'text_pattern_ops' }]),
    postgresql: reindexed,
  },
  {
    name: 'index: parameters',
    from: indexed(['a']),
    to: indexed(['a'], { with: { fillfactor: '70' } }),
    postgresql: reindexed,
  },
  {
    name: 'index: descending',
    from: indexed(['a']),
    to: indexed([{ column: 'a', descending: true }]),
    ...both(reindexed),
  },
  {
    name: 'index: nulls',
    from: indexed(['a']),
    to: indexed([{ column: 'a', nulls: 'first' }]),
    postgresql: reindexed,
  },
  {
    name: 'index: unique',
    from: indexed(['a']),
    to: indexed(['a'], { unique: true }),
    ...both(reindexed),
  },
  {
    name: 'index: expression',
    from: indexed([sql`lower(b)`]),
    to: indexed([sql`upper(b)`]),
    ...both(reindexed),
  },
  {
    name: 'index: the same expression',
    from: indexed([sql`lower(b)`]),
    to: indexed([sql`lower( b )`]),
  },
  {
    name: 'index: name',
    from: indexed(['a']),
    to: indexed(['a'], { name: 'j' }),
    ...both(['renameIndex t i j']),
  },
]

const mood = (values: string[], more: Columns = {}) => [
  t({ mood: enumeration('mood', values), ...more }),
]

const ENUMS: readonly Case[] = [
  {
    name: 'enum: values come',
    from: mood(['b']),
    to: mood(['a', 'b', 'longer']),
    postgresql: ['addEnumValue mood a before b', 'addEnumValue mood longer'],
    sqlite: ['alterColumn t.mood type'],
  },
  {
    name: 'enum: values go',
    from: mood(['a', 'longer']),
    to: mood(['a']),
    postgresql: ['alterEnum mood'],
    sqlite: ['alterColumn t.mood type'],
  },
  {
    name: 'enum: another order',
    from: mood(['a', 'b']),
    to: mood(['b', 'a']),
    postgresql: ['alterEnum mood'],
  },
  {
    name: 'enum: a new column of a new type',
    from: [t({})],
    to: mood(['a']),
    postgresql: ['createEnum mood', 'addColumn t.mood'],
    sqlite: ['addColumn t.mood'],
  },
  {
    name: 'enum: from text',
    from: one(text()),
    to: one(enumeration('mood', ['a'])),
    postgresql: ['createEnum mood', 'alterColumn t.a type'],
    sqlite: ['alterColumn t.a type'],
  },
  {
    name: 'enum: a comment',
    from: [enumType('mood', ['a'], { comment: 'how one feels' }), ...mood(['a'])],
    to: [enumType('mood', ['a', 'b'], { comment: "how it's" }), ...mood(['a', 'b'])],
    postgresql: ['addEnumValue mood b', 'alterEnum mood'],
  },
  {
    name: 'enum: another type',
    from: one(enumeration('mood', ['a'])),
    to: one(enumeration('temper', ['a'])),
    postgresql: ['createEnum temper', 'alterColumn t.a type', 'dropEnum mood'],
  },
  {
    name: 'enum: the default changes with the values',
    from: one(enumeration('mood', ['a', 'b']).default('a')),
    to: one(enumeration('mood', ['b', 'c']).default('c')),
    postgresql: ['alterColumn t.a default', 'alterEnum mood', 'alterColumn t.a default'],
    sqlite: ['alterColumn t.a default'],
  },
]

const TABLES: readonly Case[] = [
  {
    name: 'the order of columns',
    from: [table('t', { a: integer(), b: text() })],
    to: [table('t', { b: text(), a: integer() })],
  },
  {
    name: 'a comment of a table and of a column',
    from: [t({ a: text() })],
    to: [t({ a: text().comment("it's") }, [], { comment: 'one' })],
    postgresql: ['setTableComment t', 'alterColumn t.a comment'],
  },
  {
    name: 'unlogged',
    from: [t({})],
    to: [t({}, [], { unlogged: true })],
    postgresql: ['alterTable t unlogged'],
  },
  {
    name: 'strict',
    from: [t({ a: text() })],
    to: [t({ a: text() }, [], { strict: true })],
    sqlite: ['alterTable t strict'],
  },
  {
    name: 'AUTOINCREMENT',
    from: [t({ a: text() })],
    to: [t({ a: text() }, [], { autoincrement: true })],
    sqlite: ['alterTable t autoincrement'],
  },
  {
    name: 'generated: another expression',
    from: [t({ a: integer(), b: integer().generatedAs(sql`a + 1`) })],
    to: [t({ a: integer(), b: integer().generatedAs(sql`a + 2`) })],
    ...both(['dropColumn t.b', 'addColumn t.b']),
  },
  {
    name: 'generated: the same expression',
    from: [t({ a: integer(), b: integer().generatedAs(sql`a + 1`) })],
    to: [t({ a: integer(), b: integer().generatedAs(sql`a+1`) })],
  },
  {
    name: 'generated: no longer',
    from: [t({ a: integer(), b: integer().generatedAs(sql`a + 1`) })],
    to: [t({ a: integer(), b: integer() })],
    ...both(['alterColumn t.b generated']),
  },
  {
    name: 'generated: over a column that gets another type',
    from: [t({ a: integer(), b: integer().generatedAs(sql`a + 1`) })],
    to: [t({ a: bigint(), b: integer().generatedAs(sql`a + 1`) })],
    ...both(['dropColumn t.b', 'alterColumn t.a type', 'addColumn t.b']),
  },
]

export const CASES: readonly Case[] = [
  ...TYPES,
  ...DEFAULTS,
  ...NUMBERS,
  ...CONSTRAINTS,
  ...KEYS,
  ...INDEXES,
  ...ENUMS,
  ...TABLES,
]
