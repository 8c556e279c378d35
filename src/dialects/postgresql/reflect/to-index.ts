import { compact } from '../../../schema/equal.ts'
import type { Index, IndexElement } from '../../../schema/model.ts'
import { bare, settled } from '../expression.ts'
import type { ElementRow, IndexRow } from './indexes.ts'
import { optionsOf } from './to-name.ts'

export const toIndex = (row: IndexRow): Index =>
  compact({
    name: row.name,
    elements: row.elements.map(toElement),
    unique: row.unique ? true : undefined,
    where: row.predicate === null ? undefined : { sql: settled(bare(row.predicate)) },
    method: row.method === 'btree' ? undefined : row.method,
    include: row.include ?? undefined,
    with: optionsOf(row.options),
    tablespace: row.tablespace ?? undefined,
    nullsNotDistinct: row.nulls_not_distinct ? true : undefined,
    comment: row.comment ?? undefined,
  })

/** A column or an expression, with what is not usual about it. */
export const toElement = (row: ElementRow): IndexElement =>
  compact({
    column: row.column ?? undefined,
    expression: row.expression === null ? undefined : { sql: settled(bare(row.expression)) },
    descending: row.descending ? true : undefined,
    nulls: nulls(row),
    opclass: row.opclass ?? undefined,
    collation: row.collation ?? undefined,
  })

/** Ascending puts them last and descending first, unless told otherwise. */
function nulls({ descending, nulls_first }: ElementRow): 'first' | 'last' | undefined {
  if (descending === nulls_first) return undefined
  return nulls_first ? 'first' : 'last'
}
