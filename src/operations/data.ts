import type { DialectName, Schema } from '../schema/model.ts'
import { array, type Code, call, object, optional, verbatim } from '../source/code.ts'
import { refCode } from '../source/dsl/object.ts'
import { literal } from '../source/literal.ts'
import { quote, template } from '../source/strings.ts'
import { IrreversibleOperationError, RefusedError, SourcelessOperationError } from './errors.ts'
import type { Custom, Execute, Operation } from './model.ts'
import type { OperationSpecs } from './specs.ts'
import { named } from './words.ts'

/** What specs of operations that hold other operations are given: the functions over all of them. */
export interface Others {
  readonly apply: (schema: Schema, operation: Operation, dialect: DialectName) => Schema
  readonly invertAll: (operations: readonly Operation[]) => readonly Operation[]
  readonly code: (operation: Operation) => Code
}

type DataKinds = 'bulkInsert' | 'execute' | 'run' | 'custom'

export const dataSpecs = (others: Others): OperationSpecs<DataKinds> => ({
  bulkInsert: {
    describe: (op) =>
      `insert ${op.rows.length} ${op.rows.length === 1 ? 'row' : 'rows'} into ${named(op.table)}`,
    invert: (op) => {
      throw new IrreversibleOperationError(
        `insert ${op.rows.length} rows into ${named(op.table)}`,
        "Say in downgrade which rows go: op.execute('DELETE FROM … WHERE …')",
      )
    },
    source: (op) => call('op.bulkInsert', refCode(op.table), array(op.rows.map(literal), true)),
    apply: (schema) => schema,
  },

  execute: {
    describe: (op) => `execute ${summary(op.sql)}`,
    invert: (op) => inverseOf(op, others),
    source: (op) => call('op.execute', scriptCode(op.sql), executeOptions(op, others)),
    apply: (schema, op, dialect) => applied(schema, op.effect, others, dialect),
  },

  run: {
    describe: (op) =>
      op.run.name === '' || op.run.name === 'run' ? 'run code' : `run ${op.run.name}()`,
    invert: () => {
      throw new IrreversibleOperationError(
        'run code',
        'Write in downgrade what undoes it: op.run(async (db) => { … })',
      )
    },
    source: () => {
      throw new SourcelessOperationError('run code')
    },
    apply: (schema, op, dialect) => applied(schema, op.effect, others, dialect),
  },

  custom: {
    describe: (op) => op.describe,
    invert: (op) => {
      if (op.inverse !== undefined) return op.inverse()
      throw new IrreversibleOperationError(
        op.describe,
        'Give it an inverse: op.custom({ …, inverse: () => … })',
      )
    },
    source: customCode,
    apply: (schema, op) => {
      refuse(op)
      return op.apply?.(schema) ?? schema
    },
    complete: (op) => {
      refuse(op)
      return op
    },
  },
})

function refuse({ irreversible }: Custom): void {
  if (irreversible !== undefined) throw new RefusedError(irreversible)
}

const applied = (
  schema: Schema,
  effect: readonly Operation[] | undefined,
  { apply }: Others,
  dialect: DialectName,
): Schema => (effect ?? []).reduce((after, operation) => apply(after, operation, dialect), schema)

function inverseOf(op: Operation<'execute'>, { invertAll }: Others): Operation<'execute'> {
  const { inverse, effect, sql } = op
  if (inverse === undefined)
    throw new IrreversibleOperationError(
      `execute ${summary(sql)}`,
      "Say what undoes it: op.execute('…', { inverse: '…' })",
    )
  return {
    ...op,
    sql: inverse,
    inverse: sql,
    ...(effect !== undefined && { effect: invertAll(effect) }),
  }
}

/** The beginning of a script, on one line. */
function summary(sql: Execute['sql']): string {
  const text = typeof sql === 'string' ? sql : (Object.values(sql)[0] ?? '')
  const line = text.trim().replaceAll(/\s+/g, ' ')
  return line.length > 60 ? `${line.slice(0, 59)}…` : line
}

// --- source ------------------------------------------------------------------------------------

/** SQL as a string; between backticks where it has several lines. */
const textCode = (sql: string): Code => (/\n|'.*"/.test(sql) ? template(sql) : quote(sql))

const scriptCode = (sql: Execute['sql']): Code =>
  typeof sql === 'string'
    ? textCode(sql)
    : object(Object.entries(sql).map(([dialect, text]) => [dialect, textCode(text)] as const))

const executeOptions = (op: Execute, { code }: Others): Code | undefined =>
  optional([
    ['inverse', op.inverse === undefined ? undefined : scriptCode(op.inverse)],
    ['outsideTransaction', op.outsideTransaction === true ? 'true' : undefined],
    [
      'effect',
      op.effect && {
        kind: 'arrow',
        parameters: '(op)',
        body: op.effect.map((operation) => ({ comments: [], code: code(operation) })),
      },
    ],
  ])

function customCode(op: Operation<'custom'>): Code {
  if (op.irreversible !== undefined) return call('op.irreversible', literal(op.irreversible))
  if (op.source !== undefined) return call('op.custom', verbatim(op.source, op.imports))
  if (op.inverse !== undefined || op.apply !== undefined)
    throw new SourcelessOperationError(op.describe)
  const scripts = Object.entries(op.ddl).map(
    ([dialect, statements]) => [dialect, array(statements.map(textCode))] as const,
  )
  return call(
    'op.custom',
    object([
      ['describe', literal(op.describe)],
      ['ddl', object(scripts)],
    ]),
  )
}
