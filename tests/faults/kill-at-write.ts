import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { temporaryFolder } from '../support/databases.ts'
import { start } from './kill.ts'
import { type Random, spread } from './points.ts'

/** How SQLite brings something into its files. */
const CALLS = ['pwrite64', 'fsync', 'fdatasync', 'ftruncate', 'unlink'] as const

/** A call to the system that the process dies at, before it is carried out. */
export interface WritePoint {
  readonly journey: string
  readonly call: (typeof CALLS)[number]
  /** From 1. */
  readonly number: number
}

/** For a skip: why processes cannot be killed at a write here; undefined where they can. */
export function noTracer(): string | undefined {
  const { status } = spawnSync('strace', [
    ...['-f', '-o', '/dev/null', '-e', 'trace=getpid', process.execPath, '-e', ''],
  ])
  return status === 0 ? undefined : 'strace is not installed, or may not trace: no kills at writes'
}

/** How often a journey makes each call when nobody disturbs it. */
export async function countCalls(
  url: string,
  journey: string,
): Promise<Readonly<Record<string, number>>> {
  const log = path.join(temporaryFolder(), 'calls')
  const child = traced(log, url, journey)
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`${journey} ended with ${code} under strace`)
  const lines = readFileSync(log, 'utf8').split('\n')
  const count = (call: string) => lines.filter((line) => line.includes(` ${call}(`)).length
  return Object.fromEntries(CALLS.map((call) => [call, count(call)]))
}

/** Sends a process on a journey and has the system kill it at a write. */
export async function killAtWrite(url: string, point: WritePoint): Promise<void> {
  const { journey, call, number } = point
  const child = traced('/dev/null', url, journey, [
    ...['-e', `inject=${call}:signal=SIGKILL:when=${number}`],
  ])
  const [, signal] = await once(child, 'close')
  if (signal !== 'SIGKILL')
    throw new Error(`the process was not killed at ${JSON.stringify(point)}`)
}

const traced = (log: string, url: string, journey: string, options: readonly string[] = []) =>
  start(url, { journey, number: 0, inside: false, microseconds: 0 }, [
    ...['strace', '-f', '-o', log, '-e', `trace=${CALLS.join()}`, ...options],
  ])

/** `count` places to die at, among all calls that are made. */
export function writePoints(
  journey: string,
  calls: Readonly<Record<string, number>>,
  count: number,
  random: Random,
): readonly WritePoint[] {
  const all = CALLS.flatMap((call) =>
    Array.from({ length: calls[call] ?? 0 }, (_, index) => ({ journey, call, number: index + 1 })),
  )
  return spread(all, count, random)
}
