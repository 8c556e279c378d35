import type { Dialect } from '../dialects/dialect.ts'
import { complete } from '../operations/complete.ts'
import { planUpgrade } from '../revisions/plan.ts'
import type { PlanStep, Rows } from '../revisions/model.ts'
import { emptySchema, type Schema } from '../schema/model.ts'
import { recordedBody, revisionsOf } from './loaded.ts'
import type { History, RunSettings } from './model.ts'
import { replayCursor } from './schema-cursor.ts'

export interface ReplayRequest {
  readonly dialect: Dialect
  readonly history: History
  readonly settings: Pick<RunSettings, 'transactions' | 'context'>
}

/** The schema of a database at these revisions, without a database: every revision up to there is recorded and applied. */
export async function schemaAt(request: ReplayRequest, rows: Rows): Promise<Schema> {
  const { dialect, history, settings } = request
  const steps = pathTo(history, rows)
  const revisions = revisionsOf(history)
  await revisions.load(steps)
  const cursor = replayCursor(dialect, emptySchema)
  for (const step of steps) {
    for (const operation of recordedBody(revisions, step, settings, dialect, undefined).operations)
      cursor.moveOn(complete(operation, await cursor.read()))
  }
  return cursor.read()
}

function pathTo({ graph }: History, rows: Rows): readonly PlanStep[] {
  return rows.reduce<readonly PlanStep[]>(
    (steps, row) => [...steps, ...planUpgrade(graph, steps.at(-1)?.after ?? [], row)],
    [],
  )
}
