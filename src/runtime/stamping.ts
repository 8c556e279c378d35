import type { PlanStep, Rows } from '../revisions/model.ts'
import { spell } from '../schema/lookup.ts'
import { callHooks, type LiveRun } from './live.ts'
import type { RunReport, RunSettings, Target } from './model.ts'
import { clearProgress, readProgress } from './progress.ts'
import { underLock } from './under-lock.ts'
import {
  columnsOf,
  countRows,
  createVersionTable,
  purgeSql,
  rowChangeSql,
} from './version-table.ts'

/**
 * Throws away all version rows, readable or not, and writes the ones that the steps lead to: the way out of a version table
 * that nothing else can read.
 */
export async function restamp(
  target: Target,
  settings: RunSettings,
  rows: { readonly from: Rows; readonly to: Rows },
  steps: readonly PlanStep[],
): Promise<RunReport> {
  const { connection, dialect } = target
  const { versionTable: table } = settings
  return underLock(target, settings, async (run) => {
    await run.transactions.begin()
    await makeVersionTable(run, rows.to)
    const mended = (await countRows(connection, dialect, table)) - rows.from.length
    const progress = await readProgress(connection, dialect, table)
    const statements = [
      purgeSql(dialect, table),
      ...rows.to.map((id) => rowChangeSql(dialect, table, { insert: id })),
      ...(progress === undefined ? [] : clearProgress(dialect, table)),
    ]
    for (const sql of statements) await connection.run(sql)
    for (const step of steps) await callHooks(run, step)
    await run.transactions.commit()
    return {
      ...rows,
      ...(mended > 0 && { mended }),
      steps: steps.map(({ revision: { id, message }, direction }) => ({
        revision: id,
        message,
        direction,
        milliseconds: 0,
      })),
    }
  })
}

/** Makes the version table where there is none, and says whether it did. */
export const ensureVersionTable = (target: Target, settings: RunSettings): Promise<boolean> =>
  underLock(target, settings, async (run) => {
    await run.transactions.begin()
    const made = await makeVersionTable(run, [])
    await run.transactions.commit()
    return made
  })

async function makeVersionTable(
  { target, settings, transactions }: LiveRun,
  ids: Rows,
): Promise<boolean> {
  const { connection, dialect } = target
  const { versionTable: table, report } = settings
  if ((await columnsOf(connection, dialect, table)).length > 0) return false
  for (const sql of createVersionTable(dialect, table, ids)) await connection.run(sql)
  transactions.onCommit(() => report({ kind: 'version-table', table: spell(table) }))
  return true
}
