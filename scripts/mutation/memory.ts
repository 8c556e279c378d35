import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import type { Fate, Mutant } from './model.ts'

const root = path.resolve(import.meta.dirname, '../..')
const FILE = path.join(root, 'reports/mutation.json')

/** What earlier runs found out; good as long as neither the source of a mutant nor, for those that lived, a test has changed. */
export interface Memory {
  recall(mutant: Mutant): Fate | undefined
  note(mutant: Mutant, fate: Fate): void
  save(): void
}

export const digest = (text: string): string =>
  createHash('sha256').update(text).digest('hex').slice(0, 12)

const contentsOf = (pattern: string): string =>
  fs
    .globSync(pattern, { cwd: root })
    .toSorted()
    .map((file) => fs.readFileSync(path.join(root, file), 'utf8'))
    .join('\0')

export function memory(): Memory {
  const tests = digest(contentsOf('{src,tests}/**/*.test.ts'))
  const sources = new Map<string, string>()
  const sourceOf = (file: string) => {
    const known = sources.get(file) ?? digest(fs.readFileSync(path.join(root, file), 'utf8'))
    sources.set(file, known)
    return known
  }
  const keyOf = ({ file, line, column, mutator, replacement }: Mutant) =>
    [file, sourceOf(file), line, column, mutator, digest(replacement)].join(' ')
  const fates: Record<string, { fate: Fate; tests: string }> = fs.existsSync(FILE)
    ? JSON.parse(fs.readFileSync(FILE, 'utf8'))
    : {}
  return {
    recall: (mutant) => {
      const known = fates[keyOf(mutant)]
      if (known === undefined) return undefined
      const lived = known.fate === 'survived' || known.fate === 'unreached'
      return lived && known.tests !== tests ? undefined : known.fate
    },
    note: (mutant, fate) => {
      fates[keyOf(mutant)] = { fate, tests }
    },
    save: () => {
      fs.mkdirSync(path.dirname(FILE), { recursive: true })
      fs.writeFileSync(FILE, `${JSON.stringify(fates, null, 1)}\n`)
    },
  }
}
