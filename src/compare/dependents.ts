import type { OperationKind } from '../operations/model.ts'
import type { ColumnType, ForeignKey, ObjectName, StoredObject } from '../schema/model.ts'
import type { Views } from './constraints.ts'
import type { Alteration, Delta } from './delta.ts'
import { columnKey, type Key, objectKey, relationKey } from './keys.ts'
import type { Known } from './known.ts'
import type { Pair } from './pairs.ts'
import { disowned } from './sequences.ts'
import { isShaken, type Shaken, shakenBy, shakenByRemaking } from './shaken.ts'
import type { Thing } from './things.ts'
import { carriedBy, referencedColumns, usesOf } from './uses.ts'

/**
 * Adds what has to be made anew because something under it changes: a view whose column gets another type, the foreign
 * keys of a unique constraint that is replaced, a generated column over a changed one. PostgreSQL refuses those
 * changes while such things stand, and SQLite would rather see them gone.
 */
export function withDependents(delta: Delta, views: Views): Delta {
  // What falls makes others fall; each round asks only about what came down in the one before.
  let shaken = shakenBy(delta)
  if (!isShaken(shaken)) return delta
  const candidates = candidatesOf(delta)
  const used = new Map(candidates.map(({ found }) => [found, new Set(usesOf(found, views.found))]))
  const anew = new Set<Candidate>()
  while (isShaken(shaken)) {
    const falling = candidates.filter(
      (candidate) =>
        !anew.has(candidate) && falls(candidate, used.get(candidate.found)!, shaken, views.found),
    )
    for (const candidate of falling) anew.add(candidate)
    shaken = shakenByRemaking(falling)
  }
  return remade(delta, anew)
}

/** The same difference with some changes in place made as a drop and a creation. */
export const withAnew = (delta: Delta, alterations: readonly Alteration[]): Delta =>
  remade(
    delta,
    new Set(
      alterations.flatMap((instead) =>
        instead.anew === undefined ? [] : [{ found: instead.from, wanted: instead.anew, instead }],
      ),
    ),
  )

interface Candidate {
  readonly found: Thing
  readonly wanted: Pair<Thing>
  /** The change in place that making it anew stands for. */
  readonly instead?: Alteration
}

const candidatesOf = (delta: Delta): readonly Candidate[] => [
  ...delta.kept.filter(({ found }) => canFall(found)),
  ...delta.altered.flatMap((alteration): Candidate[] => {
    const { from, anew } = alteration
    return anew !== undefined && canFall(from)
      ? [{ found: from, wanted: anew, instead: alteration }]
      : []
  }),
]

const canFall = (thing: Thing): boolean =>
  (thing.kind === 'sequence' && thing.sequence.ownedBy !== undefined) ||
  thing.kind === 'constraint' ||
  thing.kind === 'index' ||
  (thing.kind === 'column' && thing.column.generated !== undefined) ||
  (thing.kind === 'object' && READS_TABLES.has(thing.object.kind))

const READS_TABLES: ReadonlySet<StoredObject['kind']> = new Set([
  'view',
  'materializedView',
  'trigger',
  'policy',
  'grant',
])

function falls(
  { found, instead }: Candidate,
  uses: ReadonlySet<Key>,
  shaken: Shaken,
  known: Known,
): boolean {
  const some = (keys: { has(key: Key): boolean }) => uses.values().some((key) => keys.has(key))
  const own = found.kind === 'object' ? objectKey(found.object) : undefined
  switch (found.kind) {
    case 'object':
      return (
        (found.object.kind !== 'grant' && some(shaken.retyped)) ||
        some(shaken.replaced) ||
        uses.values().some((key) => key !== own && shaken.lost.has(key)) ||
        (instead !== undefined && some(shaken.gone))
      )
    case 'sequence':
      return some(shaken.replaced)
    case 'column':
      return some(shaken.retyped) || some(shaken.replaced)
    case 'index':
      return some(shaken.replaced) || (hasExpression(found) && some(shaken.estranged))
    case 'constraint':
      if (found.constraint.kind === 'foreignKey')
        return (
          some(shaken.replaced) ||
          some(shaken.lost) ||
          bothRetyped(found.table, found.constraint, shaken, known) ||
          carriesRetyped(found.constraint.references, shaken, known)
        )
      return some(shaken.replaced) || (hasExpression(found) && some(shaken.estranged))
    default:
      return false
  }
}

