import { isSql, type SqlText, sqlFor } from '../../schema/builders/index.ts'
import type { SqlExpression } from '../../schema/model.ts'
import { specOf } from '../all.ts'
import { InvalidOperationError } from '../errors.ts'
import { irreversible } from '../invert.ts'
import type { Custom, Execute, Operation, Run } from '../model.ts'
import { isRecord, on, refOf, type Sink, type TableRef } from './arguments.ts'

/** A script: its text, `sql\`…\``, or one for each database that needs it. */
export type Script = SqlText | Execute['sql']

/** Says by other operations what something does to the schema. */
export type Effect<Recorder> = (op: Recorder) => void

export interface ExecuteInput<Recorder> {
  /** The script that undoes it. */
  readonly inverse?: Script
  /** It cannot run in a transaction: what comes before is committed first. */
  readonly outsideTransaction?: boolean
  /** What it does to the schema, where it does: for offline scripts, and for what is looked up after it. */
  readonly effect?: Effect<Recorder>
}

export interface RunInput<Recorder> {
  /** The same as SQL, for offline scripts, which have no database to run code on. */
  readonly sql?: Script
  readonly effect?: Effect<Recorder>
}

export interface DataOperations<Recorder> {
  /**
   * Puts rows into a table. Each may name other columns; what is left out is for the database to fill in.
   *
   * @example op.bulkInsert('role', [{ name: 'admin' }, { name: 'member' }])
   */
  bulkInsert(table: TableRef, rows: readonly Readonly<Record<string, unknown>>[]): void

  /**
   * Runs SQL, one or more statements, as it stands: nothing in it is a parameter. Say one script for each database
   * where they differ; a database without one does nothing.
   *
   * @example op.execute(`UPDATE "user" SET role = 'member'`, { inverse: '' })
   */
  execute(sql: Script, options?: ExecuteInput<Recorder>): void

  /**
   * Runs code in its place among the operations, on the migration's own connection and transaction. `db` is a Kysely instance.
   *
   * @example
   * op.run(async (db) => {
   *   await db.updateTable('user').set({ email: '' }).where('email', 'is', null).execute()
   * })
   */
  run(code: Run['run'], options?: RunInput<Recorder>): void

  /**
   * An operation of your own: words for it, its statements on each database, and what undoes it. With `source`, the TypeScript
   * that makes the definition again, it can be written into revision files.
   *
   * @example
   * op.custom({ describe: 'analyze', ddl: { postgresql: ['ANALYZE'], sqlite: ['ANALYZE'] } })
   */
  custom(definition: Custom): void

  /** Says that there is no way back, and why: nothing of the revision is carried out. For `downgrade`. */
  irreversible(reason: string): void

  /** Records an operation that is there as data. */
  invoke(operation: Operation): void
}

export const dataMethods = <Recorder>(
  push: Sink,
  effectOf: (effect: Effect<Recorder>) => readonly Operation[],
): DataOperations<Recorder> => ({
  bulkInsert: (ref, rows) => {
    const table = refOf('bulkInsert', ref)
    if (!Array.isArray(rows) || !rows.every(isRecord))
      throw new InvalidOperationError('bulkInsert', 'takes a list of records', {
        hint: "op.bulkInsert('role', [{ name: 'admin' }])",
      })
    if (rows.length > 0) push({ kind: 'bulkInsert', table, rows: rows.map((row) => ({ ...row })) })
  },

  execute: (sql, { inverse, outsideTransaction, effect } = {}) =>
    push({
      kind: 'execute',
      sql: scriptOf('execute', sql),
      ...(inverse !== undefined && { inverse: scriptOf('execute', inverse) }),
      ...on({ outsideTransaction }),
      ...(effect !== undefined && { effect: effectOf(effect) }),
    }),

  run: (code, { sql, effect } = {}) => {
    if (typeof code !== 'function')
      throw new InvalidOperationError('run', 'takes a function', {
        hint: 'op.run(async (db) => { … }); SQL is run by op.execute(…).',
      })
    push({
      kind: 'run',
      run: code,
      ...(sql !== undefined && { sql: scriptOf('run', sql) }),
      ...(effect !== undefined && { effect: effectOf(effect) }),
    })
  },

  custom: (definition) => {
    if (
      !isRecord(definition) ||
      typeof definition.describe !== 'string' ||
      !isRecord(definition.ddl)
    )
      throw new InvalidOperationError('custom', 'takes at least { describe, ddl }', {
        hint: "op.custom({ describe: 'analyze', ddl: { postgresql: ['ANALYZE'], sqlite: ['ANALYZE'] } })",
      })
    push({ ...definition, kind: 'custom' })
  },

  irreversible: (reason) => push(irreversible(reason)),

  invoke: (operation) => {
    if (!isRecord(operation) || specOf(operation) === undefined)
      throw new InvalidOperationError('invoke', 'takes an operation, as data', {
        hint: "op.invoke({ kind: 'createSchema', name: 'auth' })",
      })
    push(operation)
  },
})

/** A script as data: one text, or one for each database. */
function scriptOf(method: string, script: Script): Execute['sql'] {
  if (typeof script === 'string') return script
  if (isSql(script)) return ofExpression(script)
  if (isRecord(script) && Object.keys(script).length > 0 && Object.entries(script).every(isScript))
    return script
  throw new InvalidOperationError(method, 'was given no SQL', {
    hint: `op.${method}('…') or op.${method}({ postgresql: '…', sqlite: '…' })`,
  })
}

const isScript = ([dialect, text]: readonly [string, unknown]): boolean =>
  ['postgresql', 'sqlite'].includes(dialect) && typeof text === 'string'

const ofExpression = (expression: SqlExpression): Execute['sql'] =>
  expression.dialects === undefined
    ? expression.sql
    : { postgresql: sqlFor(expression, 'postgresql'), sqlite: sqlFor(expression, 'sqlite') }
