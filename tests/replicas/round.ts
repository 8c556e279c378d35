import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import type { Connection } from '../../src/drivers/connection.ts'
import type { DialectName } from '../../src/schema/model.ts'
import { type Copy, type Original, original } from '../faults/copies.ts'
import { stillHeld } from '../faults/judge.ts'
import { childEnvironment } from '../faults/kill.ts'
import { look, type Sight } from '../faults/look.ts'
import { mayChange, watched } from '../faults/watch.ts'
import { glance } from './looks.ts'
import type { Life, Story } from './stories.ts'

/** What a bystander is told. */
export interface Bystanding {
  readonly url: string
  readonly number: number
  readonly life: Life
  /** The schemas that belong to each place. */
  readonly known: Readonly<Record<string, readonly string[]>>
}

/** A story that is ready to be played many times. */
export interface Stage {
  readonly story: Story
  readonly original: Original
  readonly known: Bystanding['known']
  readonly end: Sight
}

/** Prepares the database, and goes through the history once to learn what may be seen on the way. */
export async function stage(story: Story, dialect: DialectName): Promise<Stage> {
  const start = await original(dialect, async (connection) => {
    if (dialect === 'sqlite') await connection.query('PRAGMA journal_mode = WAL')
    await story.prepare(connection)
  })
  const copy = await start.copy()
  try {
    const [one, other] = [await copy.open(), await copy.open()]
    const known: Record<string, string[]> = {}
    const note = async () => {
      const { place, schema } = await glance((sql) => other.query(sql), dialect)
      known[place] = [...(known[place] ?? []), schema]
    }
    await note()
    const after = async (_: number, sql: string) => {
      if (one.inTransaction?.() !== true && mayChange(sql)) await note()
    }
    await story.finish(watched(one, { after }))
    return { story, original: start, known, end: await look(other) }
  } finally {
    await copy.drop()
  }
}

export interface RoundResult {
  readonly problems: readonly string[]
  readonly reads: number
  readonly writes: number
  /** At how many places of the history readers found the database. */
  readonly places: number
  /** The longest that a reader or writer had to wait, in milliseconds. */
  readonly longest: number
  /** How long it took until the last replica was up. */
  readonly milliseconds: number
}

export interface Cast {
  readonly replicas: number
  readonly bystanders: number
}

/** Many processes upgrade one database at the same moment, while others read and write it. */
export async function round(scene: Stage, cast: Cast): Promise<RoundResult> {
  const copy = await scene.original.copy()
  try {
    const bystanders = await startBystanders(scene, copy, cast.bystanders)
    const replicas = await startReplicas(scene, copy, cast.replicas)
    const began = performance.now()
    for (const { child } of replicas) child.stdin!.write('go\n')
    const launched = await Promise.all(replicas.map(ended))
    const milliseconds = Math.round(performance.now() - began)
    for (const { child } of bystanders) child.stdin!.end()
    const told = (await Promise.all(bystanders.map(ended))).map(reportOf)
    const problems = [
      ...appliedOnce(scene.story, launched),
      ...told.flatMap((one) => one.problems),
      ...(await whatIsLeft(scene, copy, told)),
    ]
    return {
      problems: problems.map((one) => `${scene.story.name}: ${one}`),
      reads: sum(told.map(({ reads }) => reads)),
      writes: sum(told.map(({ writes }) => writes)),
      places: new Set(told.flatMap(({ seen }) => seen)).size,
      longest: Math.max(0, ...told.map(({ longest }) => longest)),
      milliseconds,
    }
  } finally {
    await copy.drop()
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0)

interface Started {
  readonly child: ChildProcess
  readonly out: () => string
  readonly err: () => string
  readonly closed: Promise<unknown[]>
}

const script = (name: string) => path.join(import.meta.dirname, name)

async function startProcess(url: string, file: string, word: string): Promise<Started> {
  const child = spawn(process.execPath, ['--conditions=athanor-source', script(file), word], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...childEnvironment(), DATABASE_URL: url },
  })
  let [out, err] = ['', '']
  child.stdout.on('data', (text) => (out += text))
  child.stderr.on('data', (text) => (err += text))
  child.stdin.on('error', () => {})
  const closed = once(child, 'close')
  await Promise.race([once(child.stdout, 'data'), closed])
  return { child, out: () => out, err: () => err, closed }
}

const startReplicas = ({ story }: Stage, { url }: Copy, count: number) =>
  Promise.all(Array.from({ length: count }, () => startProcess(url, 'starter.ts', story.launch)))

const startBystanders = ({ story: { life }, known }: Stage, { url }: Copy, count: number) =>
  Promise.all(
    Array.from({ length: count }, (_, number) => {
      const told: Bystanding = { url, number, life, known }
      return startProcess(url, 'bystander.ts', JSON.stringify(told))
    }),
  )

interface Ended {
  readonly code: unknown
  readonly out: string
  readonly err: string
}

async function ended({ closed, out, err }: Started): Promise<Ended> {
  const [code] = await closed
  return { code, out: out(), err: err() }
}

interface Report {
  readonly reads: number
  readonly writes: number
  readonly written: Readonly<Record<string, number>>
  readonly longest: number
  readonly seen: readonly string[]
  readonly problems: readonly string[]
}

function reportOf({ code, out, err }: Ended): Report {
  if (code === 0) return JSON.parse(out.replace(/^ready\n/, '')) as Report
  const problems = [`a bystander ended with ${code}: ${err}`]
  return { reads: 0, writes: 0, written: {}, longest: 0, seen: [], problems }
}

/** Every replica came up, and between them they applied each revision once. */
function appliedOnce({ revisions }: Story, launched: readonly Ended[]): readonly string[] {
  const failed = launched
    .filter(({ code }) => code !== 0)
    .map(({ code, err }) => `a replica ended with ${code}: ${err}`)
  const applied = launched.flatMap(({ out }) =>
    [...out.matchAll(/^applied (\S+)/gm)].map(([, revision]) => revision!),
  )
  const wrong = revisions.filter((one) => applied.filter((id) => id === one).length !== 1)
  const strange = applied.filter((id) => !revisions.includes(id))
  return [
    ...failed,
    ...wrong.map((id) => `revision ${id} was not applied once: ${applied.join()}`),
    ...strange.map((id) => `revision ${id} was applied`),
  ]
}

/** The end is that of an undisturbed run, with the rows that were written meanwhile, and nobody holds anything. */
async function whatIsLeft(
  { story: { life }, end }: Stage,
  copy: Copy,
  told: readonly Report[],
): Promise<readonly string[]> {
  const connection: Connection = await copy.open()
  const sight = await look(connection)
  const problems = [...(await stillHeld(connection)), ...sight.leftovers, ...sight.invalid]
  if (sight.place !== end.place) problems.push(`the end is "${sight.place}"`)
  const schema = ({ holds }: Sight) => holds.filter((line) => !line.startsWith('rows of'))
  const [expected, found] = [new Set(schema(end)), new Set(schema(sight))]
  problems.push(...[...expected].filter((one) => !found.has(one)).map((one) => `missing: ${one}`))
  problems.push(...[...found].filter((one) => !expected.has(one)).map((one) => `too much: ${one}`))
  for (const table of life.counted) {
    const [row] = await connection.query<{ count: number | string }>(
      `SELECT count(*) AS count FROM ${table} WHERE id >= ${life.firstId}`,
    )
    const written = sum(told.map((one) => one.written[table] ?? 0))
    if (Number(row?.count) !== written)
      problems.push(`${written} rows were written to ${table}, and ${row?.count} are there`)
  }
  return problems
}
