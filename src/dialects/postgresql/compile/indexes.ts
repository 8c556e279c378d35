import type { Operation } from '../../../operations/model.ts'
import { spell } from '../../../schema/lookup.ts'
import type { Index, ObjectName, Schema } from '../../../schema/model.ts'
import { type IndexFlags, indexDefinition, indexName } from '../index-definition.ts'
import { dollarQuoted, quote, text } from '../names.ts'
import { commentOn, commentsOn } from './comments.ts'
import type { Context } from './context.ts'
import { type Piece, sql, type Whole } from './pieces.ts'

/** The index with its comment. */
export const indexStatements = (
  table: ObjectName,
  index: Index,
  flags: IndexFlags = {},
): Whole[] => [
  sql(indexDefinition(index, table, flags)),
  ...commentsOn(`INDEX ${indexName(table, index.name)}`, index.comment).map(sql),
]

/** An invalid index of that name gives way. */
export function createIndex(
  { table, index, ifNotExists, concurrently }: Operation<'createIndex'>,
  { before }: Context,
): Piece[] {
  if (index.dialects !== undefined && !index.dialects.includes('postgresql')) return []
  if (concurrently) return createConcurrently(table, index)
  return [
    ...(isInvalid(before, table, index.name)
      ? [sql(`DROP INDEX ${indexName(table, index.name)}`)]
      : []),
    ...indexStatements(table, index, { ifNotExists }),
  ]
}

/** Left over by a build that failed: reflection tells of it, and does not count it among the indexes. */
const isInvalid = ({ unmodelled }: Schema, { schema }: ObjectName, name: string): boolean =>
  unmodelled.some(
    (one) =>
      one.kind === 'invalid index' &&
      one.name === spell(schema === undefined ? { name } : { schema, name }),
  )

/**
 * A build that fails leaves an invalid index behind, which `IF NOT EXISTS` would take for the index itself: so that
 * goes first. Then the whole can be run again as often as needed.
 *
 * @see https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY
 */
const createConcurrently = (table: ObjectName, index: Index): Piece[] => [
  sql(dropInvalid(indexName(table, index.name))),
  {
    ...sql(indexDefinition(index, table, { concurrently: true, ifNotExists: true })),
    outsideTransaction: true,
  },
  ...commentsOn(`INDEX ${indexName(table, index.name)}`, index.comment).map(sql),
]

const dropInvalid = (name: string): string => {
  const body = `BEGIN
  IF EXISTS (SELECT FROM pg_catalog.pg_index WHERE indexrelid = to_regclass(${text(name)}) AND NOT indisvalid) THEN
    EXECUTE ${text(`DROP INDEX ${name}`)};
  END IF;
END`
  return `DO ${dollarQuoted(body)}`
}

/** Concurrently it can be run again, for it may have been half done. */
export const dropIndex = ({
  table,
  index,
  ifExists,
  concurrently,
}: Operation<'dropIndex'>): Piece[] => {
  const name = indexName(table, index.name)
  return concurrently
    ? [{ ...sql(`DROP INDEX CONCURRENTLY IF EXISTS ${name}`), outsideTransaction: true }]
    : [sql(`DROP INDEX ${ifExists ? 'IF EXISTS ' : ''}${name}`)]
}

export const renameIndex = ({ table, from, to }: Operation<'renameIndex'>): Piece[] => [
  sql(`ALTER INDEX ${indexName(table, from)} RENAME TO ${quote(to)}`),
]

export const setIndexComment = ({ table, name, to }: Operation<'setIndexComment'>): Piece[] => [
  sql(commentOn(`INDEX ${indexName(table, name)}`, to)),
]
