import { sameName } from '../schema/lookup.ts'
import type {
  Check,
  Column,
  EnumType,
  Exclusion,
  ForeignKey,
  Index,
  PrimaryKey,
  Schema,
  Sequence,
  StoredObject,
  Table,
  Unique,
} from '../schema/model.ts'
import { spelled } from './spelling.ts'

/** One thing as somebody wrote it, and as the database would give it back. */
export interface Pair<T> {
  readonly written: T
  readonly canonical: T
}

export interface PairedTable extends Pair<Table> {
  readonly columns: readonly Pair<Column>[]
  readonly primaryKey?: Pair<PrimaryKey>
  readonly uniques: readonly Pair<Unique>[]
  readonly foreignKeys: readonly Pair<ForeignKey>[]
  readonly checks: readonly Pair<Check>[]
  readonly exclusions: readonly Pair<Exclusion>[]
  readonly indexes: readonly Pair<Index>[]
}

/** A schema and its canonical form, walked side by side once, so that nobody has to do it again. */
export interface PairedSchema {
  readonly schemas: readonly string[]
  readonly tables: readonly PairedTable[]
  readonly enums: readonly Pair<EnumType>[]
  readonly sequences: readonly Pair<Sequence>[]
  readonly objects: readonly Pair<StoredObject>[]
}

/** A database may lack enums, sequences or objects; tables and what is in them correspond one to one. */
export function pairUp(written: Schema, canonical: Schema): PairedSchema {
  return {
    schemas: canonical.schemas,
    tables: zip(written.tables, canonical.tables, sameName, pairTable),
    enums: find(written.enums, canonical.enums, sameName, spelled.enum),
    sequences: find(written.sequences, canonical.sequences, sameName, spelled.sequence),
    objects: find(written.objects, canonical.objects, sameObject, spelled.object),
  }
}

export const mapPair = <T, U>({ written, canonical }: Pair<T>, map: (item: T) => U): Pair<U> => ({
  written: map(written),
  canonical: map(canonical),
})

export const sameObject = (a: StoredObject, b: StoredObject): boolean =>
  a.kind === b.kind &&
  sameName(a, b) &&
  a.signature === b.signature &&
  (a.table === undefined
    ? b.table === undefined
    : b.table !== undefined && sameName(a.table, b.table))

/** The table of one side, holding what its pairs hold. */
export function tableOf(table: PairedTable, side: keyof Pair<unknown>): Table {
  const { primaryKey: _, ...head } = table[side]
  return {
    ...head,
    columns: table.columns.map((column) => column[side]),
    ...(table.primaryKey !== undefined && { primaryKey: table.primaryKey[side] }),
    uniques: table.uniques.map((unique) => unique[side]),
    foreignKeys: table.foreignKeys.map((foreignKey) => foreignKey[side]),
    checks: table.checks.map((check) => check[side]),
    exclusions: table.exclusions.map((exclusion) => exclusion[side]),
    indexes: table.indexes.map((index) => index[side]),
  }
}

/** The canonical side as a schema of its own. */
export const canonicalOf = (paired: PairedSchema): Schema => ({
  schemas: paired.schemas,
  tables: paired.tables.map((table) => tableOf(table, 'canonical')),
  enums: paired.enums.map(({ canonical }) => canonical),
  sequences: paired.sequences.map(({ canonical }) => canonical),
  objects: paired.objects.map(({ canonical }) => canonical),
  unmodelled: [],
})

type Spell<T> = (written: T, canonical: T) => T

function pairTable(written: Table, canonical: Table): PairedTable {
  const never = () => false
  const paired =
    <T>(spell: Spell<T>) =>
    (item: T, other: T): Pair<T> => ({ written: spell(item, other), canonical: other })
  return {
    written: spelled.table(written, canonical),
    canonical,
    columns: zip(written.columns, canonical.columns, sameNamed, paired(spelled.column)),
    ...(written.primaryKey !== undefined &&
      canonical.primaryKey !== undefined && {
        primaryKey: paired<PrimaryKey>(spelled.key)(written.primaryKey, canonical.primaryKey),
      }),
    uniques: zip(written.uniques, canonical.uniques, never, paired<Unique>(spelled.key)),
    foreignKeys: zip(written.foreignKeys, canonical.foreignKeys, never, paired(spelled.foreignKey)),
    checks: zip(written.checks, canonical.checks, sameNamed, paired(spelled.check)),
    exclusions: zip(
      written.exclusions,
      canonical.exclusions,
      sameNamed,
      paired<Exclusion>(spelled.elements),
    ),
    indexes: zip(written.indexes, canonical.indexes, sameNamed, paired<Index>(spelled.elements)),
  }
}

const sameNamed = (a: { readonly name?: string }, b: { readonly name?: string }): boolean =>
  a.name !== undefined && a.name === b.name

/** By name, since a database without such things leaves some out; by place where a name was shortened. */
const find = <T>(
  written: readonly T[],
  canonical: readonly T[],
  same: (a: T, b: T) => boolean,
  spell: Spell<T>,
): Pair<T>[] =>
  canonical.map((item, i) => {
    const named = written.find((other) => same(other, item))
    const own = named ?? (written.length === canonical.length ? written[i]! : item)
    return { written: spell(own, item), canonical: item }
  })

function zip<T, P>(
  written: readonly T[],
  canonical: readonly T[],
  same: (a: T, b: T) => boolean,
  pair: (written: T, canonical: T) => P,
): P[] {
  const aligned = written.length === canonical.length
  return canonical.map((item, i) =>
    pair((aligned ? written[i] : written.find((other) => same(other, item))) ?? item, item),
  )
}
