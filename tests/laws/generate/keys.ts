import { findTable, nameOf, sameName } from '../../../src/schema/lookup.ts'
import type {
  Check,
  Column,
  ForeignKey,
  PrimaryKey,
  ReferentialAction,
  Table,
  Unique,
} from '../../../src/schema/model.ts'
import { anyCondition } from './conditions.ts'
import { isSqlite, quote } from './ground.ts'
import type { Picks } from './picks.ts'
import { isPartitioned, newColumnName, newName, type Scene } from './scene.ts'
import { hasRows, holdingOf, isDistinctType, takesRows, wasDistinct } from './values.ts'

/** A name of its own, or none, as often. */
export const named = (picks: Picks, scene: Scene, prefix: string): { readonly name?: string } =>
  picks.chance() ? {} : { name: newName(scene, picks, prefix) }

export function anyCheck(picks: Picks, scene: Scene, table: Table): Check | undefined {
  const expression = anyCondition(picks, scene, table)
  if (expression === undefined) return undefined
  if (table.checks.some((check) => check.expression.sql === expression.sql)) return undefined
  return {
    ...named(picks, scene, 'ck_'),
    expression,
    ...(isSqlite(scene.ground)
      ? picks.maybe(9, () => ({ onConflict: picks.one(['abort', 'ignore', 'fail'] as const) }))
      : {
          ...picks.maybe(8, () => ({ notValid: true })),
          ...(!isPartitioned(table) && picks.maybe(8, () => ({ noInherit: true }))),
        }),
    ...picks.maybe(12, () => ({ dialects: [picks.one(['sqlite', 'postgresql'] as const)] })),
  }
}

