import fc from 'fast-check'
import type {
  Check,
  Column,
  ColumnType,
  EnumType,
  ForeignKey,
  Index,
  ObjectName,
  Schema,
  Sequence,
  StoredObject,
  Table,
  Unique,
} from '../../src/schema/model.ts'

/**
 * Small schemas over few names, so that two of them have much in common: the same table with another key, the same
 * column with another type, a view where there was a table. Valid as PostgreSQL sees it, and in its canonical form.
 */
export const schemas = (): fc.Arbitrary<Schema> =>
  fc
    .record({
      enums: someOf(ENUMS).chain((names) => fc.tuple(...names.map(enumOf))),
      tables: someOf(TABLES),
      picks: fc.infiniteStream(fc.nat(0x7fffffff)),
    })
    .map(({ enums, tables, picks }) => build(enums, tables, new Dice(picks)))

const ENUMS = ['mood', 'app.state']
const TABLES = ['a', 'b', 'c', 'app.d', 'app.e']
const COLUMNS = ['id', 'x', 'y', 'z']

const someOf = (names: readonly string[]) =>
  fc.subarray([...names], { minLength: 0, maxLength: names.length })

const enumOf = (name: string): fc.Arbitrary<EnumType> =>
  fc
    .shuffledSubarray(['p', 'q', 'r', 's'], { minLength: 1 })
    .map((values) => ({ ...named(name), values }))

/** Draws from a stream of numbers: shrinking makes them 0, which is always the plainest choice. */
class Dice {
  readonly #stream: Iterator<number>

  constructor(stream: Iterator<number>) {
    this.#stream = stream
  }

  below(n: number): number {
    return (this.#stream.next().value ?? 0) % n
  }

  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)]!
  }

  maybe<T>(make: () => T): T | undefined {
    return this.below(3) === 2 ? make() : undefined
  }

  some<T>(items: readonly T[]): T[] {
    return items.filter(() => this.below(2) === 1)
  }
}

function build(enums: readonly EnumType[], names: readonly string[], dice: Dice): Schema {
  const plain = names.map((name) => tableOf(name, enums, dice))
  const tables = plain.map((table) => ({ ...table, foreignKeys: keysOf(table, plain, dice) }))
  const indexed = indexes(tables, dice)
  const sequences = dice
    .some(['numbers', 'app.counts'])
    .map((name) => sequenceOf(name, indexed, dice))
  const free = ['a', 'v', 'w'].filter((name) => !names.includes(name))
  const views: StoredObject[] = []
  for (const name of free) if (dice.below(2) === 1) views.push(viewOf(name, indexed, views, dice))
  const objects = [...views, ...triggers(indexed, dice)]
  const homes = [...indexed, ...enums, ...sequences].flatMap(({ schema }) => schema ?? [])
  return {
    schemas: [...new Set(homes)],
    tables: indexed,
    enums,
    sequences,
    objects,
    unmodelled: [],
  }
}

function tableOf(name: string, enums: readonly EnumType[], dice: Dice): Table {
  const columns = COLUMNS.filter((column) => column === 'id' || dice.below(3) > 0).map((column) =>
    columnOf(column, enums, dice),
  )
  const names = columns.map((column) => column.name)
  const sum = dice.maybe((): Column => generated(columns, dice))
  const key = dice.below(4) > 0 ? [...new Set(['id', ...dice.some(names).slice(0, 1)])] : undefined
  const { name: bare } = named(name)
  return {
    ...named(name),
    columns: [
      ...columns.map((column) =>
        key?.includes(column.name) ? { ...column, nullable: false } : column,
      ),
      ...(sum === undefined ? [] : [sum]),
    ],
    ...(key && { primaryKey: { name: dice.pick([`${bare}_pkey`, `pk_${bare}`]), columns: key } }),
    uniques: dice
      .some(names)
      .slice(0, 2)
      .map(
        (column): Unique => ({
          ...name_(dice, `${bare}_${column}_key`),
          columns: [column],
          ...dice.maybe(() => ({ deferrable: 'deferred' as const })),
        }),
      ),
    foreignKeys: [],
    checks: dice
      .some(names)
      .slice(0, 1)
      .map(
        (column): Check => ({
          ...name_(dice, `${bare}_check`),
          expression: { sql: `${column} ${dice.pick(['IS NOT NULL', '<> 0'])}` },
          ...dice.maybe(() => ({ notValid: true })),
        }),
      ),
    exclusions: dice
      .some(names)
      .slice(0, 1)
      .flatMap(
        (column) =>
          dice.maybe(() => ({
            name: `${bare}_excl`,
            using: 'gist',
            elements: [{ column, operator: '=' }],
          })) ?? [],
      ),
    indexes: [],
    ...dice.maybe(() => ({ comment: dice.pick(['one', 'two']) })),
    ...dice.maybe(() => ({ options: { unlogged: true } })),
  }
}

/** Without a name in one of three. */
const name_ = (dice: Dice, name: string) =>
  dice.below(3) === 2 ? {} : { name: dice.pick([name, `${name}_2`]) }

