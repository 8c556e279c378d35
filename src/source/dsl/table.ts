import { numbers } from '../../schema/check-table.ts'
import type { Column, ForeignKey, Table, Unique } from '../../schema/model.ts'
import { array, type Code, object, optional } from '../code.ts'
import { literal } from '../literal.ts'
import { type ColumnPlace, columnCode } from './column.ts'
import { constraintCode, indexCode } from './constraint.ts'
import type { SourceContext } from './context.ts'
import { given } from './type.ts'

/** A table's arguments behind its name: columns, items, facts; what is not needed is undefined. */
export function tableArguments(
  table: Table,
  context: SourceContext,
  more: readonly (readonly [string, Code | undefined])[] = [],
): readonly [columns: Code, items: Code | undefined, facts: Code | undefined] {
  const places = placesIn(table)
  const columns = table.columns.map(
    (column) => [column.name, columnCode(column, context, places.get(column.name))] as const,
  )
  const items = itemsOf(table, [...places.values()])
  const facts = optional([['comment', given(table.comment)], ...optionFacts(table), ...more])
  return [
    keepsOrder(table.columns) ? object(columns, true) : pairs(columns),
    items.length > 0 ? array(items) : facts && array([]),
    facts,
  ]
}

const optionFacts = ({ options = {} }: Table) =>
  Object.entries(options).map(([key, value]) => [key, given(value)] as const)

const pairs = (columns: readonly (readonly [string, Code])[]): Code =>
  array(
    columns.map(([name, code]) => array([literal(name), code])),
    true,
  )

/** Whether an object literal gives its keys back in this order: it puts whole numbers first. */
function keepsOrder(columns: readonly Column[]): boolean {
  const names = columns.map(({ name }) => name)
  const kept = Object.keys(Object.fromEntries(names.map((name) => [name, true])))
  return kept.every((name, i) => name === names[i])
}

/** What each column says in line: constraints of its own alone, as far as that leaves them in their order. */
function placesIn(table: Table): ReadonlyMap<string, ColumnPlace> {
  const key = table.primaryKey
  const single = key?.columns.length === 1 ? key : undefined
  const uniques = inLine(table, table.uniques, () => true)
  const references = inLine(table, table.foreignKeys, canBeInLine)
  return new Map(
    table.columns.map((column) => {
      const isKey = key?.columns.includes(column.name) === true
      const place: ColumnPlace = {
        isKey,
        numbersItself: single !== undefined && isKey && numbersItself(table, column),
        ...(isKey && single !== undefined && { primaryKey: single }),
        ...withKey('unique', uniques.get(column.name)),
        ...withKey('foreignKey', references.get(column.name)),
      }
      return [column.name, place]
    }),
  )
}

const withKey = <K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } =>
  value === undefined ? {} : ({ [key]: value } as { [P in K]: V })

const canBeInLine = ({ references, onDeleteColumns }: ForeignKey): boolean =>
  references.columns.length < 2 && onDeleteColumns === undefined

/** Constraints in line come first and in the order of the columns: as many as stand so already. */
function inLine<T extends Unique | ForeignKey>(
  { columns }: Table,
  constraints: readonly T[],
  suits: (constraint: T) => boolean,
): ReadonlyMap<string, T> {
  const found = new Map<string, T>()
  let last = -1
  for (const constraint of constraints) {
    const [name = ''] = constraint.columns
    const position = columns.findIndex((column) => column.name === name)
    if (constraint.columns.length !== 1 || position <= last || !suits(constraint)) break
    found.set(name, constraint)
    last = position
  }
  return found
}

/** The rule of the model builders: the only column of a key, of an integer type, with nothing else to fill it. */
const numbersItself = ({ foreignKeys }: Table, column: Column): boolean =>
  numbers(column.type.kind === 'variant' ? column.type.base : column.type) &&
  column.default === undefined &&
  column.identity === undefined &&
  column.generated === undefined &&
  !foreignKeys.some((key) => key.columns.includes(column.name))

function itemsOf(table: Table, places: readonly ColumnPlace[]): Code[] {
  const said = new Set<unknown>(
    places.flatMap(({ primaryKey, unique, foreignKey }) => [primaryKey, unique, foreignKey]),
  )
  const key = table.primaryKey
  return [
    ...(key === undefined || said.has(key) ? [] : [constraintCode({ kind: 'primaryKey', ...key })]),
    ...table.uniques
      .filter((one) => !said.has(one))
      .map((one) => constraintCode({ kind: 'unique', ...one })),
    ...table.foreignKeys
      .filter((one) => !said.has(one))
      .map((one) => constraintCode({ kind: 'foreignKey', ...one })),
    ...table.checks.map((one) => constraintCode({ kind: 'check', ...one })),
    ...table.exclusions.map((one) => constraintCode({ kind: 'exclusion', ...one })),
    ...table.indexes.map(indexCode),
  ]
}
