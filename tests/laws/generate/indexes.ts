import type { Column, Index, IndexElement, Table } from '../../../src/schema/model.ts'
import { anyCollation } from './columns.ts'
import { anyCondition } from './conditions.ts'
import { isSqlite, quote } from './ground.ts'
import type { Picks } from './picks.ts'
import {
  anyTablespace,
  isInteger,
  isPartitioned,
  isText,
  newName,
  plainType,
  type Scene,
} from './scene.ts'
import { hasRows, holdingOf, isDistinctType, wasDistinct } from './values.ts'

const ORDERED = [
  'date',
  'timestamp',
  'uuid',
  'boolean',
  'enum',
  'numeric',
  'double',
  'real',
  'time',
]

export function anyIndex(picks: Picks, scene: Scene, table: Table): Index | undefined {
  const special =
    isSqlite(scene.ground) || !picks.chance(5) ? undefined : ofItsMethod(picks, scene, table)
  if (special !== undefined)
    return {
      name: newName(scene, picks, 'ix_'),
      ...special,
      ...picks.maybe(5, () => anyTablespace(picks, scene, table)),
    }
  const indexable = table.columns.filter(
    ({ type, generated }) =>
      generated?.stored !== false && canBeOrdered(plainType(type, scene.ground)),
  )
  if (indexable.length === 0) return undefined
  const name = newName(scene, picks, 'ix_')
  const chosen = picks.some(indexable, 3)
  const elements = chosen.map((column) => elementOf(picks, scene, column))
  const unique = picks.chance(4) && isDistinctIn(chosen, elements, scene, table)
  const postgresql = !isSqlite(scene.ground)
  return {
    name,
    elements,
    ...(unique && { unique }),
    ...whereOf(picks, scene, table),
    ...(postgresql && {
      ...options(picks, table, chosen, unique && filled(chosen, scene, table)),
      ...picks.maybe(7, () => anyTablespace(picks, scene, table)),
    }),
    ...picks.maybe(12, () => ({ dialects: [picks.one(['sqlite', 'postgresql'] as const)] })),
  }
}

const canBeOrdered = (type: Column['type']): boolean =>
  isInteger(type) || isText(type) || ORDERED.includes(type.kind)

const whereOf = (picks: Picks, scene: Scene, table: Table): Pick<Index, 'where'> => {
  const where = picks.chance(4) ? anyCondition(picks, scene, table) : undefined
  return where === undefined ? {} : { where }
}

function isDistinctIn(
  chosen: readonly Column[],
  elements: readonly IndexElement[],
  scene: Scene,
  table: Table,
): boolean {
  if (isPartitioned(table)) return false
  return chosen.some(
    (column, i) =>
      elements[i]?.column !== undefined &&
      isDistinctType(column.type) &&
      column.generated === undefined &&
      column.default === undefined &&
      (!hasRows(scene.origin, table) ||
        (holdingOf(scene.origin, table, column.name) !== 'what the database says' &&
          wasDistinct(scene.origin, table, column.name))),
  )
}

const filled = (chosen: readonly Column[], scene: Scene, table: Table): boolean =>
  !hasRows(scene.origin, table) ||
  chosen.every(({ name }) => holdingOf(scene.origin, table, name) === 'values')

function options(
  picks: Picks,
  table: Table,
  chosen: readonly Column[],
  canCountNulls: boolean,
): Partial<Index> {
  const others = table.columns.filter(
    (column) => !chosen.includes(column) && column.generated?.stored !== false,
  )
  return {
    ...(others.length > 0 && picks.maybe(6, () => ({ include: [picks.of(others)!.name] }))),
    ...picks.maybe(8, () => ({ with: { fillfactor: '70' } })),
    ...(canCountNulls && picks.maybe(3, () => ({ nullsNotDistinct: true }))),
    ...picks.maybe(8, () => ({ comment: "an index's" })),
  }
}

function elementOf(picks: Picks, scene: Scene, column: Column): IndexElement {
  const { ground } = scene
  const sqlite = isSqlite(ground)
  const name = quote(column.name)
  const type = plainType(column.type, ground)
  if (isText(type) && type.kind !== 'char' && picks.chance(4))
    return {
      expression: { sql: picks.one([`lower(${name})`, `${name} || 'x'`, `coalesce(${name}, '')`]) },
      ...picks.maybe(3, () => ({ descending: true })),
      ...picks.maybe(4, () => ({ collation: anyCollation(picks, scene) })),
    }
  if (isInteger(type) && picks.chance(6)) {
    const sql = picks.one([`(${name} + 1)`, `abs(${name})`, `${name} % 3`])
    return {
      expression: {
        sql,
        ...picks.maybe(4, () => ({ dialects: { [ground.dialect]: `${name} + 0` } })),
      },
    }
  }
  const descending = picks.chance(3)
  return {
    column: column.name,
    ...(descending && { descending }),
    // Said only where it is not the order that there would be anyway.
    ...(!sqlite && picks.maybe(4, () => ({ nulls: descending ? 'last' : 'first' }) as const)),
    ...(!sqlite && type.kind === 'text' && picks.maybe(5, () => ({ opclass: 'text_pattern_ops' }))),
    ...(isText(type) && picks.maybe(5, () => ({ collation: anyCollation(picks, scene) }))),
  }
}

/** An index of another access method than btree, on a column that it suits. */
function ofItsMethod(
  picks: Picks,
  { ground }: Scene,
  table: Table,
): Omit<Index, 'name'> | undefined {
  const suited = table.columns.flatMap(({ name, type: given, generated }) => {
    const type = plainType(given, ground)
    if (generated !== undefined) return []
    const sql = type.kind === 'native' ? type.sql : type.kind
    return (METHODS[sql] ?? (isInteger(type) || isText(type) ? PLAIN : [])).map(
      ([method, opclass, parameters]): Omit<Index, 'name'> => ({
        method,
        elements: [{ column: name, ...(opclass !== undefined && { opclass }) }],
        ...(parameters !== undefined && { with: parameters }),
      }),
    )
  })
  return picks.of(suited)
}

type Method = readonly [
  method: string,
  opclass?: string,
  parameters?: Readonly<Record<string, string>>,
]

const PLAIN: readonly Method[] = [
  ['hash'],
  ['brin', undefined, { pages_per_range: '64' }],
  ['brin'],
]

const METHODS: Readonly<Record<string, readonly Method[]>> = {
  tsvector: [['gin', undefined, { fastupdate: 'off' }], ['gist']],
  jsonb: [['gin'], ['gin', 'jsonb_path_ops']],
  array: [['gin']],
  int4range: [['gist'], ['spgist']],
  tstzrange: [['gist']],
  inet: [['gist', 'inet_ops'], ['spgist']],
  point: [['gist'], ['spgist', 'kd_point_ops']],
  text: [['hash'], ['spgist'], ['brin', 'text_bloom_ops']],
}
