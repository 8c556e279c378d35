import type { Connection } from '../../../drivers/connection.ts'
import type { ObjectName, Schema, StoredObject, Unmodelled } from '../../../schema/model.ts'
import type { ReflectOptions } from '../../dialect.ts'
import { mentions } from '../expressions.ts'
import { parseCreateView, plainTrigger } from '../parse/create-object.ts'
import { folded } from '../parse/tokens.ts'
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
  // An index or a trigger says its table's name as it was written, in whatever case.
  const byTable = Map.groupBy(rows.objects, ({ table_name }) => folded(table_name))
  const on = (type: ObjectRow['type'], { name }: ObjectRow) =>
    (byTable.get(folded(name)) ?? []).filter((row) => row.type === type)
  const plain = rows.objects.filter(isPlain)
  const found = plain.map((row) =>
    foundTable(row, rows.columns.get(row.name) ?? [], on('index', row)),
  )
  const views = rows.objects.filter(({ type }) => type === 'view')
  const relations = [...plain, ...views].toSorted(byName)
  return {
    schemas: [],
    tables: withSpelledReferences(found.map(({ table }) => table)).toSorted(byName),
    enums: [],
    sequences: [],
    objects: [
      ...views.map((view) => viewOf(view, relations)),
      ...relations.flatMap((relation) =>
        // In the order in which they were made, so that they are made again in that order.
        on('trigger', relation).map((row) => triggerOf(row, relation)),
      ),
    ],
    unmodelled: [
      ...found.flatMap(({ unmodelled }) => unmodelled),
      ...rows.objects.flatMap((row) => besides(row, shadows)),
    ],
  }
}

const byName = (a: ObjectName, b: ObjectName): number =>
  a.name === b.name ? 0 : a.name < b.name ? -1 : 1

function besides(row: ObjectRow, shadows: ReadonlySet<string>): readonly Unmodelled[] {
  if (isVirtual(row)) return [{ kind: 'virtual table', name: row.name }]
  return shadows.has(row.name) ? [{ kind: 'shadow table', name: row.name }] : []
}

const triggerOf = ({ name, sql }: ObjectRow, table: ObjectName): StoredObject => ({
  kind: 'trigger',
  name,
  table: { name: table.name },
  definition: plainTrigger(sql),
})

function viewOf({ name, sql }: ObjectRow, relations: readonly ObjectName[]): StoredObject {
  const { columns, definition } = parseCreateView(sql)
  const dependsOn = relations
    .filter((relation) => relation.name !== name && mentions(definition, relation.name))
    .map((relation) => ({ name: relation.name }))
  return {
    kind: 'view',
    name,
    definition,
    ...(columns !== undefined && { columns }),
    ...(dependsOn.length > 0 && { dependsOn }),
  }
}