/** PostgreSQL would have to compare the two types while only one side has changed. */
function bothRetyped(
  table: ObjectName,
  { columns, references }: ForeignKey,
  { retyped }: Shaken,
  known: Known,
): boolean {
  const targets = referencedColumns(references, known)
  return columns.some((column, i) => {
    const own = retyped.get(columnKey(table, column))
    const other = retyped.get(columnKey(references, targets[i] ?? ''))
    return own !== undefined && other !== undefined && !sameKind(own) && !sameKind(other)
  })
}

/** PostgreSQL makes a key anew for a column it only carries along, and forgets who refers to it. */
const carriesRetyped = (
  target: ForeignKey['references'],
  { retyped }: Shaken,
  known: Known,
): boolean =>
  carriedBy(target, referencedColumns(target, known), known).some((column) =>
    retyped.has(columnKey(target, column)),
  )

/** A longer or shorter `varchar` is still one: keys over it stand. */
const sameKind = ({ from, to }: { from: ColumnType; to: ColumnType }): boolean =>
  from.kind === to.kind && from.kind !== 'enum' && from.kind !== 'native'

const hasExpression = (thing: Thing): boolean => {
  if (thing.kind === 'index')
    return partsOf(thing.index.elements) || thing.index.where !== undefined
  if (thing.kind !== 'constraint') return false
  if (thing.constraint.kind === 'exclusion') return true
  return thing.constraint.kind === 'check'
}

const partsOf = (
  elements: readonly { readonly expression?: unknown; readonly opclass?: string }[],
) => elements.some(({ expression, opclass }) => expression !== undefined || opclass !== undefined)

/** What is made anew has its comment from the beginning. */
const COMMENTS: ReadonlySet<OperationKind> = new Set(['setConstraintComment', 'setIndexComment'])

/** The indexes of a materialized view that is made anew go and come with it; a sequence only changes hands. */
function remade(delta: Delta, anew: ReadonlySet<Candidate>): Delta {
  const found = new Set([...anew].map((candidate) => candidate.found))
  const views = new Set(
    [...found].flatMap((thing) => (thing.kind === 'object' ? [objectKey(thing.object)] : [])),
  )
  const stays = (thing: Thing) => thing.kind !== 'index' || !views.has(relationKey(thing.table))
  const instead = new Set([...anew].map((candidate) => candidate.instead))
  const moved = [...anew].flatMap(changesHands)
  const whole = [...anew].filter((candidate) => candidate.found.kind !== 'sequence')
  return {
    created: [
      ...delta.created.filter(({ canonical }) => stays(canonical)),
      ...whole.map(({ wanted }) => wanted),
    ],
    dropped: [...delta.dropped.filter(stays), ...whole.map((candidate) => candidate.found)],
    kept: delta.kept.filter((kept) => !found.has(kept.found)),
    altered: [
      ...delta.altered.filter(
        (alteration) =>
          !instead.has(alteration) &&
          stays(alteration.from) &&
          !(COMMENTS.has(alteration.operation.kind) && found.has(alteration.from)),
      ),
      ...moved,
    ],
  }
}

function changesHands({ found, wanted: { written, canonical } }: Candidate): Alteration[] {
  if (found.kind !== 'sequence' || written.kind !== 'sequence' || canonical.kind !== 'sequence')
    return []
  return disowned(found.sequence, { written: written.sequence, canonical: canonical.sequence })
}
