import type { Column, EnumType, Table } from '../../../schema/model.ts'
import { enumStatement } from '../compile/enums.ts'
import { constraintDefinition } from '../constraint-definition.ts'
import { defaultSql } from '../defaults.ts'
import { collationSql } from '../domain.ts'
import { expressionSql } from '../expression-sql.ts'
import { indexDefinition } from '../index-definition.ts'
import { quote } from '../names.ts'
import { typeSql } from '../types.ts'
import type { Attempt } from './server.ts'

/** Which parts of a table are put to the server. */
export interface Doubts {
  readonly defaults: ReadonlySet<string>
  readonly generated: ReadonlySet<string>
  readonly checks: ReadonlySet<string>
  readonly exclusions: ReadonlySet<string>
  readonly indexes: ReadonlySet<string>
  /** Whether the partition key is. */
  readonly partitioning?: boolean
}

const alter = (table: Table): string => `ALTER TABLE pg_temp.${quote(table.name)}`

const column = ({ name, type, collation }: Column): string =>
  `${quote(name)} ${typeSql(type)}${collation === undefined ? '' : ` COLLATE ${collationSql(collation)}`}`

/** A temporary table of the name and the columns, and on it what is in doubt, each by itself. */
export function tableAttempts(table: Table, doubts: Doubts): Attempt[] {
  const isLate = ({ name, generated }: Column) =>
    generated !== undefined && doubts.generated.has(name)
  const first = table.columns.filter((one) => !isLate(one))
  const partitioned = doubts.partitioning ? ` PARTITION BY ${table.options?.partitionBy}` : ''
  const create = (columns: string): string =>
    `CREATE TEMPORARY TABLE ${quote(table.name)} (${columns})${partitioned}`
  return [
    {
      sql: create(first.map(column).join(', ')),
      else: [
        `CREATE TEMPORARY TABLE ${quote(table.name)} ()`,
        ...first.map((one) => `${alter(table)} ADD COLUMN ${column(one)}`),
      ],
    },
    ...table.columns.filter(isLate).map((one) => ({
      sql: `${alter(table)} ADD COLUMN ${column(one)} GENERATED ALWAYS AS (${expressionSql(one.generated!.expression)}) ${one.generated!.stored ? 'STORED' : 'VIRTUAL'}`,
      else: [`${alter(table)} ADD COLUMN ${column(one)}`],
    })),
    ...parts(table, doubts).map((sql) => ({ sql })),
  ]
}

function parts(table: Table, doubts: Doubts): string[] {
  const { defaults, checks, exclusions, indexes } = doubts
  return [
    ...table.columns
      .filter(({ name, default: value }) => value !== undefined && defaults.has(name))
      .map(
        (one) =>
          `${alter(table)} ALTER COLUMN ${quote(one.name)} SET DEFAULT ${defaultSql(one.default!)}`,
      ),
    ...table.checks
      .filter(({ name }) => checks.has(name!))
      .map((one) => `${alter(table)} ADD ${constraintDefinition({ kind: 'check', ...one })}`),
    ...table.exclusions
      .filter(({ name }) => exclusions.has(name!))
      .map((one) => `${alter(table)} ADD ${constraintDefinition({ kind: 'exclusion', ...one })}`),
    ...table.indexes
      .filter(({ name }) => indexes.has(name))
      .map(({ tablespace: _, with: __, ...index }) =>
        indexDefinition(index, { schema: 'pg_temp', name: table.name }),
      ),
  ]
}

/** Enums that are not there yet, or not with these values: columns that are to be of them need them. */
export const enumAttempt = (type: EnumType): Attempt => ({
  sql: enumStatement({ schema: 'pg_temp', name: type.name }, type.values),
})
