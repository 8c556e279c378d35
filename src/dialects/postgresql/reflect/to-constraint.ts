import { compact } from '../../../schema/equal.ts'
import type {
  Deferrable,
  Exclusion,
  ForeignKey,
  PrimaryKey,
  ReferentialAction,
  Unique,
} from '../../../schema/model.ts'
import { bare, settled } from '../expression.ts'
import type { ConstraintRow } from './constraints.ts'
import type { IndexRow } from './indexes.ts'
import { toElement } from './to-index.ts'
import { nameOfRow } from './to-name.ts'

const deferrable = (row: ConstraintRow): Deferrable | undefined => {
  if (!row.deferrable) return undefined
  return row.deferred ? 'deferred' : 'immediate'
}

const yes = (value: boolean): true | undefined => (value ? true : undefined)

/** What a key and its index say together. `INCLUDE`d columns count among the constraint's own in the catalog. */
const keyOf = (row: ConstraintRow, index: IndexRow) => ({
  name: row.name,
  columns: index.elements.map(({ column }) => column!),
  deferrable: deferrable(row),
  include: index.include ?? undefined,
  withoutOverlaps: yes(row.period),
  comment: row.comment ?? undefined,
})

export const toPrimaryKey = (row: ConstraintRow, index: IndexRow): PrimaryKey =>
  compact(keyOf(row, index))

export const toUnique = (row: ConstraintRow, index: IndexRow): Unique =>
  compact({ ...keyOf(row, index), nullsNotDistinct: yes(index.nulls_not_distinct) })

const actions: Readonly<Record<string, ReferentialAction>> = {
  r: 'restrict',
  c: 'cascade',
  n: 'set null',
  d: 'set default',
}

export const toForeignKey = (row: ConstraintRow): ForeignKey =>
  compact({
    name: row.name,
    columns: row.columns ?? [],
    references: {
      ...nameOfRow({ schema: row.to_schema, name: row.to_table ?? '' }),
      columns: row.to_columns ?? [],
    },
    onDelete: actions[row.on_delete],
    onUpdate: actions[row.on_update],
    onDeleteColumns: row.on_delete_columns ?? undefined,
    match: row.match === 'f' ? ('full' as const) : undefined,
    period: yes(row.period),
    deferrable: deferrable(row),
    notValid: yes(!row.validated),
    comment: row.comment ?? undefined,
  })

/** Its elements are those of its index, each with an operator. */
export const toExclusion = (row: ConstraintRow, index: IndexRow): Exclusion =>
  compact({
    name: row.name,
    using: index.method === 'btree' ? undefined : index.method,
    elements: index.elements.map((element) => ({
      ...toElement(element),
      operator: element.operator!,
    })),
    where: index.predicate === null ? undefined : { sql: settled(bare(index.predicate)) },
    include: index.include ?? undefined,
    deferrable: deferrable(row),
    comment: row.comment ?? undefined,
  })
