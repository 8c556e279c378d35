import type { Operation } from '../operations/model.ts'
import { type Code, type Import, verbatim } from '../source/code.ts'
import type { SourceContext, SourceItem } from '../source/dsl/context.ts'

/** What a project may write in its own way: a type, a default, a column, an object, or a whole operation. */
export type RenderedItem = SourceItem | { readonly kind: 'operation'; readonly value: Operation }

/** TypeScript to write in its place, and the names it needs imported. */
export interface OwnSource {
  readonly source: string
  readonly imports?: readonly Import[]
}

/** Asked for each item, from the outside in; `undefined` leaves it to the usual way. */
export type RenderItem = (item: RenderedItem) => string | OwnSource | undefined

/** What the project writes for the item, if it does. */
export function ownCode(renderItem: RenderItem | undefined, item: RenderedItem): Code | undefined {
  const own = renderItem?.(item)
  if (own === undefined) return undefined
  return typeof own === 'string' ? verbatim(own) : verbatim(own.source, own.imports)
}

export const contextOf = (renderItem: RenderItem | undefined): SourceContext =>
  renderItem === undefined ? {} : { item: (item) => ownCode(renderItem, item) }
