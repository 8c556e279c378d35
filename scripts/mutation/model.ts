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

/** A test file as the first pass found it. */
export interface TestFile {
  readonly file: string
  /** From beginning to end, and of the processor. */
  readonly milliseconds: number
  readonly work: number
  /** The mutants it comes past. */
  readonly reaches: ReadonlySet<string>
}
