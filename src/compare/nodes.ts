import type { Operation } from '../operations/model.ts'
import { spell } from '../schema/lookup.ts'
import type { ObjectName, Schema, StoredObject } from '../schema/model.ts'
import { createOrder } from '../schema/order.ts'
import type { Views } from './constraints.ts'
import type { Alteration, Delta } from './delta.ts'
import { type Key, relationKey } from './keys.ts'
import { isRoutine } from './known.ts'
import { says } from './match.ts'
import type { Pair } from './pairs.ts'
import { createOf, dropOf, keysOf, type Thing } from './things.ts'
import { usesOf } from './uses.ts'

/** An operation with all that its place depends on. */
export interface Node {
  readonly operation: Operation
  /** Where it goes when nothing else decides: numbers first, the text where they are equal. */
  readonly place: Place
  readonly needs: ReadonlySet<Key>
  readonly gives: ReadonlySet<Key>
  /** What it lets go of, so that it can be taken away. */
  readonly releases: ReadonlySet<Key>
  readonly takes: ReadonlySet<Key>
  readonly alters: ReadonlySet<Key>
}

export interface Place {
  readonly phase: number
  /** Changes of one table stay together: one ALTER TABLE, one rebuild. */
  readonly table: number
  readonly rank: number
  readonly label: string
}

/** The phases, in order. Dependencies move single operations out of them; nothing else does. */
const PHASE = {
  schemas: 0,
  extensions: 1,
  goingObjects: 2,
  enums: 3,
  sequences: 4,
  calledObjects: 5,
  tables: 6,
  insideTables: 7,
  goingTables: 8,
  objects: 9,
  goingRoutines: 10,
  goingSequences: 11,
  goingEnums: 12,
  goingSchemas: 13,
}

/** The order inside a table: what stands in the way goes, columns come and change, what is over them comes. */
const INSIDE: readonly string[] = [
  'drop foreignKey',
  'drop index',
  'drop exclusion',
  'drop check',
  'drop unique',
  'drop primaryKey',
  'setTableComment',
  'renameConstraint',
  'renameIndex',
  'renameSequence',
  'create column',
  'alterColumn',
  'alterTable',
  'create primaryKey',
  'create unique',
  'create check',
  'create exclusion',
  'create index',
  'create foreignKey',
  'validateConstraint',
  'setConstraintComment',
  'setIndexComment',
  'drop column',
]

export function nodesOf(delta: Delta, views: Views, found: Schema, canonical: Schema): Node[] {
  const ranks = tableRanks(found, canonical)
  return [
    ...delta.dropped.map((thing) => dropNode(thing, views, ranks)),
    ...delta.created.map((thing) => createNode(thing, views, ranks)),
    ...delta.altered.map((alteration) => alterNode(alteration, views, ranks)),
  ]
}

/** The table an operation is a change of, if it is one. */
export const tableBegun = ({ phase, table }: Place): number | undefined =>
  phase === PHASE.insideTables ? table : undefined

type Ranks = ReadonlyMap<Key, number>

function tableRanks(found: Schema, canonical: Schema): Ranks {
  const wanted = new Set(canonical.tables.map(relationKey))
  const gone = found.tables.filter((table) => !wanted.has(relationKey(table)))
  const { tables } = createOrder([...canonical.tables, ...gone])
  return new Map(tables.map((table, i) => [relationKey(table), i]))
}

function createNode({ written, canonical }: Pair<Thing>, views: Views, ranks: Ranks): Node {
  const gives = new Set(keysOf(canonical))
  return {
    operation: createOf(written),
    place: placeOf(canonical, 'create', views, ranks),
    needs: new Set(usesOf(canonical, views.wanted)).difference(gives),
    gives,
    releases: NOTHING,
    takes: NOTHING,
    alters: NOTHING,
  }
}

function dropNode(thing: Thing, views: Views, ranks: Ranks): Node {
  const takes = new Set(keysOf(thing))
  return {
    operation: dropOf(thing),
    place: placeOf(thing, 'drop', views, ranks),
    needs: NOTHING,
    gives: NOTHING,
    releases: new Set(usesOf(thing, views.found)).difference(takes),
    takes,
    alters: NOTHING,
  }
}

