import { setTimeout as sleep } from 'node:timers/promises'
import type { Connection } from '../../src/drivers/connection.ts'
import type { RunEvent } from '../../src/runtime/model.ts'
import type { Copy } from './copies.ts'
import type { RunOptions } from './journeys.ts'
import { look, type Sight } from './look.ts'
import type { Undisturbed } from './undisturbed.ts'

/** What a disturbed run left, and what is wrong with that. */
export interface Verdict {
  readonly place: string
  /** A revision is half done, and the database says so. */
  readonly underWay: boolean
  readonly problems: readonly string[]
}

/**
 * Looks at a database after a run on it was disturbed: it must be where an undisturbed run comes past, held by nobody, and a
 * second run must come to the same end.
 */
export async function judge(
  way: Undisturbed,
  copy: Copy,
  options: RunOptions = {},
): Promise<Verdict> {
  const connection = await copy.open()
  const held = await stillHeld(connection)
  const sight = await look(connection)
  const { place, underWay } = sight
  const problems = [...held, ...strange(way, sight)]
  const again = await secondRun(way, copy, sight, options).catch((error) => [
    `the next run: ${error.stack}`,
  ])
  return { place, underWay, problems: [...problems, ...again] }
}

function strange({ seen }: Undisturbed, sight: Sight): readonly string[] {
  const { place, underWay, leftovers, invalid } = sight
  const known = seen.get(place)
  return [
    ...(known === undefined ? [`it is at "${place}", where no run comes past`] : []),
    ...differences(known ?? [sight], sight),
    ...leftovers
      .filter((name) => !(underWay && name.endsWith('_progress')))
      .map((name) => `${name} is left at "${place}"`),
    ...(underWay ? [] : invalid.map((name) => `index ${name} is left unfinished at "${place}"`)),
  ]
}

/** How it differs from the nearest of those that would be right; nothing where it is one of them. */
function differences(known: readonly Sight[], { place, holds }: Sight): readonly string[] {
  const told = known.map((one) => {
    const expected = new Set(one.holds)
    const found = new Set(holds)
    return [
      ...[...expected].filter((line) => !found.has(line)).map((line) => `missing: ${line}`),
      ...[...found].filter((line) => !expected.has(line)).map((line) => `too much: ${line}`),
    ]
  })
  const nearest = told.toSorted((a, b) => a.length - b.length)[0] ?? []
  return nearest.slice(0, 6).map((line) => `at "${place}", ${line.slice(0, 400)}`)
}

async function secondRun(
  way: Undisturbed,
  copy: Copy,
  before: Sight,
  options: RunOptions,
): Promise<readonly string[]> {
  const connection = await copy.open()
  const events: RunEvent[] = []
  await way.journey.run(connection, { ...options, report: (event) => events.push(event) })
  const after = await look(connection)
  const resumed = events.find(({ kind }) => kind === 'resumed')
  return [
    ...(after.place === way.end.place ? [] : [`the next run ends at "${after.place}"`]),
    ...differences([way.end], after).map((line) => `after the next run, ${line}`),
    ...after.leftovers.map((name) => `${name} is left after the next run`),
    ...after.invalid.map((name) => `index ${name} is unfinished after the next run`),
    ...(before.underWay && resumed === undefined
      ? ['the next run does not say that it resumes']
      : []),
    ...(before.underWay || resumed === undefined ? [] : ['the next run resumes what is not begun']),
    ...(await damage(connection)),
  ]
}

async function damage(connection: Connection): Promise<readonly string[]> {
  if (connection.dialect !== 'sqlite') return []
  const rows = [
    ...(await connection.query('PRAGMA integrity_check')),
    ...(await connection.query('PRAGMA foreign_key_check')),
  ]
  const told = rows.map((row) => JSON.stringify(row))
  return told.filter((line) => line !== '{"integrity_check":"ok"}')
}

/** Locks that are held although nobody is at work. A server may need a moment to notice that its client is gone. */
export async function stillHeld(
  connection: Connection,
  { patience = 15_000 }: { readonly patience?: number } = {},
): Promise<readonly string[]> {
  if (connection.dialect === 'sqlite') return heldFile(connection)
  const deadline = performance.now() + patience
  for (;;) {
    const rows = await connection.query<{ held: string }>(HELD)
    if (rows.length === 0 || performance.now() > deadline)
      return rows.map(({ held }) => `still held: ${held}`)
    await sleep(20)
  }
}

const HELD = `
  SELECT concat_ws(' ', l.locktype, l.mode, l.relation::regclass, 'by', a.state, a.query) AS held
    FROM pg_locks AS l LEFT JOIN pg_stat_activity AS a ON a.pid = l.pid
   WHERE l.pid <> pg_backend_pid()
     AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
     AND (a.backend_type IS NULL OR a.backend_type = 'client backend')
  UNION ALL
  SELECT 'prepared transaction ' || gid FROM pg_prepared_xacts WHERE database = current_database()`

async function heldFile(connection: Connection): Promise<readonly string[]> {
  const [patience] = await connection.query<{ timeout: number }>('PRAGMA busy_timeout')
  await connection.query('PRAGMA busy_timeout = 0')
  try {
    await connection.run('BEGIN EXCLUSIVE')
    await connection.run('ROLLBACK')
    return []
  } catch (error) {
    return [`still held: ${error instanceof Error ? error.message : error}`]
  } finally {
    await connection.query(`PRAGMA busy_timeout = ${patience?.timeout ?? 0}`)
  }
}
