import type { Schema, StoredObject, Table } from '../../../schema/model.ts'
import { quote, textLiteral } from '../names.ts'
import { folded } from '../parse/tokens.ts'

export interface Guarded {
  readonly from: Table
  /** The name of the table that the rows went to. */
  readonly copy: string
  readonly triggers: readonly StoredObject[]
  /** Whether rows elsewhere hang on this table by a key that would delete or change them. */
  readonly cascades: boolean
}

const GUARD = 'temp."_athanor_guard"'

/**
 * Statements that fail unless everything that is about to go has its place in what comes: before the old table is dropped, in
 * a script as well as here. SQL can raise an error only through a constraint, whose name becomes the message.
 */
export function guard({ from, copy, triggers, cascades }: Guarded): readonly string[] {
  const name = from.name
  const must = [
    {
      column: 'known',
      that: `"${name}" has columns, indexes or triggers unknown to this change`,
      holds: isKnown(from, triggers),
    },
    {
      column: 'complete',
      that: `not every row of "${name}" was copied`,
      holds: sameCount(name, copy),
    },
    ...(cascades
      ? [
          {
            column: 'released',
            that: `foreign keys to "${name}" are enforced and would cascade`,
            holds: KEYS_OFF,
          },
        ]
      : []),
  ]
  const checks = must.map(
    ({ column, that }) => `"${column}" CONSTRAINT ${quote(that)} CHECK ("${column}")`,
  )
  return [
    `CREATE TEMP TABLE "_athanor_guard" (\n  ${checks.join(',\n  ')}\n)`,
    `INSERT INTO ${GUARD} SELECT\n  ${must.map(({ holds }) => holds).join(',\n  ')}`,
    `DROP TABLE ${GUARD}`,
  ]
}

const KEYS_OFF = '(SELECT foreign_keys FROM pragma_foreign_keys) = 0'

const sameCount = (from: string, to: string): string =>
  `(SELECT count(*) FROM ${quote(from)}) = (SELECT count(*) FROM ${quote(to)})`

/** A column that is missing is not told by the copy: some connections take its quoted name for a string. */
function isKnown({ name, columns, indexes }: Table, triggers: readonly StoredObject[]): string {
  const own = textLiteral(name)
  const info = `pragma_table_xinfo(${own}, 'main')`
  const foreign = (known: readonly { readonly name: string }[]) =>
    `name COLLATE NOCASE NOT IN (${known.map((one) => textLiteral(one.name)).join(', ')})`
  return [
    `(SELECT count(*) FROM ${info}) = ${columns.length}`,
    `NOT EXISTS (SELECT 1 FROM ${info} WHERE ${foreign(columns)})`,
    `NOT EXISTS (SELECT 1 FROM main.sqlite_master WHERE type IN ('index', 'trigger') AND sql IS NOT NULL AND tbl_name = ${own} COLLATE NOCASE AND ${foreign([...indexes, ...triggers])})`,
  ].join('\n  AND ')
}

const DESTRUCTIVE = ['cascade', 'set null', 'set default']

/** Whether dropping the table while keys are enforced would reach into others. */
export const cascadesFrom = ({ tables }: Schema, parent: string): boolean =>
  tables.some(
    (table) =>
      folded(table.name) !== folded(parent) &&
      table.foreignKeys.some(
        ({ references, onDelete = '' }) =>
          folded(references.name) === folded(parent) && DESTRUCTIVE.includes(onDelete),
      ),
  )
