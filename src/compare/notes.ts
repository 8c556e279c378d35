import type { Operation } from '../operations/model.ts'
import { BY_STEPS, fillEmpty } from '../operations/rows-in-the-way.ts'
import { columnOf, named } from '../operations/words.ts'
import { findColumn, findTable, sameName } from '../schema/lookup.ts'
import type { Column, ColumnType, ObjectName, Schema } from '../schema/model.ts'
import { lookalikes } from './lookalikes.ts'
import { isText, lossOf } from './lossy.ts'
import type { Between, LeftAlone, Note } from './model.ts'
import { madeUnique } from './notes-on-unique.ts'

interface Context extends Between {
  readonly operations: readonly Operation[]
  readonly left: readonly LeftAlone[]
}

/** What somebody should know before these operations are carried out. */
export function notesOf(context: Context): Note[] {
  const { operations, found, canonical, left } = context
  return [
    ...lookalikes(operations, found, canonical),
    ...destructive(operations),
    ...operations.flatMap((operation, index) =>
      remarks(operation, context).map((note) => ({ ...note, operations: [index] })),
    ),
    ...recomputed(operations),
    ...unchangeable(context),
    ...leftNotes(left),
  ]
}

type Remark = Omit<Note, 'operations'>

const remarks = (operation: Operation, between: Between): Remark[] =>
  operation.kind === 'addColumn'
    ? addedColumn(operation, between)
    : valueRemarks(operation, between)

/** What becomes of the values in rows that are there, whichever way it goes. */
export function valueRemarks(operation: Operation, between: Between): Remark[] {
  switch (operation.kind) {
    case 'alterColumn':
      return [...madeRequired(operation), ...retyped(operation, between)]
    case 'alterEnum':
      return enumValues(operation)
    case 'addConstraint':
    case 'createIndex':
      return madeUnique(operation, between.found)
    default:
      return []
  }
}

function addedColumn({ table, column }: Operation<'addColumn'>, { found }: Between): Remark[] {
  if (column.nullable || fillsItself(column) || findTable(found, table) === undefined) return []
  return [
    {
      kind: 'may-fail',
      message: `${columnOf(table, column.name)} is added as NOT NULL and has no default: rows that are there make it fail`,
      hint: `Give it ${BY_STEPS}`,
    },
  ]
}

/** Whether the database finds values for the rows that are there. */
export const fillsItself = ({
  default: value,
  generated,
  identity,
  autoincrement,
}: Column): boolean =>
  value !== undefined || generated !== undefined || identity !== undefined || autoincrement === true

/** That rows without a value stand against it. */
const madeRequired = ({ table, column, from, to }: Operation<'alterColumn'>): Remark[] =>
  from.nullable === true && to.nullable === false
    ? [
        {
          kind: 'may-fail',
          message: `${columnOf(table, column)} becomes NOT NULL: rows that have no value there make it fail`,
          hint: `Fill them before: ${fillEmpty(table, column)}`,
        },
      ]
    : []

function retyped(
  { table, column, from }: Operation<'alterColumn'>,
  { found, canonical, dialect }: Between,
): Remark[] {
  const [was, is] = [typeIn(found, table, column), typeIn(canonical, table, column)]
  if (from.type === undefined || was === undefined || is === undefined) return []
  const loss = lossOf(was, is)
  if (loss === undefined) return []
  if (dialect === 'sqlite' && !findTable(canonical, table)?.options?.strict)
    return isText(was) && isText(is) ? [] : [keptAsItIs(table, column)]
  return [
    {
      kind: 'lossy',
      message: `${columnOf(table, column)} gets another type: ${loss}`,
      hint: "Say how values become new ones where a cast will not do: { using: '…' }",
    },
  ]
}

function typeIn(schema: Schema, name: ObjectName, column: string): ColumnType | undefined {
  const table = findTable(schema, name)
  return table && findColumn(table, column)?.type
}

