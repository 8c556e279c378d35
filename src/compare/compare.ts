import type { Operation } from '../operations/model.ts'
import { nameOf } from '../schema/lookup.ts'
import type { ForeignKey, Schema } from '../schema/model.ts'
import { createOrder, dropOrder } from '../schema/order.ts'
import { compareConstraints, compareIndexes, type Views } from './constraints.ts'
import { type Delta, mergeDeltas, noDelta } from './delta.ts'
import { withAnew, withDependents } from './dependents.ts'
import { compareEnums, throughText, withDetachedDefaults } from './enums.ts'
import { filterSchemas } from './filter.ts'
import { relationKey } from './keys.ts'
import { respelled } from './letter-case.ts'
import type { CompareInput, Comparison } from './model.ts'
import { nodesOf } from './nodes.ts'
import { notesOf } from './notes.ts'
import { compareObjects } from './objects.ts'
import {
  canonicalOf,
  mapPair,
  type Pair,
  type PairedSchema,
  type PairedTable,
  tableOf,
} from './pairs.ts'
import { applyRenames } from './renames.ts'
import { circular, schedule } from './schedule.ts'
import { compareSequences } from './sequences.ts'
import { compareTableColumns, compareTableHeads } from './tables.ts'
import type { Thing } from './things.ts'
import { knownIn } from './uses.ts'

/**
 * What has to be done to `found` to make it what is `wanted`. Pure: the database has had its say in `found` and
 * `canonical` already. Nothing is renamed or passed over by guess; what somebody should look at is in the notes.
 */
export function compare(asked: CompareInput): Comparison {
  const renamed = applyRenames(asked)
  const input = respelled(asked, renamed.found)
  const { found: was, wanted, left } = filterSchemas(input, renamed.found)
  const found = canonicalOf(was)
  const canonical = canonicalOf(wanted)
  const views = { found: knownIn(found), wanted: knownIn(canonical) }
  const delta = withDetachedDefaults(compareSchemas(found, wanted, views), views.found)
  const operations = [...renamed.operations, ...inOrder(delta, views, found, canonical)]
  return { operations, notes: notesOf({ operations, found, canonical, left }), left }
}

/**
 * Where changes in place wait for each other in a circle (a view that stops reading a column which goes before the one
 * it begins to read can change), some of them are made as a drop and a creation.
 */
function inOrder(delta: Delta, views: Views, found: Schema, canonical: Schema): Operation[] {
  if (delta.created.length + delta.dropped.length + delta.altered.length === 0) return []
  const whole = withDependents(delta, views)
  const nodes = nodesOf(whole, views, found, canonical)
  const inCircle = circular(nodes).flatMap(({ operation }) =>
    whole.altered.filter((alteration) => alteration.operation === operation),
  )
  const opened = inCircle.filter(
    ({ operation, anew }) => anew !== undefined && operation.kind !== 'alterColumn',
  )
  if (opened.length > 0) return inOrder(withAnew(whole, opened), views, found, canonical)
  const crossing = inCircle.find(({ operation }) => isBetweenTypes(operation))
  if (crossing !== undefined) {
    const others = whole.altered.filter((one) => one !== crossing)
    const altered = [...others, ...throughText(crossing)]
    return inOrder({ ...whole, altered }, views, found, canonical)
  }
  return schedule(nodes).map(({ operation }) => operation)
}

const isBetweenTypes = (operation: Operation): boolean =>
  operation.kind === 'alterColumn' &&
  operation.from.type !== undefined &&
  operation.from.type.kind !== 'text' &&
  operation.to.type?.kind !== 'text'

function compareSchemas(found: Schema, wanted: PairedSchema, views: Views): Delta {
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
    compareTables(found, wanted, views),
    compareObjects(found.objects, wanted.objects),
  ])
}

function compareTables(found: Schema, wanted: PairedSchema, views: Views): Delta {
  const isNew = ({ canonical }: PairedTable) => !views.found.tables.has(relationKey(canonical))
  const gone = found.tables.filter((table) => !views.wanted.tables.has(relationKey(table)))
  return mergeDeltas([
    newTables(wanted.tables.filter(isNew)),
    goneTables({ ...found, tables: gone }),
    ...wanted.tables.flatMap((pair) => {
      const was = views.found.tables.get(relationKey(pair.canonical))
      if (was === undefined) return []
      return [
        compareTableHeads(was, pair),
        compareTableColumns(was, pair),
        compareConstraints(was, pair, views),
        compareIndexes(nameOf(was), was.indexes, pair.indexes),
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
