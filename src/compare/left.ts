import { spell } from '../schema/lookup.ts'
import type { ColumnType, ObjectName } from '../schema/model.ts'
import type { Sifted } from './filter.ts'
import { type Key, relationKey, typeKey } from './keys.ts'
import type { LeftAlone, Side } from './model.ts'
import type { PairedSchema } from './pairs.ts'

/**
 * What is left alone keeps what it stands on: the triggers and sequences of its tables, the enum types of its
 * columns, the schema it lives in. On the wanted side such things stay when the other side still has use for them.
 */
export function withoutDependents(
  side: Side,
  whole: PairedSchema,
  { kept, left }: Sifted,
  other: PairedSchema,
): Sifted {
  const isThere = new Set(kept.tables.map(({ canonical }) => relationKey(canonical)))
  const gone = whole.tables.filter(({ canonical }) => !isThere.has(relationKey(canonical)))
  const goneKeys = new Set(gone.map(({ canonical }) => relationKey(canonical)))
  const leftOut = (kind: string, name: string, reason: string): LeftAlone => ({
    side,
    kind,
    name,
    reason,
  })
  const belongs = (owner: ObjectName | undefined): owner is ObjectName =>
    owner !== undefined && goneKeys.has(relationKey(owner))
  const objects = kept.objects.filter(({ canonical }) => belongs(canonical.table))
  const sequences = kept.sequences.filter(({ canonical }) => belongs(canonical.ownedBy))
  const usedTypes = side === 'found' ? typesLeft(whole, kept) : new Map<Key, string>()
  const wantedTypes = new Set(other.enums.map(({ canonical }) => typeKey(canonical)))
  const enums = kept.enums.filter(({ canonical }) => {
    const key = typeKey(canonical)
    return usedTypes.has(key) && !wantedTypes.has(key)
  })
  const homes = new Map(left.flatMap((one) => homeOf(one, whole)))
  const schemas = kept.schemas.filter(
    (name) => side === 'found' && homes.has(name) && !other.schemas.includes(name),
  )
  return {
    kept: {
      ...kept,
      schemas: kept.schemas.filter((one) => !schemas.includes(one)),
      enums: kept.enums.filter((one) => !enums.includes(one)),
      sequences: kept.sequences.filter((one) => !sequences.includes(one)),
      objects: kept.objects.filter((one) => !objects.includes(one)),
    },
    left: [
      ...left,
      ...objects.map(({ canonical }) =>
        leftOut(canonical.kind, spell(canonical), `${spell(canonical.table!)} is left alone`),
      ),
      ...sequences.map(({ canonical }) =>
        leftOut('sequence', spell(canonical), `${spell(canonical.ownedBy!)} is left alone`),
      ),
      ...enums.map(({ canonical }) =>
        leftOut('enum', spell(canonical), `${usedTypes.get(typeKey(canonical))} is left alone`),
      ),
      ...schemas.map((name) => leftOut('schema', name, `${homes.get(name)} is left alone`)),
    ],
  }
}

/** The enum types of columns that are left alone, each with one such column or table. */
function typesLeft(whole: PairedSchema, kept: PairedSchema): ReadonlyMap<Key, string> {
  const keptTables = new Map(kept.tables.map((table) => [relationKey(table.canonical), table]))
  return new Map(
    whole.tables.flatMap((table) => {
      const still = keptTables.get(relationKey(table.canonical))
      const columns = table.columns.filter((column) => still?.columns.includes(column) !== true)
      return columns.flatMap(({ canonical }) =>
        enumsIn(canonical.type).map((name): [Key, string] => [
          typeKey(name),
          `${spell(table.canonical)}.${canonical.name}`,
        ]),
      )
    }),
  )
}

function enumsIn(type: ColumnType): ObjectName[] {
  if (type.kind === 'enum') return [type]
  return type.kind === 'array' ? enumsIn(type.of) : []
}

function homeOf({ name }: LeftAlone, { schemas }: PairedSchema): [string, string][] {
  return schemas.filter((schema) => name.startsWith(`${schema}.`)).map((schema) => [schema, name])
}
