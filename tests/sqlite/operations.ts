/** Operations on a table called t, in as few words as tests like. */
import type { Operation } from '../../src/operations/model.ts'
import type { Column, Constraint, StoredObject, Table } from '../../src/schema/model.ts'

export const t = { name: 't' }
export const column = (name: string, facts: Partial<Column> = {}): Column => ({
  name,
  type: { kind: 'integer' },
  nullable: true,
  ...facts,
})
export const add = (name: string, facts: Partial<Column> = {}): Operation => ({
  kind: 'addColumn',
  table: t,
  column: column(name, facts),
})
export const drop = (name: string): Operation => ({
  kind: 'dropColumn',
  table: t,
  column: column(name),
})
export const constrain = (constraint: Constraint): Operation => ({
  kind: 'addConstraint',
  table: t,
  constraint,
})
export const release = (constraint: Constraint): Operation => ({
  kind: 'dropConstraint',
  table: t,
  constraint,
})
export const nullable = (name: string, to: boolean): Operation => ({
  kind: 'alterColumn',
  table: t,
  column: name,
  from: { nullable: !to },
  to: { nullable: to },
})
export const table = (
  name: string,
  columns: readonly Column[],
  facts: Partial<Table> = {},
): Table => ({
  name,
  columns,
  uniques: [],
  foreignKeys: [],
  checks: [],
  exclusions: [],
  indexes: [],
  ...facts,
})
export const object = (facts: Partial<StoredObject>): StoredObject => ({
  kind: 'view',
  name: 'v',
  definition: '',
  ...facts,
})
export const check = (name: string | undefined, sql: string): Constraint => ({
  kind: 'check',
  ...(name && { name }),
  expression: { sql },
})
export const foreignKey = (name: string, of: string): Constraint => ({
  kind: 'foreignKey',
  columns: [of],
  name,
  references: { name: 'p', columns: ['id'] },
  onDelete: 'cascade',
})
