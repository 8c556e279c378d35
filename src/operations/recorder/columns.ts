import {
  type ColumnBuilder,
  columnParts,
  defaultOf,
  isColumn,
  isSql,
  type JsonInput,
  type SqlText,
  toExpression,
  typeOf,
} from '../../schema/builders/index.ts'
import { COLUMN } from '../../schema/builders/symbols.ts'
import { compact } from '../../schema/equal.ts'
import type {
  ColumnType,
  ConflictAction,
  Constraint,
  Default,
  Identity,
  LiteralValue,
  SqlExpression,
} from '../../schema/model.ts'
import { nameIndexes } from '../../schema/naming.ts'
import { InvalidOperationError } from '../errors.ts'
import type { ColumnFacets } from '../model.ts'
import { checkKeys, checkStates, nameOf, on, refOf, type Sink, type TableRef } from './arguments.ts'

/** What of a column is changed. `null` says that there is none. */
export interface FacetsInput {
  /** A type alone: `varchar(80)`, `enumeration('mood', ['sad', 'ok'])`. */
  readonly type?: ColumnBuilder
  readonly nullable?: boolean
  /** A literal, `sql\`…\``, or `null` for no default. (A default that is NULL: `{ literal: null }`.) */
  readonly default?: LiteralValue | SqlExpression | { readonly literal: null } | JsonInput
  readonly autoincrement?: boolean
  readonly identity?: (Omit<Identity, 'always'> & { readonly always?: boolean }) | null
  /** PostgreSQL: another name for the sequence of `autoincrement` or `identity` than the usual one; `null` for the usual one. */
  readonly sequenceName?: string | null
  readonly generated?: { readonly expression: SqlText; readonly stored?: boolean } | null
  readonly collation?: string | null
  readonly comment?: string | null
  readonly notNullOnConflict?: ConflictAction | null
  readonly notNullName?: string | null
}

export interface AlterColumnInput {
  /** What it is now: the same facets as in `to`. Those left out are looked up. */
  readonly from?: FacetsInput
  readonly to: FacetsInput
  /** SQL over the row that makes the new value, where a cast will not do: `'price::numeric / 100'`. */
  readonly using?: string
  /** The same for the way back. */
  readonly usingBack?: string
}

export interface ColumnOperations {
  /**
   * Adds a column behind the others. `.unique()`, `.references()`, `.check()`, `.index()` and `.primaryKey()` on it become
   * operations of their own, behind it.
   *
   * A column that is not null needs a default when there are rows: add it nullable, fill it with `op.run` or
   * `op.execute`, and forbid null with `op.alterColumn`.
   *
   * @example op.addColumn('user', 'role', text().notNull().default('member'))
   * @throws `NotThereError` for the table, `AlreadyThereError` for the column, unless `ifNotExists`.
   */
  addColumn(
    table: TableRef,
    name: string,
    column: ColumnBuilder,
    options?: { readonly ifNotExists?: boolean },
  ): void

  /**
   * Drops a column and its data. On PostgreSQL the constraints and indexes that need it go too; SQLite refuses. By name alone it
   * is looked up what it was; saying the column makes the file readable in both directions.
   *
   * @example op.dropColumn('user', 'role', text().notNull())
   * @throws `NotThereError` when it is not there, unless `ifExists`.
   */
  dropColumn(table: TableRef, name: string, options?: { readonly ifExists?: boolean }): void
  dropColumn(
    table: TableRef,
    name: string,
    column: ColumnBuilder,
    options?: { readonly ifExists?: boolean },
  ): void

  /**
   * Changes a column: only the facets that are named, from what they are to what they shall be.
   *
   * @example
   * op.alterColumn('user', 'email', {
   *   from: { type: varchar(80), nullable: true },
   *   to: { type: text(), nullable: false },
   * })
   * @throws `InvalidOperationError` when `from` names what `to` does not.
   */
  alterColumn(table: TableRef, name: string, change: AlterColumnInput): void

  /**
   * Renames a column, keeping its data. Keys, checks, indexes, triggers and views follow it.
   *
   * @throws `NotThereError`, or `AlreadyThereError` when the new name is taken.
   */
  renameColumn(table: TableRef, from: string, to: string): void
}

