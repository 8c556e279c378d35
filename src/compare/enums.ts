import type { Operation } from '../operations/model.ts'
import { nameOf, sameName } from '../schema/lookup.ts'
import type { EnumType, Schema } from '../schema/model.ts'
import { type Alteration, type Delta, noDelta } from './delta.ts'
import { columnKey, type Key, typeKey } from './keys.ts'
import type { Known } from './known.ts'
import type { Pair } from './pairs.ts'
import type { Thing } from './things.ts'
import { typeUses } from './uses.ts'

export function compareEnums(
  found: Schema,
  wanted: readonly Pair<EnumType>[],
  known: Known,
): Delta {
  const gone = found.enums.filter(
    (was) => !wanted.some(({ canonical }) => sameName(was, canonical)),
  )
  const pairs = wanted.map((pair) => ({
    pair,
    was: found.enums.find((one) => sameName(one, pair.canonical)),
  }))
  return {
    ...noDelta,
    created: pairs.flatMap(({ pair, was }) =>
      was === undefined
        ? [{ written: asThing(pair.written), canonical: asThing(pair.canonical) }]
        : [],
    ),
    dropped: gone.map(asThing),
    altered: pairs.flatMap(({ pair, was }) =>
      was === undefined ? [] : changesOf(was, pair, found, known),
    ),
  }
}

/** The columns whose values are of this type: what changes it changes them. */
export function columnsOfType(type: EnumType, { tables }: Schema, known: Known): readonly Key[] {
  const own = typeKey(type)
  return tables.flatMap((table) =>
    table.columns
      .filter((column) => typeUses(column.type, known).includes(own))
      .map((column) => columnKey(table, column.name)),
  )
}

function changesOf(
  was: EnumType,
  { canonical, written }: Pair<EnumType>,
  found: Schema,
  known: Known,
): Alteration[] {
  const states = { from: asThing(was), to: asThing(canonical) }
  const name = nameOf(was)
  const comment = { from: was.comment ?? null, to: canonical.comment ?? null }
  const commented = comment.from === comment.to ? {} : { comment }
  const added = additions(was, canonical.values)
  if (added === undefined)
    return [
      {
        operation: {
          kind: 'alterEnum',
          enum: name,
          from: was.values,
          to: written.values,
          ...commented,
        },
        ...states,
        alters: [typeKey(was), ...columnsOfType(was, found, known)],
      },
    ]
  const { values } = canonical
  return [
    ...added.map((operation) => ({ operation, ...states, gives: [typeKey(was)] })),
    ...('comment' in commented
      ? [
          {
            operation: { kind: 'alterEnum', enum: name, from: values, to: values, comment },
            ...states,
          } as const,
        ]
      : []),
  ]
}

/** What adds the missing values where they belong, or nothing where adding is not enough. */
function additions(
  was: EnumType,
  values: readonly string[],
): Operation<'addEnumValue'>[] | undefined {
  const old = new Set(was.values)
  const kept = values.filter((value) => old.has(value))
  if (kept.length !== was.values.length || kept.some((value, i) => value !== was.values[i]))
    return undefined
  const first = was.values[0]
  return values.flatMap((value, i): Operation<'addEnumValue'>[] => {
    if (old.has(value)) return []
    const isLast = !values.slice(i).some((later) => old.has(later))
    const before = i === 0 && first !== undefined ? { before: first } : {}
    const after = i > 0 && !isLast ? { after: values[i - 1]! } : {}
    const there = values.filter((other, j) => j < i || old.has(other))
    const place = { ...before, ...after, values: there }
    return [{ kind: 'addEnumValue', enum: nameOf(was), value, ...place }]
  })
}

const asThing = (type: EnumType): Thing => ({ kind: 'enum', enum: type })
