import {
  buildTable,
  type ColumnsInput,
  isColumn,
  type TableFacts,
  type TableItem,
} from '../../schema/builders/index.ts'
import { emptyTable, type TableOptions } from '../../schema/model.ts'
import type { Inherited } from '../model.ts'
import {
  checkKeys,
  checkStates,
  newNameOf,
  on,
  refOf,
  type Sink,
  type TableRef,
} from './arguments.ts'

export interface TableOperations {
  /**
   * Makes a table with everything in it: constraints, indexes, comments.
   *
   * Takes the words of `table()` in models. With `ifNotExists`, a table that is there is left as it is, whatever
   * it looks like. Undone by `dropTable`.
   *
   * @example
   * op.createTable('user', { id: integer().primaryKey(), email: text().notNull() }, [unique(['email'])])
   * @throws when the table contradicts itself; `AlreadyThereError` when it is there.
   */
  createTable(
    table: TableRef,
    columns: ColumnsInput,
    items?: readonly TableItem[],
    options?: TableFacts & { readonly ifNotExists?: boolean },
  ): void

  /**
   * Drops a table and its rows, with its indexes, triggers, policies and the sequences it owns. By name alone it is looked
   * up what it was; saying the whole table, as in `createTable`, makes the file readable in both directions.
   *
   * `cascade` drops foreign keys of other tables to it, and views on it, too (PostgreSQL).
   *
   * @example op.dropTable('user')
   * @throws `NotThereError` when it is not there, unless `ifExists`.
   */
  dropTable(table: TableRef, options?: DropTableOptions): void
  dropTable(
    table: TableRef,
    columns: ColumnsInput,
    items?: readonly TableItem[],
    options?: TableFacts & DropTableOptions,
  ): void

  /**
   * Renames a table. Foreign keys, indexes, triggers and views follow it. A bare new name leaves it in its schema; a
   * record moves it to another one (PostgreSQL).
   *
   * @throws `NotThereError`, or `AlreadyThereError` when the new name is taken.
   */
  renameTable(from: TableRef, to: TableRef): void

  /**
   * Changes what only one database knows of a table: storage parameters, row-level security, `STRICT`, …. Say only what
   * differs, in both directions; without `from` it is looked up.
   *
   * A table that no longer inherits keeps all that it inherited as its own, and one that comes to inherit gets what it
   * lacks (PostgreSQL). With `inherited`, the first keeps only the columns and checks that are named there; the second
   * no longer has those as its own, but from its parent, values and all.
   *
   * @example op.alterTable('log', { from: {}, to: { unlogged: true } })
   * @example op.alterTable('car', { from: { inherits: [{ name: 'thing' }] }, to: {}, inherited: { columns: ['weight'] } })
   * @throws `NotThereError` when `inherited` names what no parent that it leaves or joins has.
   * @see https://www.postgresql.org/docs/current/ddl-inherit.html
   */
  alterTable(
    table: TableRef,
    states: {
      readonly from?: TableOptions
      readonly to: TableOptions
      readonly inherited?: Inherited
    },
  ): void

  /** Sets a table's comment; `null` takes it away. Does nothing on SQLite, which has none. */
  setTableComment(
    table: TableRef,
    states: { readonly from?: string | null; readonly to: string | null },
  ): void
}

export interface DropTableOptions {
  readonly ifExists?: boolean
  readonly cascade?: boolean
}

export const tableMethods = (push: Sink): TableOperations => ({
  createTable: (ref, columns, items, { ifNotExists, ...facts } = {}) => {
    const table = buildTable(refOf('createTable', ref), columns, items, facts)
    push({ kind: 'createTable', table, ...on({ ifNotExists }) })
  },

  dropTable: (
    ref: TableRef,
    columns: ColumnsInput | DropTableOptions = {},
    items?: readonly TableItem[],
    { ifExists, cascade, ...facts }: TableFacts & DropTableOptions = {},
  ) => {
    const name = refOf('dropTable', ref)
    if (isDefinition(columns, items)) {
      const table = buildTable(name, columns, items, facts)
      push({ kind: 'dropTable', table, ...on({ ifExists, cascade }) })
    } else {
      const { ifExists, cascade } = columns
      push({
        kind: 'dropTable',
        table: emptyTable(name),
        ...on({ ifExists, cascade }),
        lookUp: true,
      })
    }
  },

  renameTable: (from, to) => {
    const old = refOf('renameTable', from)
    push({ kind: 'renameTable', from: old, to: newNameOf('renameTable', old, to) })
  },

  alterTable: (ref, states) => {
    checkStates('alterTable', states, 'inherited')
    const { from, to, inherited } = states
    if (inherited !== undefined) checkKeys('alterTable', inherited, ['columns', 'checks'])
    push({
      kind: 'alterTable',
      table: refOf('alterTable', ref),
      from: from ?? {},
      to,
      ...(inherited !== undefined && { inherited }),
      ...on({ lookUp: from === undefined }),
    })
  },

  setTableComment: (ref, states) => {
    checkStates('setTableComment', states)
    const { from, to } = states
    const table = refOf('setTableComment', ref)
    push({
      kind: 'setTableComment',
      table,
      from: from ?? null,
      to: to === '' ? null : to,
      ...on({ lookUp: from === undefined }),
    })
  },
})

/** A table whose columns are all inherited says none: then what comes behind them tells. */
const isDefinition = (
  value: ColumnsInput | DropTableOptions,
  items: readonly TableItem[] | undefined,
): value is ColumnsInput =>
  items !== undefined || Array.isArray(value) || Object.values(value).some(isColumn)
