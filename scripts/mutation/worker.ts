/**
 * A process in which test files of the copy are loaded once, and their tests run again with one fault after the other
 * switched on. It does what its parent sends, one order at a time.
 */
import { registerHooks } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { collected, type Unit } from './collect.ts'
import type { Looked, LookedAt, LookOrder, Tried, TryOrder } from './model.ts'

/** What the instrumented code looks at and writes down. */
interface Switch {
  activeMutant?: string | undefined
  currentTestId?: string | undefined
  hitCount?: number
  readonly hitLimit: number
  readonly mutantCoverage: typeof coverage
}
type Hits = Record<string, number>

/** What comes past a fault as often as this within one test goes round in circles. */
const HIT_LIMIT = 3_000_000

const coverage: { readonly static: Hits; readonly perTest: Record<string, Hits> } = {
  static: {},
  perTest: {},
}
const faults: Switch = { hitLimit: HIT_LIMIT, mutantCoverage: coverage }
Reflect.set(globalThis, '__stryker__', faults)
const root = process.cwd()
const ACTIVE = '__STRYKER_ACTIVE_MUTANT__'

/** Who imports whom, by address. */
const imports = new Map<string, Set<string>>()
const collector = import.meta.resolve('./collect.ts')
registerHooks({
  resolve(specifier, context, next) {
    if (specifier === 'node:test') return { url: collector, format: 'module', shortCircuit: true }
    const found = next(specifier, context)
    const from = context.parentURL ?? ''
    const those = imports.get(from) ?? new Set()
    imports.set(from, those.add(found.url))
    return found
  },
})

const files = new Map<string, Promise<readonly Unit[]>>()
const urlOf = (file: string): string => pathToFileURL(path.join(root, file)).href
function unitsOf(file: string): Promise<readonly Unit[]> {
  const units = files.get(file) ?? collected(() => import(urlOf(file)))
  files.set(file, units)
  return units
}

let fail: (reason: unknown) => void = () => {}
for (const event of ['uncaughtException', 'unhandledRejection'])
  process.on(event, (error) => fail(error))

/** Why it failed, if it did. What is thrown out of line counts for the one that runs. */
async function failureOf(run: () => Promise<void>, limit: number): Promise<unknown> {
  const { promise, reject } = Promise.withResolvers<never>()
  fail = reject
  const timer = setTimeout(() => reject(TOO_LONG), limit)
  try {
    await Promise.race([run(), promise])
    return undefined
  } catch (error) {
    return error ?? new Error('failed without a reason')
  } finally {
    clearTimeout(timer)
    promise.catch(() => {})
  }
}

const TOO_LONG = new Error('took too long')

function activate(mutant: string | undefined): void {
  faults.activeMutant = mutant
  faults.hitCount = 0
  // For the processes that a test starts. Not to be undefined here: an empty one is looked at by nobody.
  process.env[ACTIVE] = mutant ?? ''
}

/** Runs the tests of a file with no fault on, up to the first that takes too long, which may still be going on then. */
async function look({ file, from, limit }: LookOrder): Promise<Looked> {
  const units = await unitsOf(file)
  const looked: LookedAt[] = []
  for (const [index, unit] of units.entries()) {
    if (index < from) continue
    process.send?.({ began: limit })
    const id = `${file} ${index}`
    faults.currentTestId = id
    let failure = await failureOf(unit.prepare, limit)
    const began = performance.now()
    failure ??= await failureOf(unit.run, limit)
    const milliseconds = Math.round(performance.now() - began)
    faults.currentTestId = undefined
    const hits = Object.keys(coverage.perTest[id] ?? {})
    delete coverage.perTest[id]
    const why = failure === undefined ? undefined : String(failure)
    looked.push({ name: unit.name, milliseconds, hits, failure: why })
    if (failure === TOO_LONG) break
  }
  const isAll = from + looked.length === units.length
  return { units: looked, isAll, atLoad: Object.keys(coverage.static), sources: sourcesOf(file) }
}

/** What a file of the copy imports, directly or not. */
function sourcesOf(file: string): readonly string[] {
  const found = new Set<string>()
  const walk = (url: string) => {
    if (found.has(url)) return
    found.add(url)
    for (const next of imports.get(url) ?? []) walk(next)
  }
  walk(urlOf(file))
  const base = `${pathToFileURL(root).href}/`
  return [...found].filter((url) => url.startsWith(base)).map((url) => url.slice(base.length))
}

/** Runs tests with one fault on, up to the first that fails. */
async function attempt({ mutant, fresh, turns }: TryOrder): Promise<Tried> {
  for (const turn of turns) {
    activate(fresh ? mutant : undefined)
    let units: readonly Unit[]
    try {
      units = await unitsOf(turn.file)
    } catch {
      return { outcome: 'failed', turn, spoiled: false }
    }
    // A fault that is on from the beginning may leave tests out.
    const unit = units[turn.index]
    if (unit?.name !== turn.name) {
      if (fresh) return { outcome: 'failed', turn, spoiled: false }
      throw new Error(`${turn.file} has other tests than before`)
    }
    process.send?.({ began: turn.limit * 2 })
    let failure = await failureOf(unit.prepare, turn.limit)
    activate(mutant)
    failure ??= await failureOf(unit.run, turn.limit)
    activate(undefined)
    if (failure === undefined) continue
    if (failure === TOO_LONG) return { outcome: 'took too long', turn, spoiled: true }
    // What fails without the fault as well fails because of something that is left from before.
    const spoiled = !fresh && (await failureOf(unit.run, turn.limit)) !== undefined
    return { outcome: 'failed', turn, spoiled }
  }
  return { outcome: 'passed', turn: undefined, spoiled: false }
}

process.on('message', async (order: LookOrder | TryOrder) => {
  try {
    const answer = 'file' in order ? await look(order) : await attempt(order)
    process.send?.({ answer })
  } catch (error) {
    process.send?.({ error: String(error instanceof Error ? error.stack : error) })
  }
})
process.on('disconnect', () => process.exit())
process.send?.({ ready: true })