export const columnMethods = (push: Sink): ColumnOperations => ({
  addColumn: (ref, name, builder, { ifNotExists } = {}) => {
    const table = refOf('addColumn', ref)
    const { column, index, ...parts } = columnParts(nameOf('addColumn', name, 'column'), builder)
    const constraints = constraintsOf(parts)
    if (ifNotExists === true && (constraints.length > 0 || index !== undefined))
      throw new InvalidOperationError(
        'addColumn',
        `with ifNotExists adds column "${name}" alone, without constraints or indexes`,
        { hint: 'Make them by operations of their own, op.createIndex(…, { ifNotExists: true })' },
      )
    push({ kind: 'addColumn', table, column, ...on({ ifNotExists }) })
    for (const constraint of constraints) push({ kind: 'addConstraint', table, constraint })
    for (const named of nameIndexes(table, index === undefined ? [] : [index]))
      push({ kind: 'createIndex', table, index: named })
  },

  dropColumn: (
    ref: TableRef,
    name: string,
    builder: ColumnBuilder | { readonly ifExists?: boolean } = {},
    options: { readonly ifExists?: boolean } = {},
  ) => {
    const table = refOf('dropColumn', ref)
    const column = nameOf('dropColumn', name, 'column')
    if (isColumn(builder)) {
      const { ifExists } = options
      push({ kind: 'dropColumn', table, column: onlyColumn(column, builder), ...on({ ifExists }) })
    } else {
      const { ifExists } = builder
      const unknown = { name: column, type: { kind: 'native', sql: '' }, nullable: true } as const
      push({ kind: 'dropColumn', table, column: unknown, ...on({ ifExists }), lookUp: true })
    }
  },

  alterColumn: (ref, name, change) => {
    checkStates('alterColumn', change, 'using', 'usingBack')
    const table = refOf('alterColumn', ref)
    const column = nameOf('alterColumn', name, 'column')
    const to = facetsOf(change.to)
    const from = facetsOf(change.from ?? {}, to.type)
    checkFacets(name, from, to)
    const { using, usingBack } = change
    const lookUp = Object.keys(to).some((facet) => !(facet in from))
    push({
      ...compact({ kind: 'alterColumn' as const, table, column, from, to, using, usingBack }),
      ...on({ lookUp }),
    })
  },

  renameColumn: (ref, from, to) =>
    push({
      kind: 'renameColumn',
      table: refOf('renameColumn', ref),
      from: nameOf('renameColumn', from, 'column'),
      to: nameOf('renameColumn', to, 'column'),
    }),
})

type Parts = Omit<ReturnType<typeof columnParts>, 'column' | 'index'>

const constraintsOf = ({ primaryKey, unique, foreignKey, checks }: Parts): Constraint[] => [
  ...(primaryKey === undefined ? [] : [{ kind: 'primaryKey' as const, ...primaryKey }]),
  ...(unique === undefined ? [] : [{ kind: 'unique' as const, ...unique }]),
  ...(foreignKey === undefined ? [] : [{ kind: 'foreignKey' as const, ...foreignKey }]),
  ...checks.map((check) => ({ kind: 'check' as const, ...check })),
]

function onlyColumn(name: string, builder: ColumnBuilder) {
  const { column, index, ...parts } = columnParts(name, builder)
  if (constraintsOf(parts).length === 0 && index === undefined) return column
  throw new InvalidOperationError(
    'dropColumn',
    `of "${name}" speaks of its constraints or indexes`,
    {
      hint: 'Drop those first, by op.dropConstraint(…) and op.dropIndex(…), and say the column without them.',
    },
  )
}

const FACETS: readonly (keyof FacetsInput)[] = [
  'type',
  'nullable',
  'default',
  'autoincrement',
  'identity',
  'sequenceName',
  'generated',
  'collation',
  'comment',
  'notNullOnConflict',
  'notNullName',
]

function facetsOf(input: FacetsInput, other?: ColumnType): ColumnFacets {
  checkKeys('alterColumn', input, FACETS)
  const { type: builder, default: value, identity, generated, comment, ...plain } = input
  const type = builder === undefined ? undefined : plainType(builder)
  return compact({
    type,
    ...plain,
    default: value === undefined || value === null ? value : defaultFrom(value, type, other),
    identity: identity && compact({ ...identity, always: identity.always === true }),
    generated: generated && {
      expression: toExpression(generated.expression),
      stored: generated.stored !== false,
    },
    comment: comment === '' ? null : comment,
  })
}

function plainType(builder: ColumnBuilder): ColumnType {
  if (!isColumn(builder))
    throw new InvalidOperationError('alterColumn', 'was given a type that is none', {
      hint: '{ type: varchar(80) }',
    })
  const said = Object.keys(builder[COLUMN]).filter((key) => key !== 'type')
  if (said.length === 0) return typeOf(builder)
  throw new InvalidOperationError('alterColumn', `takes a type alone, not .${said[0]}`, {
    hint: 'Say the rest beside it: { type: text(), nullable: false, default: … }',
  })
}

/**
 * A JSON value needs a json type beside it, or on the other side; without one, a list might be PostgreSQL's array as
 * well.
 */
function defaultFrom(
  value: NonNullable<FacetsInput['default']>,
  type: ColumnType | undefined,
  other: ColumnType | undefined,
): Default {
  if (typeof value !== 'object' || isSql(value)) return defaultOf(type ?? { kind: 'text' }, value)
  if ((value as { readonly literal?: unknown }).literal === null) return { literal: null }
  const json = type ?? other
  if (json === undefined && Array.isArray(value))
    throw new InvalidOperationError('alterColumn', 'was given a list as default, and no type', {
      hint: "Say the type beside it, or the default as SQL: sql`'[]'`",
    })
  return defaultOf(json ?? { kind: 'json' }, value)
}

function checkFacets(column: string, from: ColumnFacets, to: ColumnFacets): void {
  if (Object.keys(to).length === 0)
    throw new InvalidOperationError('alterColumn', `of "${column}" changes nothing`, {
      hint: '{ from: { nullable: true }, to: { nullable: false } }',
    })
  const lost = Object.keys(from).find((facet) => !(facet in to))
  if (lost !== undefined)
    throw new InvalidOperationError(
      'alterColumn',
      `of "${column}" says what its ${lost} is, and not what it shall be`,
      { hint: `Add ${lost} to \`to\` (null for none), or leave it out of \`from\`.` },
    )
}
