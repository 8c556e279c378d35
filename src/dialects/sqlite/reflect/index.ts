import type { Connection } from '../../../drivers/connection.ts'
import type { ObjectName, Schema, StoredObject, Table, Unmodelled } from '../../../schema/model.ts'
import type { ReflectOptions } from '../../dialect.ts'
import { mentions } from '../expressions.ts'
import { parseCreateView, plainTrigger } from '../parse/create-object.ts'
import { type ObjectRow, readRows } from './rows.ts'
import { isVirtual, shadowTables } from './shadows.ts'
import { foundTable, withSpelledReferences } from './tables.ts'

/**
 * Everything in the main database, read from the statements that SQLite keeps: its pragmas do not tell of checks,
 * names of constraints, collations or conflict clauses. SQLite has no schemas, so `options.schemas` says nothing here.
 */
export async function reflect(
  connection: Connection,
  { includeTable = () => true }: ReflectOptions = {},
): Promise<Schema> {
  const rows = await readRows(connection)
  const shadows = shadowTables(rows)
  const isPlain = (row: ObjectRow) =>
    row.type === 'table' &&
    !isVirtual(row) &&
    !shadows.has(row.name) &&
    includeTable({ name: row.name })
  const of = (type: ObjectRow['type'], table: string) =>
    rows.objects.filter((row) => row.type === type && row.table_name === table)
  const found = rows.objects
    .filter(isPlain)
    .map((row) => foundTable(row, rows.columns.get(row.name) ?? [], of('index', row.name)))
  const tables = withSpelledReferences(found.map(({ table }) => table)).toSorted(byName)
  return {
    schemas: [],
    tables,
    enums: [],
    sequences: [],
    objects: objectsOn(rows.objects, tables),
    unmodelled: [
      ...found.flatMap(({ unmodelled }) => unmodelled),
      ...rows.objects.flatMap((row) => besides(row, shadows)),
    ],
  }
}

const byName = (a: Table, b: Table): number => compareText(a.name, b.name)

const compareText = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1)

function besides(row: ObjectRow, shadows: ReadonlySet<string>): readonly Unmodelled[] {
  if (isVirtual(row)) return [{ kind: 'virtual table', name: row.name }]
  return shadows.has(row.name) ? [{ kind: 'shadow table', name: row.name }] : []
}

/**
 * Views, then the triggers on them and on the tables: of each table in the order in which they were made, which is the one
 * in which they are made again when the table is.
 */
function objectsOn(rows: readonly ObjectRow[], tables: readonly Table[]): readonly StoredObject[] {
  const views = rows.filter(({ type }) => type === 'view')
  const relations = [...tables, ...views].map(({ name }) => name)
  const triggers = rows.filter(
    ({ type, table_name }) => type === 'trigger' && relations.includes(table_name),
  )
  return [
    ...views.map((view) => viewOf(view, relations)),
    ...triggers.map(triggerOf).toSorted((a, b) => compareText(a.table!.name, b.table!.name)),
  ]
}

function triggerOf({ name, table_name, sql }: ObjectRow): StoredObject {
  return { kind: 'trigger', name, table: { name: table_name }, definition: plainTrigger(sql) }
}

function viewOf({ name, sql }: ObjectRow, relations: readonly string[]): StoredObject {
  const { columns, definition } = parseCreateView(sql)
  const dependsOn = relations
    .filter((relation) => relation !== name && mentions(definition, relation))
    .map((relation): ObjectName => ({ name: relation }))
  return {
    kind: 'view',
    name,
    definition,
    ...(columns !== undefined && { columns }),
    ...(dependsOn.length > 0 && { dependsOn }),
  }
}
