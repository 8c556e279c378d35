import type { Dialect } from '../dialects/dialect.ts'
import { complete } from '../operations/complete.ts'
import type { Rows } from '../revisions/model.ts'
import { withAncestors } from '../revisions/relations.ts'
import { emptySchema, type Schema } from '../schema/model.ts'
import { recordedBody, revisionsOf } from './loaded.ts'
import type { History, RunSettings } from './model.ts'
import { replayCursor } from './schema-cursor.ts'

export interface ReplayRequest {
  readonly dialect: Dialect
  readonly history: History
  readonly settings: Pick<RunSettings, 'transactions' | 'context'>
}

/**
 * The schema of a database at these revisions, without a database: every revision up to there is recorded, and what it
 * records is applied.
 */
export async function schemaAt(request: ReplayRequest, rows: Rows): Promise<Schema> {
  const { dialect, history } = request
  const wanted = withAncestors(history.graph, rows)
  const ways = history.graph.order
    .filter(({ id }) => wanted.has(id))
    .map(({ node: revision }) => ({ revision, direction: 'upgrade' as const }))
  const revisions = revisionsOf(history)
  await revisions.load(ways)
  const cursor = replayCursor(dialect, emptySchema)
  for (const way of ways) {
    for (const operation of recordedBody(revisions, way, request).operations)
      cursor.moveOn(complete(operation, await cursor.read()))
  }
  return cursor.read()
}
