/** One fault that can be planted. */
export interface Mutant {
  /** What switches it on. */
  readonly id: string
  /** Of the repository. */
  readonly file: string
  /** From 1. */
  readonly line: number
  readonly column: number
  readonly mutator: string
  readonly original: string
  readonly replacement: string
}

/** A copy of the repository in which every fault is planted, and none is on. */
export interface Planted {
  /** Where the copy is. */
  readonly root: string
  readonly mutants: readonly Mutant[]
  /** How many were left out because only a text for people would change. */
  readonly leftOut: number
}

/** What became of a mutant: `unreached` is one that no test comes past. */
export type Fate = 'caught' | 'timed out' | 'survived' | 'unreached'

/** A test, or a suite that prepares something for its tests, as it ran with no fault on. */
export interface TestUnit {
  /** Of the copy. */
  readonly file: string
  /** Which one of the file. */
  readonly index: number
  readonly name: string
  readonly milliseconds: number
  /** The mutants it comes past. */
  readonly hits: ReadonlySet<string>
}

/** All that is known of the tests. */
export interface Tests {
  readonly units: readonly TestUnit[]
  /** The mutants that a process comes past when it loads a test file, before any test runs. */
  readonly atLoad: ReadonlyMap<string, ReadonlySet<string>>
  /** What each test file imports, directly or not. */
  readonly sources: ReadonlyMap<string, readonly string[]>
}

/** What a worker is sent: to run each test of a file with no fault on, … */
export interface LookOrder {
  readonly file: string
  /** The first test to run; those before it have been. */
  readonly from: number
  /** In milliseconds, for each test. */
  readonly limit: number
}

/** … or some tests with one fault on, from the beginning of the process (`fresh`) or while a test runs. */
export interface TryOrder {
  readonly mutant: string
  readonly fresh: boolean
  readonly turns: readonly Turn[]
}

/** One test to run, and when it is thought to go on forever. */
export interface Turn extends Pick<TestUnit, 'file' | 'index' | 'name'> {
  /** In milliseconds. */
  readonly limit: number
}

export interface Looked {
  readonly units: readonly LookedAt[]
  /** No test is left to run. */
  readonly isAll: boolean
  readonly atLoad: readonly string[]
  /** What the file imports, directly or not. */
  readonly sources: readonly string[]
}

export interface LookedAt {
  readonly name: string
  readonly milliseconds: number
  readonly hits: readonly string[]
  readonly failure: string | undefined
}

export interface Tried {
  readonly outcome: 'passed' | 'failed' | 'took too long'
  /** Where it ended. */
  readonly turn: Turn | undefined
  /** The process is no longer as it was: what it says is worth nothing. */
  readonly spoiled: boolean
}