function alterNode(alteration: Alteration, views: Views, ranks: Ranks): Node {
  const { operation, from, to } = alteration
  const [used, uses] = [new Set(usesOf(from, views.found)), new Set(usesOf(to, views.wanted))]
  const [had, has] = [new Set(keysOf(from)), new Set(keysOf(to))]
  return {
    operation,
    place: alterPlace(alteration, views, ranks),
    needs: uses.difference(used).union(new Set(alteration.needs)),
    gives: has.difference(had).union(new Set(alteration.gives)),
    releases: used.difference(uses).union(new Set(alteration.releases)),
    takes: had.difference(has),
    alters: new Set(alteration.alters),
  }
}

const NOTHING: ReadonlySet<Key> = new Set()

function alterPlace({ operation, from, to }: Alteration, views: Views, ranks: Ranks): Place {
  const place = placeOf(to, 'create', views, ranks)
  if (from.kind === 'table') {
    // Before anything is done to the parent, which would be done to this table along.
    if (leavesParent(operation)) return { ...place, phase: PHASE.tables, table: -1 }
    return { ...insideTable(from.table, operation.kind, ranks), label: '' }
  }
  if (from.kind === 'column' || from.kind === 'constraint' || from.kind === 'index')
    return { ...place, rank: INSIDE.indexOf(operation.kind) }
  return place
}

const leavesParent = (operation: Operation): boolean =>
  operation.kind === 'alterTable' &&
  (operation.from.inherits?.length ?? 0) > (operation.to.inherits?.length ?? 0)

function placeOf(thing: Thing, way: 'create' | 'drop', views: Views, ranks: Ranks): Place {
  const creates = way === 'create'
  const at = (phase: number, name: ObjectName, rank = 0): Place => ({
    phase,
    table: 0,
    rank,
    label: spell(name),
  })
  switch (thing.kind) {
    case 'schema':
      return at(creates ? PHASE.schemas : PHASE.goingSchemas, thing)
    case 'enum':
      return at(creates ? PHASE.enums : PHASE.goingEnums, thing.enum)
    case 'sequence':
      return at(creates ? PHASE.sequences : PHASE.goingSequences, thing.sequence)
    case 'object':
      return objectPlace(thing.object, creates, views)
    case 'table': {
      const rank = ranks.get(relationKey(thing.table)) ?? 0
      if (creates) return { ...at(PHASE.tables, thing.table), table: rank }
      // What inherits would stand in the way of what is done to its parent.
      const phase = thing.table.options?.inherits ? PHASE.tables : PHASE.goingTables
      return { ...at(phase, thing.table), table: -1 - rank }
    }
    case 'column':
      return {
        ...insideTable(thing.table, `${way} column`, ranks),
        label: columnLabel(thing, views),
      }
    case 'constraint': {
      const { constraint, table } = thing
      const label = `${constraint.name ?? ''} ${says(constraint)}`
      return { ...insideTable(table, `${way} ${constraint.kind}`, ranks), label }
    }
    case 'index':
      return { ...insideTable(thing.table, `${way} index`, ranks), label: thing.index.name }
  }
}

/** Columns come in the order of the model, and go in the order of the table. */
function columnLabel(thing: Thing & { kind: 'column' }, views: Views): string {
  const key = relationKey(thing.table)
  const table = views.wanted.tables.get(key)?.columns ?? []
  const position = table.findIndex(({ name }) => name === thing.column.name)
  return position < 0 ? thing.column.name : String(position).padStart(6, '0')
}

const insideTable = (table: ObjectName, what: string, ranks: Ranks): Omit<Place, 'label'> => ({
  phase: PHASE.insideTables,
  table: ranks.get(relationKey(table)) ?? ranks.size,
  rank: INSIDE.indexOf(what),
})

/** What reads comes after what is read, and goes before it. */
const OBJECTS: readonly StoredObject['kind'][] = [
  'extension',
  'domain',
  'function',
  'procedure',
  'view',
  'materializedView',
  'trigger',
  'policy',
  'grant',
]

function objectPlace(object: StoredObject, creates: boolean, views: Views): Place {
  const { kind, table, signature } = object
  const order = OBJECTS.indexOf(kind)
  const label = [spell(object), table && spell(table), signature].join(' ')
  const basic = kind === 'extension' || kind === 'domain' || isRoutine(object)
  const place = { table: 0, rank: creates ? order : -order, label }
  if (!creates) return { ...place, phase: basic ? PHASE.goingRoutines : PHASE.goingObjects }
  if (kind === 'extension') return { ...place, phase: PHASE.extensions }
  const early = kind === 'domain' || views.wanted.calledByTables.has(object)
  return { ...place, phase: early ? PHASE.calledObjects : PHASE.objects }
}
