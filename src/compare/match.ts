import type { Constraint, Index } from '../schema/model.ts'
import type { Known } from './known.ts'
import type { Pair } from './pairs.ts'
import { referencedColumns } from './uses.ts'

interface Named {
  readonly name?: string
}

export interface Match<T> {
  readonly found: T
  readonly wanted: Pair<T>
}

export interface Matched<T> {
  readonly same: readonly Match<T>[]
  /** They say the same under two names. */
  readonly renamed: readonly Match<T>[]
  /** One name, and they say different things. */
  readonly changed: readonly Match<T>[]
  readonly added: readonly Pair<T>[]
  readonly dropped: readonly T[]
}

/** The name the models insist on, as the database spells it; a name it would choose by itself is none. */
export const statedName = ({ written, canonical }: Pair<Named>): string | undefined =>
  written.name === undefined ? undefined : canonical.name

/** Pairs by name first, then what is left by what it says: an unnamed constraint is the same under any name. */
export function match<T extends Named>(
  found: readonly T[],
  wanted: readonly Pair<T>[],
  foundSays: (item: T) => string,
  wantedSays: (item: T) => string,
): Matched<T> {
  const says = (pair: Pair<T>) => wantedSays(pair.canonical)
  const byName = pairOff(sorted(found), wanted, (item, pair) => {
    const name = statedName(pair)
    return name !== undefined && name === item.name
  })
  const agrees = ({ found, wanted }: Match<T>) => foundSays(found) === says(wanted)
  const [unnamed, named] = [false, true].map((stated) =>
    byName.wanted.filter((pair) => (statedName(pair) !== undefined) === stated),
  ) as [Pair<T>[], Pair<T>[]]
  const alike = (item: T, pair: Pair<T>) => foundSays(item) === says(pair)
  const asChosen = pairOff(
    byName.found,
    unnamed,
    (item, pair) => item.name === pair.canonical.name && alike(item, pair),
  )
  const anyName = pairOff(asChosen.found, asChosen.wanted, alike)
  const otherName = pairOff(anyName.found, named, alike)
  return {
    same: [...byName.pairs.filter(agrees), ...asChosen.pairs, ...anyName.pairs],
    renamed: otherName.pairs,
    changed: byName.pairs.filter((pair) => !agrees(pair)),
    added: [...anyName.wanted, ...otherName.wanted],
    dropped: otherName.found,
  }
}

/** What a constraint says, whatever its name and comment, and whether the rows have been checked or not. */
export function constraintSays(constraint: Constraint, known: Pick<Known, 'tables'>): string {
  const content = { ...constraint, name: undefined, notValid: undefined, comment: undefined }
  if (content.kind !== 'foreignKey') return says(content)
  const columns = referencedColumns(content.references, known)
  return says({
    ...content,
    references: { ...content.references, columns },
    onDelete: content.onDelete === 'no action' ? undefined : content.onDelete,
    onUpdate: content.onUpdate === 'no action' ? undefined : content.onUpdate,
  })
}

/** What an index says, whatever its name and comment. */
export function indexSays({ name: _, comment: __, ...content }: Index): string {
  return says(content)
}

/** Data as one text: equal when it says the same. `false`, nothing and an empty list are all no. */
export function says(value: unknown): string {
  return JSON.stringify(value ?? null, (key, item) => {
    if (key === 'dialects' || item === false) return undefined
    if (typeof item === 'bigint') return item.toString()
    if (Array.isArray(item)) return item.length === 0 ? undefined : item
    if (typeof item !== 'object' || item === null) return item
    const entries = Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1))
    return entries.length === 0 ? undefined : Object.fromEntries(entries)
  })
}

interface PairedOff<T> {
  readonly pairs: readonly Match<T>[]
  readonly found: readonly T[]
  readonly wanted: readonly Pair<T>[]
}

function pairOff<T>(
  found: readonly T[],
  wanted: readonly Pair<T>[],
  fits: (item: T, pair: Pair<T>) => boolean,
): PairedOff<T> {
  const free = new Set(found)
  const pairs: Match<T>[] = []
  const rest: Pair<T>[] = []
  for (const pair of wanted) {
    const item = [...free].find((candidate) => fits(candidate, pair))
    if (item === undefined) rest.push(pair)
    else {
      free.delete(item)
      pairs.push({ found: item, wanted: pair })
    }
  }
  return { pairs, found: [...free], wanted: rest }
}

const sorted = <T extends Named>(items: readonly T[]): readonly T[] =>
  items.toSorted((a, b) => ((a.name ?? '') < (b.name ?? '') ? -1 : 1))
