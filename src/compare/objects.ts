import { nameOf } from '../schema/lookup.ts'
import type { StoredObject } from '../schema/model.ts'
import { compareIndexes } from './constraints.ts'
import { type Delta, mergeDeltas, noDelta } from './delta.ts'
import { objectKey } from './keys.ts'
import { says } from './match.ts'
import { mapPair, type Pair, sameObject } from './pairs.ts'
import type { Thing } from './things.ts'

/** Views, functions, triggers and what else is stored as text: replaced as a whole where the text differs. */
export function compareObjects(
  found: readonly StoredObject[],
  wanted: readonly Pair<StoredObject>[],
): Delta {
  const gone = found.filter((was) => !wanted.some(({ canonical }) => sameObject(was, canonical)))
  return mergeDeltas([
    { ...noDelta, dropped: gone.map(asThing) },
    ...wanted.map((pair): Delta => {
      const was = found.find((one) => sameObject(one, pair.canonical))
      if (was === undefined) return { ...noDelta, created: [mapPair(pair, asThing)] }
      return contentOf(was) === contentOf(pair.canonical) ? kept(was, pair) : replaced(was, pair)
    }),
  ])
}

function kept(was: StoredObject, pair: Pair<StoredObject>): Delta {
  const indexes = (pair.canonical.indexes ?? []).map((canonical, i) => ({
    written: pair.written.indexes?.[i] ?? canonical,
    canonical,
  }))
  return mergeDeltas([
    { ...noDelta, kept: [{ found: asThing(was), wanted: mapPair(pair, asThing) }] },
    // Its indexes go and come with it when it is made anew, so none of them is kept for itself.
    { ...compareIndexes(nameOf(was), was.indexes ?? [], indexes), kept: [] },
  ])
}

const replaced = (was: StoredObject, pair: Pair<StoredObject>): Delta => ({
  ...noDelta,
  altered: [
    {
      operation: { kind: 'replaceObject', from: was, to: pair.written },
      from: asThing(was),
      to: asThing(pair.canonical),
      anew: mapPair(pair, asThing),
      alters: [objectKey(was)],
    },
  ],
})

/** What it says. What it reads follows from that, and its indexes are compared one by one. */
const contentOf = (object: StoredObject): string =>
  says({ ...object, dependsOn: undefined, indexes: undefined })

const asThing = (object: StoredObject): Thing => ({ kind: 'object', object })
