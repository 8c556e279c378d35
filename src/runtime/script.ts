import type { Dialect } from '../dialects/dialect.ts'
import type { Operation } from '../operations/model.ts'
import type { PlanStep, Rows } from '../revisions/model.ts'
import { emptySchema, type Schema } from '../schema/model.ts'
import { carryOutBody } from './body.ts'
import { notBegun } from './failure.ts'
import { bodiesOf } from './loaded.ts'
import type { History, RunSettings } from './model.ts'
import { schemaAt } from './replay.ts'
import { replayCursor } from './schema-cursor.ts'
import { scriptFrames } from './script-frame.ts'
import { scriptOf, scriptOutlet } from './script-outlet.ts'
import { createVersionTable } from './version-table.ts'

export interface ScriptRequest {
  readonly dialect: Dialect
  /** Of the server that the script is for. */
  readonly version: readonly [major: number, minor: number]
  readonly history: History
  /** Where the database will be when the script meets it. */
  readonly from: Rows
  readonly steps: readonly PlanStep[]
  readonly settings: Pick<RunSettings, 'versionTable' | 'transactions' | 'context'>
}

/**
 * The SQL that does what a run would do, for a database that is not here: the history is replayed for the schema
 * that the script starts from. Nothing is given out before all of it could be written.
 */
export async function writeScript(request: ScriptRequest): Promise<string> {
  const { dialect, steps } = request
  if (steps.length === 0) return ''
  const bodies = bodiesOf(request)
  await bodies.load(steps)
  const stamps = steps.every(({ direction }) => direction === 'stamp')
  const cursor = replayCursor(dialect, stamps ? emptySchema : await schemaAt(request, request.from))
  const outlet = scriptOutlet(request)
  for (const step of steps) {
    outlet.head(step)
    try {
      await carryOutBody(outlet, bodies.of(step), cursor)
    } catch (cause) {
      throw notBegun(step, cause, 'No SQL was written.')
    }
    outlet.finish()
  }
  return outlet.close()
}

/** The SQL that makes the version table where there is none. */
export const writeVersionTable = ({
  dialect,
  settings,
}: Pick<ScriptRequest, 'dialect' | 'settings'>): string =>
  scriptOf(createVersionTable(dialect, settings.versionTable, [], { ifNotExists: true }))

export interface OperationsRequest extends Pick<ScriptRequest, 'dialect' | 'version'> {
  readonly operations: readonly Operation[]
  readonly before: Schema
}

/** The SQL of operations that are no revision. */
export function writeOperations({
  dialect,
  version,
  operations,
  before,
}: OperationsRequest): string {
  if (operations.length === 0) return ''
  const frame = scriptFrames[dialect.name]
  const written: string[] = []
  let open = false
  const set = (wanted: boolean) => {
    if (wanted !== open)
      written.push(...(wanted ? [frame.begin] : [...frame.beforeCommit, 'COMMIT']))
    open = wanted
  }
  for (const step of dialect.compile(operations, before, { version, offline: true })) {
    if (step.kind === 'run') continue
    set(step.outsideTransaction !== true)
    written.push(step.sql)
    if (step.commitAfter === true) set(false)
  }
  set(false)
  return scriptOf([...frame.first, ...written, ...frame.last])
}
