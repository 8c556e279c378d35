import { sameName } from '../schema/lookup.ts'
import type { Schema, Sequence } from '../schema/model.ts'
import { type Alteration, type Delta, mergeDeltas, noDelta } from './delta.ts'
import { columnKey, halfway, type Key, relationKey } from './keys.ts'
import { says } from './match.ts'
import { mapPair, type Pair } from './pairs.ts'
import type { Thing } from './things.ts'

/**
 * A sequence must be there before the column whose default asks it for numbers, and can be owned by that column only
 * after it is there: where the owner comes or goes too, ownership is a change of its own.
 */
export function compareSequences(
  found: Schema,
  wanted: readonly Pair<Sequence>[],
  canonical: Schema,
): Delta {
  const before = ownersIn(found)
  const after = ownersIn(canonical)
  const gone = found.sequences.filter(
    (was) => !wanted.some(({ canonical }) => sameName(was, canonical)),
  )
  return mergeDeltas([
    ...gone.map((was) => dropped(was, after)),
    ...wanted.map((pair) => {
      const was = found.sequences.find((one) => sameName(one, pair.canonical))
      return was === undefined ? created(pair, before) : changed(was, pair)
    }),
  ])
}

function created({ written, canonical }: Pair<Sequence>, before: ReadonlySet<Key>): Delta {
  const ready = isOwnedIn(canonical, before)
  const first = (sequence: Sequence) => asThing(ready ? sequence : unowned(sequence))
  return {
    ...noDelta,
    created: [{ written: first(written), canonical: first(canonical) }],
    altered: ready
      ? []
      : [
          {
            ...ownership(unowned(written), written),
            from: asThing(unowned(canonical)),
            to: asThing(canonical),
            needs: [relationKey(canonical)],
          },
        ],
  }
}

function dropped(was: Sequence, after: ReadonlySet<Key>): Delta {
  if (isOwnedIn(was, after)) return { ...noDelta, dropped: [asThing(was)] }
  return {
    ...noDelta,
    dropped: [asThing(unowned(was))],
    altered: [{ ...ownership(was, unowned(was)), releases: [relationKey(was)] }],
  }
}

function changed(was: Sequence, pair: Pair<Sequence>): Delta {
  const { written, canonical } = pair
  const things = mapPair(pair, asThing)
  if (says(was) === says(canonical))
    return { ...noDelta, kept: [{ found: asThing(was), wanted: things }] }
  const isMoved =
    was.ownedBy !== undefined &&
    canonical.ownedBy !== undefined &&
    says(was.ownedBy) !== says(canonical.ownedBy)
  if (isMoved) return { ...noDelta, altered: disowned(was, pair) }
  const onlyOwner = says(unowned(was)) === says(unowned(canonical))
  return {
    ...noDelta,
    altered: [
      {
        ...ownership(was, written),
        to: asThing(canonical),
        anew: things,
        ...(!onlyOwner && { alters: [relationKey(was)] }),
      },
    ],
  }
}

/** The old owner may have to go before the new one can come: in between the sequence is nobody's. */
export function disowned(was: Sequence, { written, canonical }: Pair<Sequence>): Alteration[] {
  const free = halfway(relationKey(was))
  return [
    { ...ownership(was, unowned(written)), to: asThing(unowned(canonical)), gives: [free] },
    {
      ...ownership(unowned(written), written),
      from: asThing(unowned(canonical)),
      to: asThing(canonical),
      needs: [free],
    },
  ]
}

const ownership = (from: Sequence, to: Sequence): Alteration => ({
  operation: { kind: 'alterSequence', from, to },
  from: asThing(from),
  to: asThing(to),
})

const isOwnedIn = ({ ownedBy }: Sequence, columns: ReadonlySet<Key>): boolean =>
  ownedBy === undefined || columns.has(columnKey(ownedBy, ownedBy.column))

const ownersIn = ({ tables }: Schema): ReadonlySet<Key> =>
  new Set(tables.flatMap((table) => table.columns.map(({ name }) => columnKey(table, name))))

const unowned = ({ ownedBy: _, ...sequence }: Sequence): Sequence => sequence

const asThing = (sequence: Sequence): Thing => ({ kind: 'sequence', sequence })
