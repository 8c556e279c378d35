import type { Dialect } from '../../src/dialects/dialect.ts'
import { postgresql } from '../../src/dialects/postgresql/index.ts'
import { sqlite } from '../../src/dialects/sqlite/index.ts'
import type { Connection } from '../../src/drivers/connection.ts'
import { countsFromRows } from '../../src/revisions/identifier.ts'
import { planDowngrade, planUpgrade } from '../../src/revisions/plan.ts'
import { historyOf } from '../../src/runtime/bundled.ts'
import { carryOut } from '../../src/runtime/carry-out.ts'
import type { RevisionDefinition } from '../../src/runtime/define.ts'
import type { Plan, RunEvent, RunReport, RunSettings } from '../../src/runtime/model.ts'
import { plainSettings } from '../../src/runtime/run-operations.ts'

export const dialectOf = ({ dialect }: Pick<Connection, 'dialect'>): Dialect =>
  dialect === 'sqlite' ? sqlite : postgresql

type Revisions = readonly RevisionDefinition[]

/** Revisions that follow each other, from what their upgrade (and downgrade) does. */
export const line = (
  ...revisions: readonly (Omit<RevisionDefinition, 'id' | 'revises'> & { readonly id?: string })[]
): Revisions => {
  const ids = revisions.map(({ id }, index) => id ?? `r${index + 1}`)
  return revisions.map((revision, index) => ({
    downgrade: () => {},
    ...revision,
    id: ids[index]!,
    revises: ids[index - 1] ?? null,
  }))
}

export const versionRows = async (
  connection: Connection,
  table = 'athanor_version',
): Promise<readonly string[]> =>
  (
    await connection.query<{ version_num: string }>(
      `SELECT version_num FROM ${table} ORDER BY version_num`,
    )
  ).map((row) => row.version_num)

export const tableNames = async (connection: Connection): Promise<readonly string[]> =>
  (await dialectOf(connection).reflect(connection)).tables.map(({ name }) => name).sort()

/** A run as `upgrade` and `downgrade` make it, on a connection that is open. */
export function runner(
  connection: Connection,
  revisions: Revisions,
  own: Partial<RunSettings> = {},
) {
  const target = { connection, dialect: dialectOf(connection) }
  const history = historyOf(revisions)
  const events: RunEvent[] = []
  const settings: RunSettings = {
    ...plainSettings,
    lockTimeout: 5000,
    report: (event) => events.push(event),
    ...own,
  }
  const go = (first: Plan['first'], text: string): Promise<RunReport> => {
    const again: Plan['again'] = countsFromRows(text)
      ? (rows, planned) => planUpgrade(history.graph, rows, planned.at(-1)!.revision.id)
      : first
    return carryOut(target, history, { first, again }, settings)
  }
  return {
    events,
    target,
    history,
    settings,
    upgrade: (to = 'heads') => go((rows) => planUpgrade(history.graph, rows, to), to),
    downgrade: (to = 'base') => go((rows) => planDowngrade(history.graph, rows, to), to),
  }
}
