import type { ColumnFacets } from '../operations/model.ts'
import type { Column, ColumnType, StoredObject } from '../schema/model.ts'
import type { Views } from './constraints.ts'
import type { Alteration, Delta } from './delta.ts'
import { columnKey, type Key, objectKey, relationKey } from './keys.ts'
import type { Pair } from './pairs.ts'
import { disowned } from './sequences.ts'
import { keysOf, type Thing } from './things.ts'
import { type Known, referencedColumns, usesOf } from './uses.ts'

/**
 * Adds what has to be made anew because something under it changes: a view whose column gets another type, the foreign
 * keys of a unique constraint that is replaced, a generated column over a changed one. PostgreSQL refuses those
 * changes while such things stand, and SQLite would rather see them gone.
 */
export function withDependents(delta: Delta, views: Views): Delta {
  const candidates = candidatesOf(delta)
  let shaken = shakenBy(delta)
  if (candidates.length === 0 || !isShaken(shaken)) return delta
  const used = new Map(candidates.map(({ found }) => [found, new Set(usesOf(found, views.found))]))
  const anew = new Set<Candidate>()
  for (let settled = false; !settled; ) {
    const falling = candidates.filter(
      (candidate) =>
        !anew.has(candidate) && falls(candidate, used.get(candidate.found)!, shaken, views.found),
    )
    for (const candidate of falling) anew.add(candidate)
    shaken = mergeShaken(shaken, shakenByRemaking(falling))
    settled = falling.length === 0
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

/** What does not stay as it is, by how much that matters to what uses it. */
interface Shaken {
  /** Columns that get another type, to the two types; an enum whose values change is another type. */
  readonly retyped: ReadonlyMap<Key, { readonly from: ColumnType; readonly to: ColumnType }>
  /** Those whose new type knows other operators than the old one: an expression over them may not hold. */
  readonly estranged: ReadonlySet<Key>
  /** Columns that are dropped and made again. */
  readonly replaced: ReadonlySet<Key>
  /** Keys of a table that foreign keys refer to, views that others read: dropped, even if they come again. */
  readonly lost: ReadonlySet<Key>
  /** Relations that go for good: whoever read them and is changed must let go of them early. */
  readonly gone: ReadonlySet<Key>
}

function shakenBy(delta: Delta): Shaken {
  const created = new Set(delta.created.flatMap(({ canonical }) => keysOf(canonical)))
  const droppedColumns = delta.dropped.filter(({ kind }) => kind === 'column').flatMap(keysOf)
  const retyped = delta.altered.flatMap(({ operation, from, to, alters = [] }) => {
    if (operation.kind === 'alterEnum')
      return alters.map((key) => [key, { from: ENUM, to: ENUM }] as const)
    if (operation.kind !== 'alterColumn' || !isRetyped(operation.to)) return []
    return alters.map((key) => [key, { from: typeIn(from), to: typeIn(to) }] as const)
  })
  const gone = delta.dropped.flatMap((thing) => {
    if (thing.kind === 'table') return [relationKey(thing.table)]
    return thing.kind === 'object' && isView(thing.object) ? [objectKey(thing.object)] : []
  })
  return {
    retyped: new Map(retyped),
    estranged: new Set(retyped.flatMap(([key, types]) => (isEstranged(types) ? [key] : []))),
    replaced: new Set(droppedColumns.filter((key) => created.has(key))),
    lost: new Set([
      ...delta.dropped
        .filter(({ kind }) => kind === 'constraint' || kind === 'index')
        .flatMap(keysOf),
      ...delta.altered.flatMap(({ operation, from }) =>
        operation.kind === 'replaceObject' && isView(operation.from) ? keysOf(from) : [],
      ),
      // A table that becomes a view, or the other way round.
      ...gone.filter((key) => created.has(key)),
    ]),
    gone: new Set(gone),
  }
}

/** What the making anew of one thing takes from the others. */
const shakenByRemaking = (candidates: readonly Candidate[]): Shaken => ({
  retyped: new Map(),
  estranged: new Set(),
  replaced: new Set(
    candidates.flatMap(({ found }) =>
      found.kind === 'column' ? [columnKey(found.table, found.column.name)] : [],
    ),
  ),
  lost: new Set(candidates.flatMap(({ found }) => (found.kind === 'column' ? [] : keysOf(found)))),
  gone: new Set(),
})

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
        some(shaken.retyped) ||
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
        return some(shaken.replaced) || some(shaken.lost) || bothRetyped(found, shaken, known)
      return some(shaken.replaced) || (hasExpression(found) && some(shaken.estranged))
    default:
      return false
  }
}

/** PostgreSQL would have to compare the two types while only one side has changed. */
function bothRetyped(thing: Thing, { retyped }: Shaken, known: Known): boolean {
  if (thing.kind !== 'constraint' || thing.constraint.kind !== 'foreignKey') return false
  const { columns, references } = thing.constraint
  const targets = referencedColumns(references, known)
  return columns.some((column, i) => {
    const own = retyped.get(columnKey(thing.table, column))
    const other = retyped.get(columnKey(references, targets[i] ?? ''))
    return own !== undefined && other !== undefined && !sameKind(own) && !sameKind(other)
  })
}

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

const isEstranged = ({ from, to }: { from: ColumnType; to: ColumnType }): boolean =>
  from !== ENUM && familyOf(from) !== familyOf(to)

function familyOf(type: ColumnType): string {
  if (['char', 'varchar', 'text'].includes(type.kind)) return 'text'
  if (['smallint', 'integer', 'bigint', 'numeric', 'real', 'double'].includes(type.kind))
    return 'number'
  return type.kind === 'native' ? type.sql : type.kind
}

/** Stands for a type that keeps its name while its values change; its own operation carries checks and indexes over. */
const ENUM: ColumnType = { kind: 'enum', name: '', values: [] }

const isShaken = ({ retyped, replaced, lost, gone }: Shaken): boolean =>
  retyped.size + replaced.size + lost.size + gone.size > 0

const mergeShaken = (a: Shaken, b: Shaken): Shaken => ({
  retyped: new Map([...a.retyped, ...b.retyped]),
  estranged: a.estranged.union(b.estranged),
  replaced: a.replaced.union(b.replaced),
  lost: a.lost.union(b.lost),
  gone: a.gone.union(b.gone),
})

/** PostgreSQL changes a collation with the type, and under the same conditions. */
const isRetyped = ({ type, collation }: ColumnFacets): boolean =>
  type !== undefined || collation !== undefined

const isView = ({ kind }: StoredObject): boolean => kind === 'view' || kind === 'materializedView'

const typeIn = (thing: Thing): ColumnType => (thing as { readonly column: Column }).column.type

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
      ...delta.altered.filter((alteration) => !instead.has(alteration) && stays(alteration.from)),
      ...moved,
    ],
  }
}

function changesHands({ found, wanted: { written, canonical } }: Candidate): Alteration[] {
  if (found.kind !== 'sequence' || written.kind !== 'sequence' || canonical.kind !== 'sequence')
    return []
  return disowned(found.sequence, { written: written.sequence, canonical: canonical.sequence })
}
