import type { Operation } from '../operations/model.ts'
import { nameOf, sameName, spell } from '../schema/lookup.ts'
import type { ForeignKey, Schema } from '../schema/model.ts'
import { createOrder, dropOrder } from '../schema/order.ts'
import { compareConstraints, compareTableIndexes, type Views } from './constraints.ts'
import { type Delta, mergeDeltas, noDelta } from './delta.ts'
import { withDetachedDefaults } from './detached-defaults.ts'
import { compareEnums } from './enums.ts'
import { filterSchemas } from './filter.ts'
import { inOrder } from './in-order.ts'
import { type Settled, settleInheritance } from './inheritance.ts'
import { relationKey } from './keys.ts'
import { knownIn } from './known.ts'
import { respelled } from './letter-case.ts'
import type { CompareInput, Comparison, LeftAlone } from './model.ts'
import { notesOf } from './notes.ts'
import { compareObjects } from './objects.ts'
import { canonicalOf, mapPair, type Pair, type PairedTable, tableOf } from './pairs.ts'
import { applyRenames } from './renames.ts'
import { compareSequences } from './sequences.ts'
import { compareTableColumns, compareTableHeads } from './tables.ts'
import type { Thing } from './things.ts'

/**
 * What has to be done to `found` to make it what is `wanted`. Pure: the database has had its say in `found` and
 * `canonical` already. Nothing is renamed or passed over by guess; what somebody should look at is in the notes.
 */
export function compare(given: CompareInput): Comparison {
  const renamed = applyRenames(given)
  const input = respelled(given, renamed.found)
  const { found: was, wanted: asked, left: outside } = filterSchemas(input, renamed.found)
  const settled = settleInheritance(canonicalOf(was), asked)
  const { found } = settled
  const canonical = canonicalOf(settled.wanted)
  const views = { found: knownIn(found), wanted: knownIn(canonical) }
  const delta = withDetachedDefaults(compareSchemas(settled, views), views.found)
  const operations = [...renamed.operations, ...inOrder(delta, views, found, canonical)]
  const left = [...outside, ...unmodelled(renamed.found, operations)]
  const between = { found, canonical, dialect: given.dialect.name }
  return { operations, notes: notesOf({ operations, left, ...between }), left, between }
}

/** What Athanor does not manage stays, unless it is a part of a table that goes. */
function unmodelled({ unmodelled }: Schema, operations: readonly Operation[]): LeftAlone[] {
  const dropped = operations.flatMap((op) => (op.kind === 'dropTable' ? [op.table] : []))
  return unmodelled.map(({ kind, name, table }) => {
    const goes = table !== undefined && dropped.some((one) => sameName(one, table))
    const reason = goes ? `goes with table "${spell(table)}"` : 'not managed by Athanor'
    return { side: 'found', kind, name, reason }
  })
}

function compareSchemas(settled: Settled, views: Views): Delta {
  const { found, wanted } = settled
  const canonical = canonicalOf(wanted)
  const schema = (name: string): Thing => ({ kind: 'schema', name })
  return mergeDeltas([
    {
      ...noDelta,
      created: canonical.schemas
        .filter((name) => !found.schemas.includes(name))
        .map((name) => ({ written: schema(name), canonical: schema(name) })),
      dropped: found.schemas.filter((name) => !canonical.schemas.includes(name)).map(schema),
    },
    compareEnums(found, wanted.enums, views.found),
    compareSequences(found, wanted.sequences, canonical),
    compareTables(settled, views),
    compareObjects(found.objects, wanted.objects),
  ])
}

function compareTables({ found, wanted, passages }: Settled, views: Views): Delta {
  const isNew = ({ canonical }: PairedTable) => !views.found.tables.has(relationKey(canonical))
  const gone = found.tables.filter((table) => !views.wanted.tables.has(relationKey(table)))
  return mergeDeltas([
    newTables(wanted.tables.filter(isNew)),
    goneTables({ ...found, tables: gone }),
    ...wanted.tables.flatMap((pair) => {
      const key = relationKey(pair.canonical)
      const was = views.found.tables.get(key)
      if (was === undefined) return []
      return [
        compareTableHeads(was, pair, passages.get(key)),
        compareTableColumns(was, pair, views.found),
        compareConstraints(was, pair, views),
        compareTableIndexes(was, pair),
      ]
    }),
  ])
}

/** Foreign keys that close a circle come after the tables. */
function newTables(tables: readonly PairedTable[]): Delta {
  const { later } = createOrder(tables.map((table) => tableOf(table, 'canonical')))
  const deferred = new Set(later.map(({ foreignKey }) => foreignKey))
  return {
    ...noDelta,
    created: tables.flatMap((table) => {
      const isLater = ({ canonical }: Pair<ForeignKey>) => deferred.has(canonical)
      const foreignKeys = table.foreignKeys.filter((pair) => !isLater(pair))
      const now = { ...table, foreignKeys }
      const whole: Pair<Thing> = {
        written: { kind: 'table', table: tableOf(now, 'written') },
        canonical: { kind: 'table', table: tableOf(now, 'canonical') },
      }
      return [whole, ...table.foreignKeys.filter(isLater).map((pair) => keyThing(table, pair))]
    }),
  }
}

function goneTables({ tables }: Schema): Delta {
  const { first } = dropOrder(tables)
  const early = new Set(first.map(({ foreignKey }) => foreignKey))
  return {
    ...noDelta,
    dropped: tables.flatMap((table): Thing[] => {
      const foreignKeys = table.foreignKeys.filter((foreignKey) => !early.has(foreignKey))
      return [
        { kind: 'table', table: { ...table, foreignKeys } },
        ...table.foreignKeys
          .filter((foreignKey) => early.has(foreignKey))
          .map((foreignKey): Thing => keyOf(nameOf(table), foreignKey)),
      ]
    }),
  }
}

const keyThing = ({ canonical }: PairedTable, pair: Pair<ForeignKey>): Pair<Thing> => {
  const name = pair.written.name ?? pair.canonical.name
  return mapPair(pair, (foreignKey) =>
    keyOf(nameOf(canonical), name === undefined ? foreignKey : { ...foreignKey, name }),
  )
}

const keyOf = (table: Parameters<typeof nameOf>[0], foreignKey: ForeignKey): Thing => ({
  kind: 'constraint',
  table: nameOf(table),
  constraint: { kind: 'foreignKey', ...foreignKey },
})
