import { findColumn } from '../schema/lookup.ts'
import type { ObjectName, Schema, SqlExpression, StoredObject, Table } from '../schema/model.ts'
import { columnKey, type Key, relationKey } from './keys.ts'
import { callsOf } from './words.ts'

/** The names of one schema, to find in SQL text what that text depends on. */
export interface Known {
  readonly tables: ReadonlyMap<Key, Table>
  /** Tables, views and sequences by their bare name in lower case; the same for the others. */
  readonly relations: ReadonlyMap<string, readonly ObjectName[]>
  readonly types: ReadonlyMap<string, readonly ObjectName[]>
  readonly routines: ReadonlyMap<string, readonly StoredObject[]>
  /** Routines that some default, check, generated column, index or domain calls: they have to be there before. */
  readonly calledByTables: ReadonlySet<StoredObject>
  /** Of a column that comes from tables above, too, its keys there: what happens to those happens to it. */
  readonly above: ReadonlyMap<Key, readonly Key[]>
}

export function knownIn(schema: Schema): Known {
  const routines = schema.objects.filter(isRoutine)
  const calls = new Set(tableTexts(schema).flatMap((sql) => [...callsOf(sql)]))
  const tables = new Map(schema.tables.map((table) => [relationKey(table), table]))
  return {
    tables,
    above: new Map(schema.tables.flatMap((table) => columnsAbove(table, tables))),
    relations: byName([
      ...schema.tables,
      ...schema.objects.filter(({ kind }) => kind === 'view' || kind === 'materializedView'),
      ...schema.sequences,
    ]),
    types: byName([...schema.enums, ...schema.objects.filter(({ kind }) => kind === 'domain')]),
    routines: byName(routines),
    calledByTables: new Set(routines.filter(({ name }) => calls.has(name.toLowerCase()))),
  }
}

function columnsAbove(table: Table, tables: Known['tables']): [Key, Key[]][] {
  const above = tablesAbove(table, tables)
  if (above.length === 0) return []
  return table.columns.map(({ name }) => [
    columnKey(table, name),
    above.flatMap((one) => (findColumn(one, name) ? [columnKey(one, name)] : [])),
  ])
}

const tablesAbove = ({ options }: Table, tables: Known['tables']): readonly Table[] =>
  (options?.inherits ?? []).flatMap((parent) => {
    const one = tables.get(relationKey(parent))
    return one === undefined ? [] : [one, ...tablesAbove(one, tables)]
  })

export const sqlOf = ({ sql, dialects }: SqlExpression): string =>
  [sql, ...Object.values(dialects ?? {})].join('\n')

export const isRoutine = ({ kind }: StoredObject): boolean =>
  kind === 'function' || kind === 'procedure'

/** Everything that goes by one of these words. */
export const lookUp = <T>(
  words: ReadonlySet<string>,
  names: ReadonlyMap<string, readonly T[]>,
): T[] => (names.size === 0 ? [] : [...words].flatMap((word) => names.get(word) ?? []))

function byName<T extends ObjectName>(things: readonly T[]): ReadonlyMap<string, readonly T[]> {
  return Map.groupBy(things, ({ name }) => name.toLowerCase())
}

const tableTexts = (schema: Schema): string[] => [
  ...schema.tables.flatMap(({ columns, checks, exclusions, indexes }) => [
    ...columns.flatMap(({ default: value, generated }) => [
      ...(value !== undefined && 'sql' in value ? [sqlOf(value)] : []),
      ...(generated === undefined ? [] : [sqlOf(generated.expression)]),
    ]),
    ...checks.map(({ expression }) => sqlOf(expression)),
    ...[...exclusions, ...indexes].flatMap(({ elements, where }) => [
      ...elements.flatMap(({ expression }) =>
        expression === undefined ? [] : [sqlOf(expression)],
      ),
      ...(where === undefined ? [] : [sqlOf(where)]),
    ]),
  ]),
  ...schema.objects.filter(({ kind }) => kind === 'domain').map(({ definition }) => definition),
]
