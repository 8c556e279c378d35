import fs from 'node:fs'
import path from 'node:path'
import { digest } from './memory.ts'
import type { Looked, LookedAt, Tests, TestUnit } from './model.ts'
import { type Place, startWorker } from './process.ts'

/** In milliseconds. A test that takes longer is for the suite, not for every one of thousands of mutants. */
const QUICK = 12_000

/** Where the machine has other things to do. */
const PATIENCE = 20_000

const FILE = path.resolve(import.meta.dirname, '../../reports/mutation-tests.json')

/** What was seen of a test file. */
interface Seen extends Omit<Looked, 'isAll'> {
  /** Of all that it imports; what was seen is good for as long as that is the same. */
  readonly state: string
}

/** Runs each test once with no fault on: which mutants it comes past, and how long it takes. */
export async function lookAtTests(
  place: Place,
  files: readonly string[],
  lanes: number,
  tell: (what: string) => void,
): Promise<Tests> {
  const known: Record<string, Seen> = fs.existsSync(FILE)
    ? JSON.parse(fs.readFileSync(FILE, 'utf8'))
    : {}
  const seen = new Map<string, Seen>()
  const rest = files.values()
  const lane = async () => {
    for (const file of rest) {
      const before = known[file]
      if (before !== undefined && before.state === stateOf(place, before.sources))
        seen.set(file, before)
      else {
        const looked = await lookAt(place, file)
        if (typeof looked === 'string') tell(`without ${file}: ${looked}`)
        else seen.set(file, { ...looked, state: stateOf(place, looked.sources) })
      }
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  fs.mkdirSync(path.dirname(FILE), { recursive: true })
  fs.writeFileSync(FILE, JSON.stringify(Object.fromEntries(seen)))
  return {
    units: [...seen].flatMap(([file, { units }]) =>
      units.flatMap((unit, index) => unitOf(file, index, unit, tell)),
    ),
    atLoad: new Map([...seen].map(([file, { atLoad }]) => [file, new Set(atLoad)])),
    sources: new Map([...seen].map(([file, { sources }]) => [file, sources])),
  }
}

function unitOf(
  file: string,
  index: number,
  { name, milliseconds, hits, failure }: LookedAt,
  tell: (what: string) => void,
): TestUnit[] {
  const why = failure ?? (milliseconds > QUICK ? `${milliseconds} ms` : undefined)
  if (why === undefined) return [{ file, index, name, milliseconds, hits: new Set(hits) }]
  tell(`without ${file} "${name}": ${why}`)
  return []
}

/** In a process of its own; in another where a test would not end. */
async function lookAt(place: Place, file: string): Promise<Omit<Looked, 'isAll'> | string> {
  const units: LookedAt[] = []
  for (;;) {
    const worker = startWorker(place)
    const order = { file, from: units.length, limit: PATIENCE }
    const looked = await worker.look(order).catch(String)
    await worker.end()
    if (typeof looked === 'string') return looked
    units.push(...looked.units)
    if (looked.isAll) return { ...looked, units }
  }
}

/** The faults have numbers that all change when the source of one changes. */
function stateOf({ root }: Place, sources: readonly string[]): string {
  const texts = sources.map((file) => {
    const at = path.join(root, file)
    return fs.existsSync(at) ? fs.readFileSync(at, 'utf8') : ''
  })
  return digest([planted(root), ...texts].join('\0'))
}

const states = new Map<string, string>()
function planted(root: string): string {
  const known = states.get(root)
  if (known !== undefined) return known
  const sources = fs.globSync('src/**/*.ts', { cwd: root }).toSorted()
  const own = sources.filter((file) => !file.endsWith('.test.ts'))
  const state = digest(own.map((file) => fs.readFileSync(path.join(root, file), 'utf8')).join('\0'))
  states.set(root, state)
  return state
}
