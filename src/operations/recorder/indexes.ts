import { type IndexOptions, type IndexPart, index } from '../../schema/builders/index.ts'
import type { Index } from '../../schema/model.ts'
import { checkStates, isRecord, nameOf, on, refOf, type Sink, type TableRef } from './arguments.ts'

type Options = Omit<IndexOptions, 'name'>

export interface DropIndexOptions {
  readonly ifExists?: boolean
  /** PostgreSQL: without blocking writers, outside a transaction. */
  readonly concurrently?: boolean
}

export interface IndexOperations {
  /**
   * Makes an index on columns and expressions of a table, or of a materialized view.
   *
   * `concurrently` (PostgreSQL) does not block writers, and cannot be part of a transaction: what comes before it is
   * committed first, and an invalid index that a failed attempt left is cleaned up.
   *
   * @example op.createIndex('ix_user_email', 'user', [sql`lower(email)`], { unique: true, where: sql`active` })
   * @throws `AlreadyThereError` when the name is taken, unless `ifNotExists`.
   */
  createIndex(
    name: string,
    table: TableRef,
    elements: readonly IndexPart[],
    options?: Options & { readonly ifNotExists?: boolean; readonly concurrently?: boolean },
  ): void

  /**
   * Drops an index. By name alone, or name and table, it is looked up what it was; saying all of it makes the file readable in both
   * directions.
   *
   * @example op.dropIndex('ix_user_email', 'user', ['email'])
   * @throws `NotThereError` when it is not there, unless `ifExists`.
   */
  dropIndex(name: string, options?: DropIndexOptions): void
  dropIndex(name: string, table: TableRef, options?: DropIndexOptions): void
  dropIndex(
    name: string,
    table: TableRef,
    elements: readonly IndexPart[],
    options?: Options & DropIndexOptions,
  ): void

  /** Renames an index. */
  renameIndex(table: TableRef, from: string, to: string): void

  /** Sets an index's comment; `null` takes it away. Does nothing on SQLite, which has none. */
  setIndexComment(
    table: TableRef,
    name: string,
    states: { readonly from?: string | null; readonly to: string | null },
  ): void
}

export const indexMethods = (push: Sink): IndexOperations => ({
  createIndex: (name, ref, elements, { ifNotExists, concurrently, ...options } = {}) =>
    push({
      kind: 'createIndex',
      table: refOf('createIndex', ref),
      index: indexOf('createIndex', name, elements, options),
      ...on({ ifNotExists, concurrently }),
    }),

  dropIndex: (
    name: string,
    ref?: TableRef | DropIndexOptions,
    elements?: readonly IndexPart[] | DropIndexOptions,
    options?: Options & DropIndexOptions,
  ) => {
    if (Array.isArray(elements)) {
      const { ifExists, concurrently, ...facts } = options ?? {}
      const table = refOf('dropIndex', ref as TableRef)
      const index = indexOf('dropIndex', name, elements, facts)
      push({ kind: 'dropIndex', table, index, ...on({ ifExists, concurrently }) })
    } else {
      const isOptions = isRecord(ref) && !('name' in ref)
      const { ifExists, concurrently } = ((isOptions ? ref : elements) ?? {}) as DropIndexOptions
      const isAny = isOptions || ref === undefined
      const table = isAny ? { name: '' } : refOf('dropIndex', ref as TableRef)
      const index = { name: nameOf('dropIndex', name, 'index'), elements: [] }
      push({ kind: 'dropIndex', table, index, ...on({ ifExists, concurrently }), lookUp: true })
    }
  },

  renameIndex: (ref, from, to) =>
    push({
      kind: 'renameIndex',
      table: refOf('renameIndex', ref),
      from: nameOf('renameIndex', from, 'index'),
      to: nameOf('renameIndex', to, 'index'),
    }),

  setIndexComment: (ref, name, states) => {
    checkStates('setIndexComment', states)
    const { from, to } = states
    push({
      kind: 'setIndexComment',
      table: refOf('setIndexComment', ref),
      name: nameOf('setIndexComment', name, 'index'),
      from: from ?? null,
      to: to === '' ? null : to,
      ...on({ lookUp: from === undefined }),
    })
  },
})

function indexOf(
  method: string,
  name: string,
  elements: readonly IndexPart[],
  options: Options,
): Index {
  const { kind: _, ...made } = index(elements, options)
  return { ...made, name: nameOf(method, name, 'index') }
}
