import { compile } from '../../src/dialects/postgresql/compile/index.ts'
import type { Operation } from '../../src/operations/model.ts'
import { type Column, emptySchema, type Schema, type Table } from '../../src/schema/model.ts'

export const table = (parts: Partial<Table> = {}): Table => ({
  name: 'user',
  columns: [],
  uniques: [],
  foreignKeys: [],
  checks: [],
  exclusions: [],
  indexes: [],
  ...parts,
})

export const user = { name: 'user' }
export const column = (name: string, rest: Partial<Column> = {}): Column => ({
  name,
  type: { kind: 'integer' },
  nullable: true,
  ...rest,
})

export const steps = (
  operations: readonly Operation[],
  before: Schema = emptySchema,
  offline = false,
) => compile(operations, before, { version: [18, 0], offline })

export const statements = (operations: readonly Operation[], before?: Schema): string[] =>
  steps(operations, before).map((step) => (step.kind === 'run' ? 'run' : step.sql))

export const add = (name: string, rest?: Partial<Column>): Operation => ({
  kind: 'addColumn',
  table: user,
  column: column(name, rest),
})
export const drop = (name: string): Operation => ({
  kind: 'dropColumn',
  table: user,
  column: column(name),
})
