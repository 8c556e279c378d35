import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import type { Fate, Mutant, Tests } from './model.ts'

const root = path.resolve(import.meta.dirname, '../..')
const FILE = path.join(root, 'reports/mutation.json')

/** What earlier runs found out. */
export interface Memory {
  recall(mutant: Mutant): Recalled | undefined
  note(mutant: Mutant, fate: Fate): void
  save(): void
}

/** Good for as long as the source of the mutant is the same; of one that lived, the test files that came or changed since. */
export interface Recalled {
  readonly fate: Fate
  readonly untried: ReadonlySet<string>
}

/** A suite: test files and what state they are in. */
type Suite = Readonly<Record<string, string>>

interface Kept {
  readonly suites: Record<string, Suite>
  /** A mutant that lived has the suite that it came through. */
  readonly fates: Record<string, { readonly fate: Fate; readonly suite?: string }>
}

export const digest = (text: string): string =>
  createHash('sha256').update(text).digest('hex').slice(0, 12)

export function memory(tests: Tests): Memory {
  const kept: Kept = fs.existsSync(FILE)
    ? JSON.parse(fs.readFileSync(FILE, 'utf8'))
    : { suites: {}, fates: {} }
  const now = suiteOf(tests)
  const suite = digest(JSON.stringify(now))
  kept.suites[suite] = now
  const stateOf = remembering((file: string) => digest(read(file)))
  // `a && b` and the `a` in it begin at the same place.
  const keyOf = ({ file, line, column, mutator, original, replacement }: Mutant) =>
    [file, stateOf(file), line, column, mutator, digest(`${original}\0${replacement}`)].join(' ')
  const untriedIn = remembering(
    (before: string) =>
      new Set(Object.keys(now).filter((file) => now[file] !== kept.suites[before]?.[file])),
  )
  return {
    recall: (mutant) => {
      const known = kept.fates[keyOf(mutant)]
      if (known === undefined) return undefined
      const untried = known.suite === undefined ? new Set<string>() : untriedIn(known.suite)
      return { fate: known.fate, untried }
    },
    note: (mutant, fate) => {
      const lives = fate === 'survived' || fate === 'unreached'
      kept.fates[keyOf(mutant)] = { fate, ...(lives && { suite }) }
    },
    save: () => {
      fs.mkdirSync(path.dirname(FILE), { recursive: true })
      fs.writeFileSync(FILE, `${JSON.stringify(kept, null, 1)}\n`)
    },
  }
}

/** A test file is its text and that of what it imports, but for the source, which it is there to judge. */
function suiteOf({ sources }: Tests): Suite {
  const isTest = (file: string) => !file.startsWith('src/') || file.endsWith('.test.ts')
  return Object.fromEntries(
    [...sources].map(([file, imported]) => [
      file,
      digest([...imported].filter(isTest).toSorted().map(read).join('\0')),
    ]),
  )
}

function read(file: string): string {
  const at = path.join(root, file)
  return fs.existsSync(at) ? fs.readFileSync(at, 'utf8') : ''
}

function remembering<T>(make: (of: string) => T): (of: string) => T {
  const made = new Map<string, T>()
  return (of) => {
    const known = made.get(of) ?? make(of)
    made.set(of, known)
    return known
  }
}
