import type { Dialect } from '../dialects/dialect.ts'
import type { Rows } from '../revisions/model.ts'
import { withAncestors } from '../revisions/relations.ts'
import { emptySchema, type Schema } from '../schema/model.ts'
import { FailedAt } from './failed-at.ts'
import { notBegun } from './failure.ts'
import { bodiesOf } from './loaded.ts'
import type { History, RunSettings } from './model.ts'
import { replayCursor, wholeOf } from './schema-cursor.ts'

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
  const bodies = bodiesOf(request)
  await bodies.load(ways)
  const cursor = replayCursor(dialect, emptySchema)
  for (const way of ways) {
    const { operations, places } = bodies.of(way)
    for (const [index, operation] of operations.entries())
      try {
        cursor.moveOn(await wholeOf(operation, cursor))
      } catch (cause) {
        const at = new FailedAt({ operation, place: places[index] }, cause)
        throw notBegun(way, at, 'The history was only replayed, and nothing was carried out.')
      }
  }
  return cursor.read()
}