/** Columns that no two rows of the table agree in. */
export function distinctColumns(
  picks: Picks,
  { ground, origin }: Scene,
  table: Table,
  filled = false,
): readonly string[] | undefined {
  const able = table.columns.filter((column) => {
    if (column.generated !== undefined || column.default !== undefined) return false
    if (!isDistinctType(column.type)) return false
    if (!hasRows(origin, table)) return true
    const holding = holdingOf(origin, table, column.name)
    if (!wasDistinct(origin, table, column.name)) return false
    return (
      holding === 'values' ||
      (!filled && !column.autoincrement && !column.identity && column.nullable)
    )
  })
  const columns = picks.some(able, 3).map(({ name }) => name)
  const covered =
    !isPartitioned(table) ||
    (!/\(.*\(/.test(table.options!.partitionBy!) &&
      partitionColumns(table).every((one) => columns.includes(one)))
  return columns.length > 0 && covered && (ground.dialect === 'sqlite' || columns.length < 30)
    ? columns
    : undefined
}

/** A key of a partitioned table has all the columns it is partitioned by. */
export const partitionColumns = (table: Table): string[] =>
  table.columns
    .map(({ name }) => name)
    .filter((name) => table.options?.partitionBy?.includes(quote(name)))

const isKnown = (table: Table, columns: readonly string[]): boolean =>
  [table.primaryKey, ...table.uniques].some((key) => key && sameSet(key.columns, columns))

const sameSet = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((name) => b.includes(name))

export const DEFERRABLE = ['immediate', 'deferred'] as const

export function anyUnique(picks: Picks, scene: Scene, table: Table): Unique | undefined {
  const nullsNotDistinct = !isSqlite(scene.ground) && picks.chance(5)
  const columns = distinctColumns(picks, scene, table, nullsNotDistinct)
  if (columns === undefined || isKnown(table, columns)) return undefined
  if (isSqlite(scene.ground))
    return {
      ...named(picks, scene, 'uq_'),
      columns,
      ...picks.maybe(5, () => ({ onConflict: picks.one(['ignore', 'replace', 'fail'] as const) })),
    }
  return {
    ...named(picks, scene, 'uq_'),
    columns,
    ...(!isPartitioned(table) &&
      picks.maybe(5, () => ({ deferrable: picks.one([...DEFERRABLE]) }))),
    ...(nullsNotDistinct && { nullsNotDistinct: true }),
    ...includeOf(picks, table, columns),
  }
}

export const includeOf = (
  picks: Picks,
  table: Table,
  columns: readonly string[],
  times = 6,
): { readonly include?: readonly string[] } => {
  const others = table.columns.filter(
    ({ name, generated }) => !columns.includes(name) && generated?.stored !== false,
  )
  return others.length === 0
    ? {}
    : picks.maybe(times, () => ({ include: [picks.of(others)!.name] }))
}

/** A primary key for a table that has none: its columns become NOT NULL. */
export function anyPrimaryKey(picks: Picks, scene: Scene, table: Table): Table | undefined {
  if (table.primaryKey !== undefined) return undefined
  const columns = distinctColumns(picks, scene, table, true)
  if (columns === undefined || isKnown(table, columns)) return undefined
  const sqlite = isSqlite(scene.ground)
  const primaryKey: PrimaryKey = {
    ...named(picks, scene, 'pk_'),
    columns,
    ...(sqlite
      ? {
          ...picks.maybe(5, () => ({ descending: [columns[0]!] })),
          ...picks.maybe(6, () => ({ onConflict: 'replace' as const })),
        }
      : {
          ...(!isPartitioned(table) &&
            picks.maybe(6, () => ({ deferrable: picks.one([...DEFERRABLE]) }))),
          ...includeOf(picks, table, columns),
        }),
  }
  return {
    ...table,
    primaryKey,
    columns: table.columns.map((column) =>
      columns.includes(column.name) ? { ...column, nullable: false } : column,
    ),
  }
}

const ACTIONS: readonly ReferentialAction[] = [
  'no action',
  'cascade',
  'set null',
  'restrict',
  'set default',
]

/** What may be referred to in a table, each a list of columns. */
function targetsIn(table: Table, scene: Scene): string[][] {
  const keys = [table.primaryKey, ...table.uniques].filter(
    (key) => key !== undefined && key.deferrable === undefined && !key.withoutOverlaps,
  )
  return keys
    .map((key) => [...key!.columns])
    .filter((columns) =>
      columns.every((name) => {
        const column = table.columns.find((one) => one.name === name)!
        const virtual = column.generated !== undefined
        const hollow =
          hasRows(scene.origin, table) && holdingOf(scene.origin, table, name) !== 'values'
        return !virtual && !hollow
      }),
    )
}

/** A foreign key and the columns it adds; its columns are new ones, or some that hold what is over there. */
export function anyForeignKey(
  picks: Picks,
  scene: Scene,
  table: Table,
): { readonly columns: readonly Column[]; readonly key: ForeignKey } | undefined {
  const target = picks.of(
    scene.schema.tables.filter(
      (one) =>
        targetsIn(one, scene).length > 0 &&
        (takesRows(one) || !takesRows(table)) &&
        // A permanent table may not refer to an unlogged one.
        (one.options?.unlogged ?? false) === (table.options?.unlogged ?? false) &&
        !isPartitioned(one) &&
        one.options?.inherits === undefined,
    ),
  )
  const referred = target && picks.of(targetsIn(target, scene))
  if (target === undefined || referred === undefined) return undefined
  const own = picks.chance(3) ? standing(picks, scene, table, target, referred) : undefined
  const columns = own === undefined ? newColumns(picks, scene, table, target, referred) : []
  const names = own ?? columns.map(({ name }) => name)
  if (table.foreignKeys.some((key) => sameSet(key.columns, names))) return undefined
  return {
    columns,
    key: {
      ...keyOptions(picks, scene, table, names, columns),
      references: { ...nameOf(target), columns: shortForm(picks, scene, target, referred) },
    },
  }
}

/** SQLite keeps it when a key names no columns over there. */
const shortForm = (
  picks: Picks,
  _scene: Scene,
  target: Table,
  referred: readonly string[],
): readonly string[] =>
  String(target.primaryKey?.columns) === String(referred) && picks.chance(5) ? [] : referred

function keyOptions(
  picks: Picks,
  scene: Scene,
  table: Table,
  names: readonly string[],
  columns: readonly Column[],
): Omit<ForeignKey, 'references'> {
  const postgresql = !isSqlite(scene.ground)
  const computed = names.some((name) => table.columns.find((one) => one.name === name)?.generated)
  const onDelete = computed ? 'no action' : picks.of(ACTIONS)!
  const onUpdate = computed ? 'no action' : picks.of(ACTIONS)!
  const some =
    postgresql && (onDelete === 'set null' || onDelete === 'set default') && picks.chance(3)
  return {
    ...named(picks, scene, 'fk_'),
    columns: names,
    ...(onDelete !== 'no action' && { onDelete }),
    ...(onUpdate !== 'no action' && { onUpdate }),
    ...(some && { onDeleteColumns: [names[0]!] }),
    ...picks.maybe(4, () => ({ deferrable: picks.one([...DEFERRABLE]) })),
    ...(columns.length > 0 && picks.maybe(6, () => ({ match: 'full' as const }))),
    ...(postgresql && !isPartitioned(table) && picks.maybe(8, () => ({ notValid: true }))),
  }
}

function newColumns(
  picks: Picks,
  scene: Scene,
  table: Table,
  target: Table,
  referred: readonly string[],
): Column[] {
  const taken: string[] = []
  return referred.map((name) => {
    const { type, collation } = target.columns.find((column) => column.name === name)!
    const own = newColumnName(scene, table, picks, 'ref_', taken)
    taken.push(own)
    return { name: own, type, nullable: true, ...(collation !== undefined && { collation }) }
  })
}

/** Columns of the table that hold, row by row, what the referred ones do. */
function standing(
  picks: Picks,
  scene: Scene,
  table: Table,
  target: Table,
  referred: readonly string[],
): string[] | undefined {
  const populated = hasRows(scene.origin, table)
  if (populated && !hasRows(scene.origin, target)) return undefined
  const taken: string[] = []
  for (const name of referred) {
    const wanted = target.columns.find((column) => column.name === name)!
    const column = picks.of(
      table.columns.filter(
        (one) =>
          !taken.includes(one.name) &&
          !(sameName(table, target) && one.name === name) &&
          one.generated === undefined &&
          one.identity === undefined &&
          JSON.stringify(one.type) === JSON.stringify(wanted.type) &&
          one.collation === wanted.collation &&
          (!populated ||
            (sameType(scene, table, one) &&
              sameType(scene, target, wanted) &&
              holdingOf(scene.origin, table, one.name) !== 'what the database says')),
      ),
    )
    if (column === undefined) return undefined
    taken.push(column.name)
  }
  return taken
}

/** The column's type is the one its rows were written for. */
const sameType = (scene: Scene, table: Table, column: Column): boolean => {
  const had = scene.origin && findTable(scene.origin, table)
  const was = had?.columns.find(({ name }) => name === column.name)
  return JSON.stringify(was?.type) === JSON.stringify(column.type)
}
