import {
  type CheckItem,
  type CheckOptions,
  check,
  type ExclusionElement,
  type ExclusionItem,
  type ExclusionOptions,
  exclude,
  type ForeignKeyItem,
  type ForeignKeyOptions,
  type ForeignKeyTarget,
  foreignKey,
  type PrimaryKeyItem,
  type PrimaryKeyOptions,
  primaryKey,
  type SqlText,
  type UniqueItem,
  type UniqueOptions,
  unique,
} from '../../schema/builders/index.ts'
import type { Constraint, ConstraintKind } from '../../schema/model.ts'
import { InvalidOperationError } from '../errors.ts'
import { checkStates, nameOf, on, refOf, type Sink, type TableRef } from './arguments.ts'

type ConstraintItem = PrimaryKeyItem | UniqueItem | ForeignKeyItem | CheckItem | ExclusionItem

export interface ConstraintOperations {
  /**
   * Gives a table its primary key; the columns become not null.
   *
   * @example op.createPrimaryKey('user', ['id'], { name: 'user_pkey' })
   * @throws `AlreadyThereError` when it has one.
   */
  createPrimaryKey(table: TableRef, columns: readonly string[], options?: PrimaryKeyOptions): void

  /**
   * Allows each combination of values once. Without a name the database gives one.
   *
   * @example op.createUniqueConstraint('user', ['email'], { name: 'uq_user_email' })
   */
  createUniqueConstraint(table: TableRef, columns: readonly string[], options?: UniqueOptions): void

  /**
   * Makes columns refer to another table's; without `columns` there, to its primary key. On PostgreSQL `notValid` leaves
   * the rows that are there unchecked until `validateConstraint`.
   *
   * @example op.createForeignKey('post', ['user_id'], { table: 'user', columns: ['id'] }, { onDelete: 'cascade' })
   */
  createForeignKey(
    table: TableRef,
    columns: readonly string[],
    target: ForeignKeyTarget,
    options?: ForeignKeyOptions,
  ): void

  /**
   * Allows only rows for which this is true.
   *
   * @example op.createCheckConstraint('item', sql`price > 0`, { name: 'price_is_positive' })
   */
  createCheckConstraint(table: TableRef, expression: SqlText, options?: CheckOptions): void

  /**
   * PostgreSQL: allows no two rows for which all of these compare true.
   *
   * @example
   * op.createExclusionConstraint('booking', [
   *   { column: 'room', operator: '=' },
   *   { column: 'during', operator: '&&' },
   * ], { using: 'gist' })
   */
  createExclusionConstraint(
    table: TableRef,
    elements: readonly ExclusionElement[],
    options?: ExclusionOptions,
  ): void

  /**
   * Drops a constraint of any kind: by name, which is looked up, or said in full, which is the way where it has no name.
   *
   * @example op.dropConstraint('user', unique(['email'], { name: 'uq_user_email' }))
   * @throws `NotThereError` when there is none, unless `ifExists`.
   */
  dropConstraint(
    table: TableRef,
    constraint: string | ConstraintItem,
    options?: { readonly ifExists?: boolean },
  ): void

  /** Renames a constraint. Without its kind, it is looked up. */
  renameConstraint(table: TableRef, from: string, to: string, kind?: ConstraintKind): void

  /** PostgreSQL: checks the rows that a `notValid` foreign key or check left unchecked, without blocking writers. */
  validateConstraint(table: TableRef, name: string): void

  /** Sets a constraint's comment; `null` takes it away. Does nothing on SQLite, which has none. */
  setConstraintComment(
    table: TableRef,
    name: string,
    states: { readonly from?: string | null; readonly to: string | null },
  ): void
}

export function constraintMethods(push: Sink): ConstraintOperations {
  const add = (method: string, ref: TableRef, constraint: Constraint): void =>
    push({ kind: 'addConstraint', table: refOf(method, ref), constraint })
  return {
    createPrimaryKey: (ref, columns, options) =>
      add('createPrimaryKey', ref, primaryKey(columns, options)),
    createUniqueConstraint: (ref, columns, options) =>
      add('createUniqueConstraint', ref, unique(columns, options)),
    createForeignKey: (ref, columns, target, options) =>
      add('createForeignKey', ref, foreignKey(columns, target, options)),
    createCheckConstraint: (ref, expression, options) =>
      add('createCheckConstraint', ref, check(expression, options)),
    createExclusionConstraint: (ref, elements, options) =>
      add('createExclusionConstraint', ref, exclude(elements, options)),

    dropConstraint: (ref, wanted, { ifExists } = {}) => {
      const table = refOf('dropConstraint', ref)
      const drop = { kind: 'dropConstraint', table, ...on({ ifExists }) } as const
      if (typeof wanted !== 'string') return push({ ...drop, constraint: item(wanted) })
      const name = nameOf('dropConstraint', wanted, 'constraint')
      const constraint: Constraint = { kind: 'check', name, expression: { sql: '' } }
      push({ ...drop, constraint, lookUp: true })
    },

    renameConstraint: (ref, from, to, kind) =>
      push({
        kind: 'renameConstraint',
        table: refOf('renameConstraint', ref),
        constraint: kind ?? 'check',
        from: nameOf('renameConstraint', from, 'constraint'),
        to: nameOf('renameConstraint', to, 'constraint'),
        ...on({ lookUp: kind === undefined }),
      }),

    validateConstraint: (ref, name) =>
      push({
        kind: 'validateConstraint',
        table: refOf('validateConstraint', ref),
        name: nameOf('validateConstraint', name, 'constraint'),
      }),

    setConstraintComment: (ref, name, states) => {
      checkStates('setConstraintComment', states)
      const { from, to } = states
      push({
        kind: 'setConstraintComment',
        table: refOf('setConstraintComment', ref),
        name: nameOf('setConstraintComment', name, 'constraint'),
        from: from ?? null,
        to: to === '' ? null : to,
        ...on({ lookUp: from === undefined }),
      })
    },
  }
}

const KINDS: readonly string[] = ['primaryKey', 'unique', 'foreignKey', 'check', 'exclusion']

function item(wanted: ConstraintItem): Constraint {
  if (typeof wanted === 'object' && wanted !== null && KINDS.includes(wanted.kind)) return wanted
  throw new InvalidOperationError('dropConstraint', 'was given neither a name nor a constraint', {
    hint: "op.dropConstraint('user', 'uq_user_email') or op.dropConstraint('user', unique(['email']))",
  })
}
