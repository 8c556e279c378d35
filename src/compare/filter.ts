import type { ObjectName, Schema, StoredObject } from '../schema/model.ts'
import { relationKey } from './keys.ts'
import { withoutDependents } from './left.ts'
import type { CompareInput, ItemKind, LeftAlone, Parent, Side } from './model.ts'
import { type Pair, type PairedSchema, type PairedTable, pairUp, sameObject } from './pairs.ts'
import { type Pattern, patternOf } from './patterns.ts'

export interface Filtered {
  readonly found: PairedSchema
  readonly wanted: PairedSchema
  readonly left: readonly LeftAlone[]
}

/** Takes out what somebody said is not to be compared, on both sides, and lists it: nothing is passed over in silence. */
export function filterSchemas(input: CompareInput, found: Schema): Filtered {
  const was = pairUp(found, found)
  const is = pairUp(input.wanted, input.canonical)
  const ignore = (input.ignore ?? []).map(patternOf)
  const fromFound = withoutDependents(
    'found',
    was,
    sift(was, judge(input, ignore, 'found', is)),
    is,
  )
  const fromWanted = withoutDependents(
    'wanted',
    is,
    sift(is, judge(input, ignore, 'wanted', was)),
    was,
  )
  return {
    found: fromFound.kept,
    wanted: fromWanted.kept,
    left: [...fromFound.left, ...fromWanted.left],
  }
}

/** What remains of one side, and what was taken out of it. */
export interface Sifted {
  readonly kept: PairedSchema
  readonly left: readonly LeftAlone[]
}

interface Item {
  readonly kind: ItemKind
  readonly name: string | undefined
  readonly parent: Parent
  readonly object: unknown
  /** Finds what goes by the same name on the other side. */
  readonly counterpart: (other: PairedSchema) => unknown
}

/** Why something is left alone, or nothing where it is not. */
type Judge = (item: Item) => LeftAlone | undefined

function judge(
  { includeName, includeObject }: CompareInput,
  ignore: readonly Pattern[],
  side: Side,
  other: PairedSchema,
): Judge {
  return ({ kind, name, parent, object, counterpart }) => {
    const spelled = spellItem(name ?? '(unnamed)', kind, parent)
    const left = (reason: string, pattern?: string): LeftAlone => ({
      side,
      kind,
      name: spelled,
      reason,
      ...(pattern !== undefined && { pattern }),
    })
    const pattern = ignore.find((one) => one.matches(kind, spelled))
    if (pattern !== undefined) return left(`ignored by "${pattern.text}"`, pattern.text)
    if (side === 'found' && includeName?.(name, kind, parent) === false)
      return left('left out by includeName')
    if (
      kind !== 'schema' &&
      includeObject?.(object, name, kind, side, counterpart(other)) === false
    )
      return left('left out by includeObject')
    return undefined
  }
}

const spellItem = (name: string, kind: ItemKind, { schema, table }: Parent): string =>
  [schema, ...(kind === 'table' ? [] : [table]), name]
    .filter((part) => part !== undefined)
    .join('.')

function sift(paired: PairedSchema, judge: Judge): Sifted {
  const schemas = siftList(paired.schemas, (name) =>
    judge({ kind: 'schema', name, parent: {}, object: name, counterpart: () => undefined }),
  )
  const tables = siftList(paired.tables, ({ written, canonical }) =>
    judge({
      kind: 'table',
      name: canonical.name,
      parent: inSchema(canonical),
      object: written,
      counterpart: (other) => tableIn(other, canonical)?.written,
    }),
  )
  const inside = tables.kept.map((table) => siftTable(table, judge))
  const enums = siftList(paired.enums, topLevel('enum', 'enums', judge))
  const sequences = siftList(paired.sequences, topLevel('sequence', 'sequences', judge))
  const objects = siftList(paired.objects, ({ written, canonical }) =>
    judge({
      kind: canonical.kind,
      name: canonical.name,
      parent: parentOf(canonical),
      object: written,
      counterpart: (other) =>
        other.objects.find((one) => sameObject(one.canonical, canonical))?.written,
    }),
  )
  return {
    kept: {
      schemas: schemas.kept,
      tables: inside.map(({ kept }) => kept),
      enums: enums.kept,
      sequences: sequences.kept,
      objects: objects.kept,
    },
    left: [
      ...[schemas, tables, enums, sequences, objects].flatMap(({ left }) => left),
      ...inside.flatMap(({ left }) => left),
    ],
  }
}

/** The lists of a table, and what their members are called. */
const LISTS = {
  columns: 'column',
  uniques: 'unique',
  foreignKeys: 'foreignKey',
  checks: 'check',
  exclusions: 'exclusion',
  indexes: 'index',
} as const

function siftTable(
  table: PairedTable,
  judge: Judge,
): { readonly kept: PairedTable; readonly left: readonly LeftAlone[] } {
  const { canonical } = table
  const parent = { ...inSchema(canonical), table: canonical.name }
  const lists = Object.entries(LISTS).map(([list, kind]) => {
    const sifted = siftList<Pair<{ readonly name?: string }>>(
      table[list as keyof typeof LISTS],
      (pair) => {
        const { name } = pair.canonical
        const counterpart = (other: PairedSchema) =>
          tableIn(other, canonical)?.[list as keyof typeof LISTS].find(
            (one) => name !== undefined && one.canonical.name === name,
          )?.written
        return judge({ kind, name, parent, object: pair.written, counterpart })
      },
    )
    return { list, ...sifted }
  })
  const key = siftList(table.primaryKey === undefined ? [] : [table.primaryKey], (pair) =>
    judge({
      kind: 'primaryKey',
      name: pair.canonical.name,
      parent,
      object: pair.written,
      counterpart: (other) => tableIn(other, canonical)?.primaryKey?.written,
    }),
  )
  const { primaryKey: _, ...rest } = table
  const kept = {
    ...rest,
    ...(key.kept[0] !== undefined && { primaryKey: key.kept[0] }),
    ...Object.fromEntries(lists.map(({ list, kept }) => [list, kept])),
  }
  return { kept, left: [...lists.flatMap(({ left }) => left), ...key.left] }
}

const topLevel =
  <L extends 'enums' | 'sequences'>(kind: ItemKind, list: L, judge: Judge) =>
  ({ written, canonical }: PairedSchema[L][number]) =>
    judge({
      kind,
      name: canonical.name,
      parent: inSchema(canonical),
      object: written,
      counterpart: (other) =>
        other[list].find((one) => relationKey(one.canonical) === relationKey(canonical))?.written,
    })

const tableIn = (paired: PairedSchema, name: ObjectName): PairedTable | undefined =>
  paired.tables.find(({ canonical }) => relationKey(canonical) === relationKey(name))

const inSchema = ({ schema }: ObjectName): Parent => (schema === undefined ? {} : { schema })

const parentOf = (object: StoredObject): Parent => ({
  ...inSchema(object.table ?? object),
  ...(object.table !== undefined && { table: object.table.name }),
})

function siftList<T>(items: readonly T[], verdict: (item: T) => LeftAlone | undefined) {
  const judged = items.map((item) => ({ item, left: verdict(item) }))
  return {
    kept: judged.flatMap(({ item, left }) => (left === undefined ? [item] : [])),
    left: judged.flatMap(({ left }) => (left === undefined ? [] : [left])),
  }
}
