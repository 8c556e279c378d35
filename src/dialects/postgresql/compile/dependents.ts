import { sameObject } from '../../../operations/edit.ts'
import { carriedColumns, mentionsColumn } from '../../../operations/needs.ts'
import { sameName } from '../../../schema/lookup.ts'
import type { ObjectName, Schema, StoredObject, Table } from '../../../schema/model.ts'
import { tokenize } from '../../../source/sql-tokens.ts'
import { mentions } from '../expression.ts'
import type { Context } from './context.ts'
import { tableIn } from './context.ts'

/** Views and materialized views that read it, and those that read these: in the order in which they can be dropped. */
export function readers(
  schema: Schema,
  name: ObjectName,
  seen: readonly StoredObject[] = [],
): StoredObject[] {
  const direct = schema.objects.filter(
    (object) =>
      isView(object) && !sameName(object, name) && !seen.includes(object) && reads(object, name),
  )
  const all = direct.flatMap((view) => [...readers(schema, view, [...seen, ...direct]), view])
  return [...new Set(all)]
}

/** Whether it is a view, kept or not. */
export const isView = ({ kind }: StoredObject): boolean =>
  kind === 'view' || kind === 'materializedView'

const reads = (object: StoredObject, name: ObjectName): boolean =>
  object.dependsOn?.some((one) => sameName(one, name)) === true ||
  mentions(object.definition, name.name)

/** With all that reads them in turn, each once. */
export const withReaders = (schema: Schema, objects: readonly StoredObject[]): StoredObject[] => [
  ...new Set(objects.flatMap((object) => [...readers(schema, object), object])),
]

/**
 * What PostgreSQL does not let a column's type change under: views, policies, triggers and functions whose text
 * it has parsed. It changes constraints, indexes and defaults by itself.
 */
export function usersOf(
  schema: Schema,
  table: ObjectName,
  columns: readonly string[],
): StoredObject[] {
  const speaks = ({ definition }: StoredObject): boolean =>
    columns.some((column) => mentions(definition, column)) || hasStar(definition)
  const on = (object: StoredObject): boolean =>
    object.table !== undefined && sameName(object.table, table)
  const read = schema.objects.filter(
    (one) => (isView(one) || isParsed(one)) && reads(one, table) && speaks(one),
  )
  const others = schema.objects.filter(
    (one) =>
      (one.kind === 'policy' && (on(one) || reads(one, table)) && speaks(one)) ||
      (one.kind === 'trigger' && on(one) && speaks(one)),
  )
  return [...others, ...withReaders(schema, read)]
}

const hasStar = (definition: string): boolean =>
  tokenize(definition).some(({ text }) => text === '*')

/** A function of standard SQL, which PostgreSQL keeps parsed; other bodies are text to it. */
const isParsed = ({ kind, definition }: StoredObject): boolean =>
  (kind === 'function' || kind === 'procedure') &&
  /\bLANGUAGE\s+sql\b/i.test(definition) &&
  !/\bAS\s+['$]/i.test(definition)

/** Views on the table (or one column of it) that a later operation drops or replaces anyway. */
export function consumedReaders(
  { before, later }: Context,
  table: ObjectName,
  column?: string,
): StoredObject[] {
  const consumed = readers(before, table).filter((view) =>
    later.some(
      (operation) =>
        (operation.kind === 'dropObject' && sameObject(operation.object, view)) ||
        (operation.kind === 'replaceObject' && sameObject(operation.from, view)),
    ),
  )
  const inTheWay = consumed.filter(
    ({ definition }) => column === undefined || mentions(definition, column) || hasStar(definition),
  )
  return withReaders(before, inTheWay)
}

/** The generated columns of a table that are computed from one of these columns. */
export const computedFrom = (table: Table, columns: readonly string[]): Table['columns'] =>
  table.columns.filter(
    ({ generated }) =>
      generated !== undefined &&
      columns.some((column) => mentionsColumn(table, column, generated.expression)),
  )

/** The keys of tables that refer to one of these columns, or to a key that carries one along. */
export function keysTo(schema: Schema, table: ObjectName, columns: readonly string[]) {
  const known = tableIn(schema, table)
  return schema.tables.flatMap((other) =>
    tableIn(schema, other)
      .foreignKeys.filter(
        ({ references }) =>
          sameName(references, table) &&
          [...references.columns, ...carriedColumns(known, references.columns)].some((column) =>
            columns.includes(column),
          ),
      )
      .map((key) => ({ table: other, key })),
  )
}
