/**
 * Stands in for `node:test` where tests are run again and again in one process: it runs nothing by itself, but keeps what
 * a test file says. It knows as much of `node:test` as the tests here use; a file that asks for more fails when it loads.
 */
import type { mock as realMock, TestContext } from 'node:test'

type Body = (t: TestContext) => unknown
type Hook = () => unknown
interface Options {
  readonly skip?: boolean | string
}

interface Suite {
  /** Of the suite itself. */
  readonly before: Hook[]
  readonly parts: (Case | Suite)[]
}

interface Case {
  readonly name: string
  readonly body: Body
}

/** A test by itself. */
export interface Unit {
  readonly name: string
  /** What its suites want done before, unless that is done. */
  readonly prepare: () => Promise<void>
  readonly run: () => Promise<void>
}

const { mock } = process.getBuiltinModule('node:test')
type Mocks = typeof realMock
const Mocks = mock.constructor as unknown as new () => Mocks

const emptySuite = (): Suite => ({ before: [], parts: [] })

let current = emptySuite()
let loading: Promise<unknown>[] = []

/** What the file that `load` imports says. */
export async function collected(load: () => Promise<unknown>): Promise<readonly Unit[]> {
  const suite = emptySuite()
  current = suite
  loading = []
  await load()
  await Promise.all(loading)
  return unitsOf(suite, async () => {})
}

function unitsOf(suite: Suite, outer: () => Promise<void>): readonly Unit[] {
  let prepared: Promise<void> | undefined
  const prepare = () => {
    prepared ??= outer().then(async () => {
      for (const hook of suite.before) await hook()
    })
    return prepared
  }
  return suite.parts.flatMap((part) =>
    'body' in part
      ? [{ name: part.name, prepare, run: () => runCase(part) }]
      : unitsOf(part, prepare),
  )
}

async function runCase({ name, body }: Case): Promise<void> {
  const afters: Hook[] = []
  const mocks = new Mocks()
  let subtests: Promise<void> = Promise.resolve()
  const t = {
    name,
    mock: mocks,
    diagnostic: () => {},
    skip: () => {},
    after: (hook: Hook) => void afters.push(hook),
    test: (...said: Said) => {
      const one = caseOf(said)
      subtests = subtests.then(() => (one === undefined ? undefined : runCase(one)))
      subtests.catch(() => {})
      return subtests
    },
  }
  try {
    await body(t as unknown as TestContext)
    await subtests
  } finally {
    for (const hook of afters) await hook()
    mocks.reset()
  }
}

/** What PGlite minds, PostgreSQL minds too, and twenty times as quickly. */
const SLOW = /pglite/i

type Said = [string, Options, Body] | [string, Body]

function caseOf(said: Said): Case | undefined {
  const [name, options, body] = said.length === 2 ? [said[0], {}, said[1]] : said
  return options.skip || SLOW.test(name) ? undefined : { name, body }
}

export function test(...said: Said): void {
  const one = caseOf(said)
  if (one !== undefined) current.parts.push(one)
}

export function describe(...said: [string, Options, Hook] | [string, Hook]): void {
  const [name, options, body] = said.length === 2 ? [said[0], {}, said[1]] : said
  if (options.skip || SLOW.test(name)) return
  const outer = current
  const suite = emptySuite()
  outer.parts.push(suite)
  current = suite
  loading.push(Promise.resolve(body()))
  current = outer
}

export const before = (hook: Hook): void => void current.before.push(hook)

/** Tidied up after itself it would have to be made again: the process ends some day, and what it has with it. */
export const after = (_: Hook): void => {}

export { describe as suite, mock, test as it }