function columnOf(name: string, enums: readonly EnumType[], dice: Dice): Column {
  const type = typeOf(enums, dice)
  const value =
    type.kind === 'enum' ? { literal: dice.pick(type.values) } : { literal: dice.below(2) }
  const numbers = type.kind === 'integer' ? dice.below(5) : 0
  return {
    name,
    type,
    nullable: dice.below(2) === 0,
    ...(numbers < 3 && dice.maybe(() => ({ default: value }))),
    ...(numbers === 3 && { autoincrement: true }),
    ...(numbers === 4 && { identity: { always: true } }),
    ...dice.maybe(() => ({ comment: dice.pick(['one', 'two']) })),
  }
}

const typeOf = (enums: readonly EnumType[], dice: Dice): ColumnType =>
  dice.pick<ColumnType>([
    { kind: 'integer' },
    { kind: 'bigint' },
    { kind: 'text' },
    { kind: 'varchar', length: 20 },
    ...enums.map((type): ColumnType => ({ kind: 'enum', ...type })),
    ...enums.map((type): ColumnType => ({ kind: 'array', of: { kind: 'enum', ...type } })),
  ])

const generated = (columns: readonly Column[], dice: Dice): Column => ({
  name: 'total',
  type: { kind: 'bigint' },
  nullable: true,
  generated: {
    expression: { sql: `${dice.pick(columns).name} * ${dice.below(2)}` },
    stored: dice.below(2) === 0,
  },
})

/** Foreign keys to a unique column of any table that has one of the same type. */
function keysOf(table: Table, tables: readonly Table[], dice: Dice): ForeignKey[] {
  const targets = tables.flatMap((target) =>
    [target.primaryKey, ...target.uniques].flatMap((key) =>
      key?.columns.length === 1 ? [{ target, column: key.columns[0]! }] : [],
    ),
  )
  if (targets.length === 0) return []
  const pairs = dice.some(table.columns.filter((column) => column.generated === undefined))
  return pairs.slice(0, 2).flatMap(({ name }) => {
    const { target, column } = dice.pick(targets)
    return [
      {
        ...name_(dice, `${table.name}_${name}_fkey`),
        columns: [name],
        references: { ...place(target), columns: [column] },
        ...dice.maybe(() => ({ onDelete: 'cascade' as const })),
      },
    ]
  })
}

/** Index names are shared by all tables of a schema, so that one may move to another table. */
function indexes(tables: readonly Table[], dice: Dice): Table[] {
  const taken = new Set<string>()
  return tables.map((table) => {
    const own = dice
      .some(['ix1', 'ix2', 'ix3'])
      .filter((name) => !taken.has(`${table.schema}.${name}`))
    for (const name of own) taken.add(`${table.schema}.${name}`)
    return {
      ...table,
      indexes: own.map(
        (name): Index => ({
          name,
          elements: [
            dice.below(2)
              ? { column: dice.pick(table.columns).name }
              : { expression: { sql: `lower(${dice.pick(table.columns).name})` } },
          ],
          ...dice.maybe(() => ({ where: { sql: `${dice.pick(table.columns).name} > 0` } })),
          ...dice.maybe(() => ({ unique: true })),
        }),
      ),
    }
  })
}

function sequenceOf(name: string, tables: readonly Table[], dice: Dice): Sequence {
  const owners = tables.filter((table) => table.schema === named(name).schema)
  return {
    ...named(name),
    start: dice.pick([1, 10]),
    ...(owners.length > 0 &&
      dice.maybe(() => {
        const table = dice.pick(owners)
        return { ownedBy: { ...place(table), column: dice.pick(table.columns).name } }
      })),
  }
}

function viewOf(
  name: string,
  tables: readonly Table[],
  views: readonly StoredObject[],
  dice: Dice,
): StoredObject {
  const sources = [...tables, ...views]
  if (sources.length === 0)
    return { kind: 'view', name, definition: 'SELECT 1 AS id', dependsOn: [] }
  const source = dice.pick(sources)
  const columns = 'columns' in source && 'uniques' in source ? dice.some(source.columns) : []
  const list = columns.map((column) => column.name).join(', ') || '1 AS one'
  return {
    kind: 'view',
    name,
    definition: `SELECT ${list} FROM ${source.schema === undefined ? '' : `${source.schema}.`}${source.name}`,
    dependsOn: [place(source)],
  }
}

const triggers = (tables: readonly Table[], dice: Dice): StoredObject[] => {
  const on = dice.some(tables).slice(0, 1)
  if (on.length === 0) return []
  return [
    {
      kind: 'function',
      name: 'touch',
      signature: '',
      definition: `CREATE FUNCTION touch() RETURNS trigger AS '${dice.below(2)}'`,
      dependsOn: [],
    },
    ...on.map(
      (table): StoredObject => ({
        kind: 'trigger',
        name: 'touched',
        table: place(table),
        definition: `CREATE TRIGGER touched BEFORE UPDATE OF ${dice.pick(table.columns).name} ON ${table.name} EXECUTE FUNCTION touch()`,
      }),
    ),
  ]
}

function named(name: string): ObjectName {
  const [schema, bare] = name.split('.')
  return bare === undefined ? { name } : { schema: schema!, name: bare }
}

const place = ({ schema, name }: ObjectName): ObjectName =>
  schema === undefined ? { name } : { schema, name }
