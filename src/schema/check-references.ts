import type { Collected } from './collect.ts'
import type { DraftTable } from './draft.ts'
import { ReferenceCountError, UnknownReferenceError } from './errors.ts'
import { sameName, spell } from './lookup.ts'
import type { ForeignKey, ObjectName } from './model.ts'
import { referredColumns } from './references.ts'

/** Everything that names a table or column of another must name one that is there, or that others own. */
export function checkReferences(
  tables: readonly DraftTable[],
  { sequences, objects }: Pick<Collected, 'sequences' | 'objects'>,
  external: readonly ObjectName[],
): void {
  const known: Known = { tables, external }
  for (const table of tables) {
    for (const key of table.foreignKeys) checkForeignKey(table, key, known)
    for (const parent of table.options?.inherits ?? [])
      checkTable(`table "${spell(table)}", which inherits,`, parent, known)
  }
  for (const { model } of sequences)
    if (model.ownedBy !== undefined) {
      const where = `sequence "${spell(model)}"`
      checkColumns(where, checkTable(where, model.ownedBy, known), [model.ownedBy.column])
    }
  const views = objects.map(({ model }) => model).filter(({ kind }) => kind.endsWith('iew'))
  for (const { model } of objects)
    if (model.table !== undefined && (model.kind === 'trigger' || model.kind === 'policy'))
      checkTable(`${model.kind} "${model.name}"`, model.table, {
        tables,
        external: [...external, ...views],
      })
}

interface Known {
  readonly tables: readonly DraftTable[]
  readonly external: readonly ObjectName[]
}

function checkForeignKey(table: DraftTable, key: ForeignKey, known: Known): void {
  const where = `the foreign key (${key.columns.join(', ')}) of table "${spell(table)}"`
  const target = checkTable(where, key.references, known)
  if (target === undefined) return
  checkColumns(where, target, key.references.columns)
  const columns = referredColumns(known, key)
  if (columns.length !== key.columns.length)
    throw new ReferenceCountError(where, key.columns, spell(target), columns)
}

/** The table of that name; undefined when it is one that others own. */
function checkTable(where: string, name: ObjectName, known: Known): DraftTable | undefined {
  const table = known.tables.find((one) => sameName(one, name))
  if (table !== undefined || known.external.some((one) => sameName(one, name))) return table
  const names = [...known.tables, ...known.external].map(spell)
  throw new UnknownReferenceError(where, 'table', spell(name), names)
}

function checkColumns(
  where: string,
  table: DraftTable | undefined,
  columns: readonly string[],
): void {
  if (table === undefined) return
  const known = table.columns.map(({ name }) => name)
  for (const column of columns)
    if (!known.includes(column))
      throw new UnknownReferenceError(where, 'column', `${spell(table)}.${column}`, known, column)
}