/** SQLite minds neither lengths nor types, but in a table that is STRICT. */
const keptAsItIs = (table: ObjectName, column: string): Remark => ({
  kind: 'lossy',
  message: `${columnOf(table, column)} gets another type: SQLite keeps what does not fit it as it is`,
  hint: "Say how such values become new ones: { using: '…' }",
})

function enumValues({ enum: type, from, to }: Operation<'alterEnum'>): Remark[] {
  const gone = from.filter((value) => !to.includes(value))
  if (gone.length === 0) return []
  const came = to.filter((value) => !from.includes(value))
  const mapping = gone.map(
    (value, i) => `'${value}': ${came[i] === undefined ? 'null' : `'${came[i]}'`}`,
  )
  return [
    {
      kind: 'lossy',
      message: `enum ${named(type)} loses ${gone.map((value) => `'${value}'`).join(', ')}: rows that have ${gone.length === 1 ? 'it' : 'them'} make it fail`,
      hint: `Say what becomes of them: { mapping: { ${mapping.join(', ')} } }`,
    },
    ...(gone.length === 1 && came.length === 1 && from.indexOf(gone[0]!) === to.indexOf(came[0]!)
      ? [
          {
            kind: 'possible-rename' as const,
            message: `enum ${named(type)} has '${came[0]}' where it had '${gone[0]}'`,
            hint: `op.renameEnumValue('${type.name}', '${gone[0]}', '${came[0]}')`,
          },
        ]
      : []),
  ]
}

/** One note for all of them: what goes, and that its data goes with it. */
function destructive(operations: readonly Operation[]): Note[] {
  const drops = operations.flatMap((operation, index) => {
    if (operation.kind === 'dropTable') return [{ index, name: `table ${named(operation.table)}` }]
    if (operation.kind !== 'dropColumn' || operation.column.generated !== undefined) return []
    return [{ index, name: `column ${columnOf(operation.table, operation.column.name)}` }]
  })
  if (drops.length === 0) return []
  return [
    {
      kind: 'destructive',
      operations: drops.map(({ index }) => index),
      message: `drops ${drops.map(({ name }) => name).join(', ')}: the data goes too`,
    },
  ]
}

/** A generated column cannot be changed in place: the pair of drop and add is one change. */
const recomputed = (operations: readonly Operation[]): Note[] =>
  operations.flatMap((drop, index) => {
    if (drop.kind !== 'dropColumn') return []
    const added = operations.findIndex(
      (other) =>
        other.kind === 'addColumn' &&
        sameName(other.table, drop.table) &&
        other.column.name === drop.column.name,
    )
    if (added < 0) return []
    const name = columnOf(drop.table, drop.column.name)
    const is = operations[added] as Operation<'addColumn'>
    return [
      {
        kind: 'recomputed' as const,
        operations: [index, added],
        message: `${name} is generated ${drop.column.generated === undefined ? 'from now on' : 'another way'}: it is made anew, and ${is.column.generated?.stored === false ? 'computed when it is read' : 'its values are computed again'}`,
      },
    ]
  })

const unchangeable = ({ found, canonical }: Context): Note[] =>
  canonical.tables.flatMap((is) => {
    const was = findTable(found, is)
    const [from, to] = [was?.options?.partitionBy, is.options?.partitionBy]
    if (was === undefined || from === to) return []
    return [
      {
        kind: 'cannot-change' as const,
        operations: [],
        message: `table ${named(is)} is ${partitioned(from)}, and wanted ${partitioned(to)}: no database changes that in place`,
        hint: 'Create a new table, copy the rows with op.execute(), drop the old one and rename the new one.',
      },
    ]
  })

const partitioned = (by: string | undefined): string =>
  by === undefined ? 'not partitioned' : `partitioned by ${by}`

/** What was left alone, by the reason. */
const leftNotes = (left: readonly LeftAlone[]): Note[] =>
  [...Map.groupBy(left, ({ reason }) => reason)].map(([reason, things]) => ({
    kind: 'left-alone',
    operations: [],
    message: `not compared (${reason}): ${things.map(({ kind, name }) => `${kind} "${name}"`).join(', ')}`,
  }))
