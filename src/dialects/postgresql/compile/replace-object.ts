import type { Operation } from '../../../operations/model.ts'
import { sameData } from '../../../schema/equal.ts'
import type { Index, StoredObject } from '../../../schema/model.ts'
import { mentions } from '../expression.ts'
import { indexName } from '../index-definition.ts'
import { text } from '../names.ts'
import { commentOn } from './comments.ts'
import type { Context } from './context.ts'
import { readers } from './dependents.ts'
import { replaceDomain } from './domains.ts'
import { indexStatements } from './indexes.ts'
import { createStatements, dropStatements, isViewGrant, viewSql, wordsFor } from './objects.ts'
import { type Piece, sql } from './pieces.ts'
import { moving } from './renaming.ts'
import { createStatement, routineHead, selectHead } from './statement-head.ts'

/** In place where PostgreSQL can do that; else dropped and made again, and what leans on it with it. */
export function replaceObject(operation: Operation<'replaceObject'>, context: Context): Piece[] {
  const { from, to } = operation
  if (onlyAround(from, to)) return around(from, to)
  switch (to.kind) {
    case 'view':
      return isGrown(from, to)
        ? [sql(viewSql(to, true)), ...comment(from, to)]
        : again(operation, context)
    case 'function':
    case 'procedure':
      return from.signature === to.signature && isSameHead(from, to)
        ? [sql(createStatement(to.definition, true)), ...comment(from, to)]
        : again(operation, context)
    case 'domain':
      return replaceDomain(from, to, context)
    case 'extension':
      return [...replaceExtension(from, to).map(sql), ...comment(from, to)]
    default:
      return again(operation, context)
  }
}

function isSameHead(from: StoredObject, to: StoredObject): boolean {
  const [was, is] = [routineHead(from.definition), routineHead(to.definition)]
  return was.text === is.text && was.defaults <= is.defaults
}

/** Only the comment or a materialized view's indexes differ. */
const onlyAround = (from: StoredObject, to: StoredObject): boolean =>
  sameData(inside(from), inside(to))

const inside = ({ comment: _, indexes: __, dependsOn: ___, ...rest }: StoredObject) => rest

const around = (from: StoredObject, to: StoredObject): Piece[] => {
  const { indexes: were = [] } = from
  const { indexes: are = [] } = to
  const has = (list: readonly Index[], index: Index) => list.some((one) => sameData(one, index))
  return [
    ...were
      .filter((index) => !has(are, index))
      .map((index) => sql(`DROP INDEX ${indexName(to, index.name)}`)),
    ...are.filter((index) => !has(were, index)).flatMap((index) => indexStatements(to, index)),
    ...comment(from, to),
  ]
}

const comment = (from: StoredObject, to: StoredObject): Piece[] =>
  (from.comment ?? '') === (to.comment ?? '') ? [] : [sql(commentOn(wordsFor(to), to.comment))]

/**
 * Whether the new view gives out the same columns from the same tables, and perhaps more behind them: that is
 * what OR REPLACE takes.
 *
 * @see https://www.postgresql.org/docs/current/sql-createview.html#SQL-CREATEVIEW-DESCRIPTION
 */
function isGrown(from: StoredObject, to: StoredObject): boolean {
  const [was, is] = [selectHead(from.definition), selectHead(to.definition)]
  if (was === undefined || is === undefined) return false
  const columns = from.columns ?? []
  return (
    was.items.every((item, at) => item === is.items[at]) &&
    columns.every((column, at) => column === to.columns?.[at]) &&
    [...was.sources].every((source) => is.sources.has(source))
  )
}

/** Dropped and made again. What PostgreSQL would not let go is out of the way meanwhile. */
function again({ from, to }: Operation<'replaceObject'>, { before, after }: Context): Piece[] {
  const isRoutine = from.kind === 'function' || from.kind === 'procedure'
  const leaning = isRoutine
    ? before.objects.filter((one) => leansOn(one, from))
    : readers(before, from)
  return [
    { kind: 'away', objects: leaning.flatMap((one) => [...readers(before, one), one]) },
    ...dropStatements(from).map(sql),
    ...createStatements(to).map(sql),
    ...after.objects
      .filter((one) => isViewGrant(one, to) && !leaning.includes(one))
      .flatMap((one) => createStatements(one).map(sql)),
  ]
}

/** Triggers, policies and views that call a function. */
const leansOn = (object: StoredObject, { name }: StoredObject): boolean =>
  ['trigger', 'policy', 'view', 'materializedView'].includes(object.kind) &&
  mentions(object.definition, name)

/** Of one that says no schema it is known that it lives in the default one. */
function replaceExtension(from: StoredObject, to: StoredObject): string[] {
  const name = wordsFor(to)
  const clause = (object: StoredObject, pattern: RegExp) => pattern.exec(object.definition)?.[1]
  const version = clause(to, /VERSION\s+'([^']*)'/i)
  const schema = clause(to, /SCHEMA\s+("(?:[^"]|"")+"|\w+)/i)
  return [
    ...(version === undefined || version === clause(from, /VERSION\s+'([^']*)'/i)
      ? []
      : [`ALTER ${name} UPDATE TO ${text(version)}`]),
    ...(schema === clause(from, /SCHEMA\s+("(?:[^"]|"")+"|\w+)/i) ? [] : [moving(name, schema)]),
  ]
}
