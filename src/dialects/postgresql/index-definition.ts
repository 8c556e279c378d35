import type { Index, IndexElement, ObjectName } from '../../schema/model.ts'
import { phrase } from '../statements.ts'
import { collationSql } from './domain.ts'
import { expressionSql } from './expression-sql.ts'
import { qualified, quote, quoteAll, text } from './names.ts'

/** One member of an index or exclusion constraint. */
export const elementDefinition = (element: IndexElement): string =>
  phrase(
    element.column === undefined
      ? `(${element.expression ? expressionSql(element.expression) : ''})`
      : quote(element.column),
    element.collation !== undefined && `COLLATE ${collationSql(element.collation)}`,
    element.opclass !== undefined && opclassSql(element.opclass),
    element.descending && 'DESC',
    element.nulls && `NULLS ${element.nulls.toUpperCase()}`,
  )

/** Columns that an index carries and does not sort by. */
export const includeClause = (include: readonly string[] | undefined): string | undefined =>
  include?.length ? `INCLUDE (${quoteAll(include)})` : undefined

/** Written as SQL: it may name a schema, or have parameters. */
const opclassSql = (opclass: string): string =>
  /^[a-z_][\w$]*(\.[a-z_][\w$]*)?(\s*\(.*\))?$/.test(opclass) || opclass.startsWith('"')
    ? opclass
    : quote(opclass)

/** How an index is to be made. */
export interface IndexFlags {
  readonly ifNotExists?: boolean | undefined
  readonly concurrently?: boolean | undefined
}

/** `CREATE INDEX`. */
export const indexDefinition = (index: Index, table: ObjectName, flags: IndexFlags = {}): string =>
  phrase(
    'CREATE',
    index.unique && 'UNIQUE',
    'INDEX',
    flags.concurrently && 'CONCURRENTLY',
    flags.ifNotExists && 'IF NOT EXISTS',
    quote(index.name),
    `ON ${qualified(table)}`,
    index.method !== undefined && `USING ${index.method}`,
    `(${index.elements.map(elementDefinition).join(', ')})`,
    includeClause(index.include),
    index.nullsNotDistinct && 'NULLS NOT DISTINCT',
    storageClause(index.with),
    index.tablespace !== undefined && `TABLESPACE ${quote(index.tablespace)}`,
    index.where && `WHERE (${expressionSql(index.where)})`,
  )

/** An index lives in the schema of its table. */
export const indexName = ({ schema }: ObjectName, name: string): string =>
  qualified(schema === undefined ? { name } : { schema, name })

/** Storage parameters, where there are any. */
export function storageClause(
  parameters: Readonly<Record<string, string>> | undefined,
): string | undefined {
  const entries = Object.entries(parameters ?? {})
  return entries.length === 0 ? undefined : `WITH (${entries.map(parameter).join(', ')})`
}

/** A storage parameter; a value that is no plain word is a string. */
export const parameter = ([key, value]: readonly [string, string]): string =>
  `${parameterName(key)} = ${/^[\w.+-]+$/.test(value) ? value : text(value)}`

/** `toast.…` are the parameters of the table's other half. */
export const parameterName = (key: string): string =>
  key
    .split('.')
    .map((part) => (/^[a-z_][a-z0-9_]*$/.test(part) ? part : quote(part)))
    .join('.')
