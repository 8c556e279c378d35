import type { Constraint, Deferrable, ForeignKey, PrimaryKey, Unique } from '../../schema/model.ts'
import { phrase } from '../statements.ts'
import { expressionSql } from './expression-sql.ts'
import { elementDefinition, includeClause } from './index-definition.ts'
import { qualified, quote, quoteAll } from './names.ts'

/** The constraint as it stands in CREATE TABLE, and behind ADD in ALTER TABLE. */
export function constraintDefinition(constraint: Constraint): string {
  return phrase(
    constraint.name !== undefined && `CONSTRAINT ${quote(constraint.name)}`,
    constraintBody(constraint),
  )
}

function constraintBody(constraint: Constraint): string {
  switch (constraint.kind) {
    case 'primaryKey':
      return keyBody('PRIMARY KEY', constraint)
    case 'unique':
      return keyBody(
        constraint.nullsNotDistinct ? 'UNIQUE NULLS NOT DISTINCT' : 'UNIQUE',
        constraint,
      )
    case 'foreignKey':
      return foreignKeyBody(constraint)
    case 'check':
      return phrase(
        `CHECK (${expressionSql(constraint.expression)})`,
        constraint.noInherit && 'NO INHERIT',
        constraint.notValid && 'NOT VALID',
      )
    case 'exclusion':
      return phrase(
        `EXCLUDE USING ${constraint.using ?? 'btree'}`,
        `(${constraint.elements.map((element) => `${elementDefinition(element)} WITH ${element.operator}`).join(', ')})`,
        includeClause(constraint.include),
        constraint.where && `WHERE (${expressionSql(constraint.where)})`,
        deferrableClause(constraint.deferrable),
      )
  }
}

const keyBody = (words: string, key: PrimaryKey | Unique): string =>
  phrase(
    words,
    `(${columnsWith(key.columns, key.withoutOverlaps ? `${quote(key.columns.at(-1)!)} WITHOUT OVERLAPS` : undefined)})`,
    includeClause(key.include),
    deferrableClause(key.deferrable),
  )

/** The names, the last one replaced by what is said of it. */
const columnsWith = (columns: readonly string[], last: string | undefined): string =>
  last === undefined ? quoteAll(columns) : [...columns.slice(0, -1).map(quote), last].join(', ')

const period = (columns: readonly string[], key: ForeignKey): string =>
  columnsWith(columns, key.period ? `PERIOD ${quote(columns.at(-1)!)}` : undefined)

const foreignKeyBody = (key: ForeignKey): string =>
  phrase(
    `FOREIGN KEY (${period(key.columns, key)})`,
    `REFERENCES ${qualified(key.references)}`,
    key.references.columns.length > 0 && `(${period(key.references.columns, key)})`,
    key.match === 'full' && 'MATCH FULL',
    key.onDelete && `ON DELETE ${key.onDelete.toUpperCase()}`,
    key.onDelete && list(key.onDeleteColumns),
    key.onUpdate && `ON UPDATE ${key.onUpdate.toUpperCase()}`,
    deferrableClause(key.deferrable),
    key.notValid && 'NOT VALID',
  )

const deferrableClause = (deferrable: Deferrable | undefined): string | undefined =>
  deferrable && (deferrable === 'deferred' ? 'DEFERRABLE INITIALLY DEFERRED' : 'DEFERRABLE')

const list = (columns: readonly string[] | undefined): string | undefined =>
  columns?.length ? `(${quoteAll(columns)})` : undefined
