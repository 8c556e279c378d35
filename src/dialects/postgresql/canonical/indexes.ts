import { compact } from '../../../schema/equal.ts'
import type { Index, IndexElement } from '../../../schema/model.ts'
import { storedName } from '../names.ts'
import { expression, method, names, storage } from './parts.ts'

/** An index as reflection would find it, as far as that can be told without a server. */
export const canonicalIndex = (index: Index): Index =>
  compact({
    name: storedName(index.name),
    elements: index.elements.map(canonicalElement),
    unique: index.unique ? true : undefined,
    where: index.where && expression(index.where),
    method: method(index.method),
    include: names(index.include),
    with: storage(index.with),
    tablespace: index.tablespace === undefined ? undefined : storedName(index.tablespace),
    nullsNotDistinct: index.nullsNotDistinct ? true : undefined,
    comment: index.comment || undefined,
  })

/** Nulls come last in ascending order and first in descending: there it need not be said. */
export const canonicalElement = (element: IndexElement): IndexElement =>
  compact({
    column: element.column === undefined ? undefined : storedName(element.column),
    expression: element.expression && expression(element.expression),
    descending: element.descending ? true : undefined,
    nulls: element.nulls === (element.descending ? 'first' : 'last') ? undefined : element.nulls,
    opclass: element.opclass,
    collation: element.collation === 'default' ? undefined : element.collation,
  })
