/** Random CREATE TABLE statements in all the ways that people and tools write them. */
import fc from 'fast-check'

const NAMES = [
  'a',
  'b',
  'c',
  'Upper',
  'two words',
  'select',
  'key',
  'ünï',
  'q"q',
  "it's",
  'semi;colon',
  '_x',
  'rowid',
  'end',
  '-- no',
  '/*',
  '1st',
]

export const columnNames = fc.uniqueArray(fc.constantFrom(...NAMES), {
  minLength: 1,
  maxLength: 6,
  selector: (name) => name.toLowerCase(),
})

const quoted: readonly ((name: string) => string)[] = [
  (name) => `"${name.replaceAll('"', '""')}"`,
  (name) => `\`${name}\``,
  (name) => `[${name}]`,
  (name) =>
    /^[a-z_]+$/i.test(name) && !['select', 'end'].includes(name)
      ? name
      : `"${name.replaceAll('"', '""')}"`,
]

const spelling = (name: string): fc.Arbitrary<string> =>
  fc.constantFrom(...quoted).map((quote) => quote(name))

const maybe = (arbitrary: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.oneof(fc.constant(''), arbitrary)

const gap = fc.constantFrom(' ', '  ', '\n', '\t', ' /* ; ) */ ', ' -- )\n')

/** The parts with something between them that means nothing. */
const spaced = (...parts: readonly fc.Arbitrary<string>[]): fc.Arbitrary<string> =>
  fc
    .tuple(fc.tuple(...parts), fc.array(gap, { minLength: parts.length, maxLength: parts.length }))
    .map(([texts, gaps]) => texts.map((text, i) => (text === '' ? '' : text + gaps[i])).join(''))

const any = (...texts: readonly string[]): fc.Arbitrary<string> => fc.constantFrom(...texts)

const type = any(
  '',
  'INTEGER',
  'int',
  'integer',
  'TEXT',
  'varchar(20)',
  'VARCHAR ( 20 )',
  'DOUBLE PRECISION',
  'numeric(10,2)',
  'NUMERIC(10, 2)',
  'Blob',
  'unsigned big int',
  'BOOLEAN',
  'datetime',
  'JSON',
  '"odd type"',
  'CHAR(36)',
  'FLOAT',
  'LONG VARCHAR(-3)',
  'geometry(10,4326)',
)

const conflict = maybe(
  any('ON CONFLICT IGNORE', 'on conflict replace', 'ON CONFLICT ABORT', 'ON CONFLICT FAIL'),
)
const named = maybe(any('CONSTRAINT c1', 'constraint "c 2"', 'CONSTRAINT [c3]'))

const value = any(
  '1',
  '-1',
  '+2',
  '1.50',
  '1e3',
  '0x10',
  "'x'",
  "'it''s'",
  "''",
  "x'00ff'",
  'NULL',
  'TRUE',
  'false',
  'CURRENT_TIMESTAMP',
  'current_date',
  '(1+1)',
  "(lower('A' || ')'))",
  '(-5)',
  '((CURRENT_TIME))',
  '9223372036854775807',
  "('--')",
)

const actions = fc
  .array(
    any(
      'ON DELETE CASCADE',
      'on update set null',
      'ON DELETE SET DEFAULT',
      'ON UPDATE NO ACTION',
      'MATCH FULL',
      'MATCH SIMPLE',
    ),
    { maxLength: 3 },
  )
  .map((list) => list.join(' '))
const deferral = maybe(
  any(
    'DEFERRABLE',
    'NOT DEFERRABLE INITIALLY DEFERRED',
    'DEFERRABLE INITIALLY DEFERRED',
    'deferrable initially immediate',
  ),
)

const clauses = (name: string): fc.Arbitrary<string> =>
  fc
    .subarray([
      spaced(named, any('NOT NULL'), conflict),
      spaced(named, any('NULL'), conflict),
      spaced(named, any('UNIQUE'), conflict),
      spaced(named, any('DEFAULT'), value),
      spaced(named, any('COLLATE'), any('NOCASE', 'rtrim', '"BINARY"')),
      spaced(
        named,
        any('CHECK ('),
        spelling(name),
        any("<> ')'", 'is not 3', "NOT IN (7, 'x')"),
        any(')'),
      ),
      spaced(
        named,
        any('REFERENCES'),
        any('other(id)', '"other"', 'Nowhere ( x )'),
        actions,
        deferral,
      ),
    ])
    .chain((parts) => (parts.length === 0 ? fc.constant('') : spaced(...parts)))

const column = (name: string): fc.Arbitrary<string> => spaced(spelling(name), type, clauses(name))

const keyList = (names: readonly string[], direction: boolean): fc.Arbitrary<string> =>
  fc
    .shuffledSubarray([...names], { minLength: 1 })
    .chain((some) =>
      fc.tuple(
        ...some.map((name) =>
          spaced(spelling(name), direction ? maybe(any('DESC', 'asc')) : any('')),
        ),
      ),
    )
    .map((members) => `(${members.join(', ')})`)

const tableConstraints = (names: readonly string[]): fc.Arbitrary<string[]> =>
  fc
    .tuple(
      maybe(spaced(named, any('PRIMARY KEY'), keyList(names, true), conflict)),
      fc.array(spaced(named, any('UNIQUE'), keyList(names, false), conflict), { maxLength: 2 }),
      fc.array(
        spaced(
          named,
          any('CHECK'),
          fc
            .constantFrom(...names)
            .chain(spelling)
            .map((name) => `(${name} <> 'x' OR (${name}) > 1)`),
          conflict,
        ),
        { maxLength: 2 },
      ),
      fc.array(
        fc
          .constantFrom(...names)
          .chain((name) =>
            spaced(
              named,
              any('FOREIGN KEY ('),
              spelling(name),
              any(') REFERENCES other ("id")'),
              actions,
              deferral,
            ),
          ),
        { maxLength: 2 },
      ),
    )
    .map(([key, ...rest]) => [...(key === '' ? [] : [key]), ...rest.flat()])

/** Of a table called t. SQLite refuses some of them (a WITHOUT ROWID table without a key). */
export const createTableText: fc.Arbitrary<string> = columnNames.chain((names) =>
  fc
    .tuple(fc.tuple(...names.map(column)), tableConstraints(names), any('', '', 'WITHOUT ROWID'))
    .map(
      ([columns, constraints, options]) =>
        `CREATE TABLE t (${[...columns, ...constraints].join(',')}) ${options}`,
    ),
)
