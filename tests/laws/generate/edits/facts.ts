import { findTable, sameName } from '../../../../src/schema/lookup.ts'
import type { Column, ConflictAction, Table } from '../../../../src/schema/model.ts'
import { generatedFrom } from '../columns.ts'
import { withoutUses } from '../forget.ts'
import {
  isAlone,
  type Makes,
  newName,
  onTable,
  type Scene,
  withColumn,
  withTable,
} from '../scene.ts'
import { canComeBack } from '../way-back.ts'
import { isHeld, isReferredTo } from './columns.ts'

/** What of a column is said rarely. */
export const factMakes: Makes = {
  /** A column keeps what was computed. */
  ungenerate: onTable((table, picks) => {
    const column = picks.of(table.columns.filter(({ generated }) => generated !== undefined))
    if (column === undefined) return undefined
    const { generated: _, ...rest } = column
    return { ...table, columns: table.columns.map((one) => (one === column ? rest : one)) }
  }, isAlone),

  /** A column that held something is computed, after what spoke of it is gone. */
  compute: (scene, picks) => {
    const { schema } = scene
    const table = picks.of(schema.tables.filter((one) => isAlone(one, scene)))
    const column = picks.of(
      table?.columns.filter(
        (one) =>
          one.nullable &&
          one.generated === undefined &&
          !table.primaryKey?.columns.includes(one.name) &&
          !isReferredTo(schema, table, one) &&
          isFree(one, table, scene),
      ) ?? [],
    )
    if (table === undefined || column === undefined) return undefined
    const bare = withoutUses(schema, table, column)
    const left = bare.tables.find((one) => sameName(one, table))!
    const others = left.columns.filter(({ name }) => name !== column.name)
    const made = generatedFrom(picks, scene, { ...left, columns: others })
    if (made === undefined || JSON.stringify(made.type) !== JSON.stringify(column.type))
      return undefined
    const { default: _, autoincrement: __, identity: ___, collation: ____, ...rest } = column
    const computed: Column = { ...rest, ...made }
    return withTable(bare, {
      ...left,
      columns: left.columns.map((one) => (one.name === column.name ? computed : one)),
    })
  },
}

/** Nothing stood on it that would not stand on other values: what it held is gone when it comes back. */
function isFree(column: Column, table: Table, { origin }: Scene): boolean {
  const had = origin && findTable(origin, table)
  if (origin === undefined || had === undefined) return true
  if (!canComeBack(origin, table, column.name)) return false
  return !isHeld(column, had) && !isReferredTo(origin, had, column)
}

const ACTIONS: readonly (ConflictAction | undefined)[] = [
  undefined,
  'fail',
  'rollback',
  'ignore',
  'abort',
]

const isKeyed = ({ primaryKey }: Table, { name }: Column): boolean =>
  primaryKey?.columns.includes(name) === true

export const sqliteFactMakes: Makes = {
  /** What is said beside NOT NULL. */
  retouchNotNull: onTable((table, picks) => {
    const column = picks.of(table.columns.filter((one) => !one.nullable && !isKeyed(table, one)))
    if (column === undefined) return undefined
    const { notNullName, notNullOnConflict, ...rest } = column
    const action = picks.of(ACTIONS)
    const changed: Column = picks.chance()
      ? {
          ...rest,
          ...(notNullOnConflict && { notNullOnConflict }),
          ...(notNullName === undefined && { notNullName: picks.one(['must be', 'a "b"']) }),
        }
      : {
          ...rest,
          ...(notNullName && { notNullName }),
          ...(action && { notNullOnConflict: action }),
        }
    return { ...table, columns: table.columns.map((one) => (one === column ? changed : one)) }
  }, isAlone),
}

export const postgresqlFactMakes: Makes = {
  /** The sequence behind a column's numbers is called something else. */
  renameSequence: onTable((table, picks, scene) => {
    const column = picks.of(
      table.columns.filter(({ autoincrement, identity }) => autoincrement || identity),
    )
    const sequenceName = newName(scene, picks, 'sq_')
    return column && withColumn(table, column.name, { sequenceName })
  }, isAlone),
}
