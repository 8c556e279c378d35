import type { ColumnFacets } from '../operations/model.ts'
import { sameData } from '../schema/equal.ts'
import type { Column, ColumnType, StoredObject } from '../schema/model.ts'
import type { Delta, Kept } from './delta.ts'
import { columnKey, type Key, objectKey, relationKey } from './keys.ts'
import { keysOf, type Thing } from './things.ts'

/** What does not stay as it is, by how much that matters to what uses it. */
export interface Shaken {
  /** Columns that get another type, to the two types; an enum whose values change is another type. */
  readonly retyped: ReadonlyMap<Key, { readonly from: ColumnType; readonly to: ColumnType }>
  /**
   * Those that become of another kind: PostgreSQL writes casts into the expressions over them, and does not take them
   * out on the way back; or has no such operator for the new type.
   */
  readonly estranged: ReadonlySet<Key>
  /** Columns that are dropped and made again. */
  readonly replaced: ReadonlySet<Key>
  /** Keys of a table that foreign keys refer to, views that others read: dropped, even if they come again. And its being logged. */
  readonly lost: ReadonlySet<Key>
  /** Relations that go for good: whoever read them and is changed must let go of them early. */
  readonly gone: ReadonlySet<Key>
}

export function shakenBy(delta: Delta): Shaken {
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
      ...delta.altered.flatMap(({ operation, from, alters = [] }) => {
        if (operation.kind === 'alterTable') return alters
        return operation.kind === 'replaceObject' && isView(operation.from) ? keysOf(from) : []
      }),
      // A table that becomes a view, or the other way round.
      ...gone.filter((key) => created.has(key)),
    ]),
    gone: new Set(gone),
  }
}

/** What the making anew of one thing takes from the others. */
export const shakenByRemaking = (candidates: readonly Pick<Kept, 'found'>[]): Shaken => ({
  retyped: new Map(),
  estranged: new Set(),
  replaced: new Set(
    candidates.flatMap(({ found }) =>
      found.kind === 'column' ? [columnKey(found.table, found.column.name)] : [],
    ),
  ),
  lost: new Set(candidates.flatMap(({ found }) => keysOf(found))),
  gone: new Set(),
})

export const isShaken = ({ retyped, replaced, lost, gone }: Shaken): boolean =>
  retyped.size + replaced.size + lost.size + gone.size > 0

const isEstranged = ({ from, to }: { from: ColumnType; to: ColumnType }): boolean =>
  from !== ENUM && !sameData(kindOf(from), kindOf(to))

/** A type without what only limits its values. */
function kindOf(type: ColumnType): unknown {
  if (type.kind === 'array') return { ...type, of: kindOf(type.of) }
  return { ...type, length: undefined, precision: undefined, scale: undefined, values: undefined }
}

/** Stands for a type that keeps its name while its values change; its own operation carries checks and indexes over. */
const ENUM: ColumnType = { kind: 'enum', name: '', values: [] }

/** PostgreSQL changes a collation with the type, and under the same conditions. */
const isRetyped = ({ type, collation }: ColumnFacets): boolean =>
  type !== undefined || collation !== undefined

const isView = ({ kind }: StoredObject): boolean => kind === 'view' || kind === 'materializedView'

const typeIn = (thing: Thing): ColumnType => (thing as { readonly column: Column }).column.type
