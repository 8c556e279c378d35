import type { Operation } from '../operations/model.ts'
import { BY_STEPS } from '../operations/rows-in-the-way.ts'
import { columnOf, named } from '../operations/words.ts'
import { sameName } from '../schema/lookup.ts'
import type { Between, Note } from './model.ts'
import { fillsItself, valueRemarks } from './notes.ts'

type Remark = Omit<Note, 'operations'>

/** What somebody should know of a downgrade, from what is wanted back to what was found: rows that went do not come back. */
export const notesOnReturn = (
  operations: readonly Operation[],
  { found, canonical, dialect }: Between,
): Note[] =>
  operations.flatMap((operation, index) =>
    remarks(operation, operations, { found: canonical, canonical: found, dialect }).map((note) => ({
      ...note,
      operations: [index],
    })),
  )

function remarks(operation: Operation, operations: readonly Operation[], back: Between): Remark[] {
  if (operation.kind === 'addColumn') return columnBack(operation)
  const key = operation.kind === 'addConstraint' ? keyBack(operation, operations) : []
  return [...key, ...valueRemarks(operation, back)]
}

const columnBack = ({ table, column }: Operation<'addColumn'>): Remark[] =>
  column.nullable || fillsItself(column)
    ? []
    : [
        {
          kind: 'may-fail',
          message: `${columnOf(table, column.name)} comes back empty, is NOT NULL and has no default: rows that are there make it fail`,
          hint: `Give it ${BY_STEPS}`,
        },
      ]

/** A key of a table that stayed, to one that comes back without its rows. */
function keyBack(
  { table, constraint }: Operation<'addConstraint'>,
  operations: readonly Operation[],
): Remark[] {
  if (constraint.kind !== 'foreignKey') return []
  const { references } = constraint
  const isMade = (name: typeof table): boolean =>
    operations.some((other) => other.kind === 'createTable' && sameName(other.table, name))
  if (!isMade(references) || isMade(table)) return []
  return [
    {
      kind: 'may-fail',
      message: `${named(table)} refers to ${named(references)} again, which comes back empty: rows that are there make it fail`,
      hint: 'Put the rows back before with op.run(), or drop the key from both directions.',
    },
  ]
}
