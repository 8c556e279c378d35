import { findColumn, findTable } from '../../../../src/schema/lookup.ts'
import type { Column, Table } from '../../../../src/schema/model.ts'
import { numberedColumn } from '../columns.ts'
import { freshName } from '../names.ts'
import { isAlone, type Makes, newName, onTable, type Scene, withColumn } from '../scene.ts'
import { hasRows } from '../values.ts'

/** Columns that number themselves on PostgreSQL. */
export const numberingMakes: Makes = {
  addIdentity: onTable(
    (table, picks, scene) => {
      const name = freshName(
        picks,
        scene.ground,
        table.columns.map((one) => one.name),
        'idn_',
      )
      const identity = {
        always: picks.chance(),
        ...picks.maybe(2, () => ({ start: 100, increment: 5 })),
        ...picks.maybe(4, () => ({ maxValue: 100000, cycle: true })),
        ...picks.maybe(4, () => ({ cache: 3 })),
        // The column's type says that.
        ...picks.maybe(6, () => ({ type: 'bigint' as const })),
      }
      return {
        ...table,
        columns: [
          ...table.columns,
          { name, type: { kind: picks.one(['bigint', 'integer']) }, nullable: false, identity },
        ],
      }
    },
    (table, scene) =>
      isAlone(table, scene) &&
      table.options?.partitionBy === undefined &&
      !table.columns.some(({ identity }) => identity !== undefined),
  ),

  changeIdentity: onTable((table, picks, scene) => {
    const column = picks.of(table.columns.filter(({ identity }) => identity !== undefined))
    if (column === undefined) return undefined
    const { identity, ...rest } = column
    const plain = {
      ...table,
      columns: table.columns.map((one) => (one === column ? rest : one)),
    }
    if (picks.chance(3) && !isNewAmongRows(scene, table, column.name)) return plain
    return withColumn(table, column.name, {
      identity: {
        ...identity!,
        always: !identity!.always,
        ...picks.maybe(2, () => ({ increment: 7 })),
        ...picks.maybe(4, () => ({
          minValue: 1,
          maxValue: column.type.kind === 'smallint' ? 20000 : 2000000,
        })),
      },
    })
  }),

  /** A serial column besides the key, or a numbered one that stops being so. */
  numbering: onTable(
    (table, picks, scene) => {
      const numbered = table.columns.find(
        ({ name, autoincrement }) => autoincrement && !isNewAmongRows(scene, table, name),
      )
      if (numbered !== undefined && picks.chance()) {
        const { autoincrement: _, sequenceName: __, ...rest } = numbered
        return { ...table, columns: table.columns.map((one) => (one === numbered ? rest : one)) }
      }
      const name = freshName(
        picks,
        scene.ground,
        table.columns.map((one) => one.name),
        'ser_',
      )
      const type: Column['type'] = { kind: picks.one(['integer', 'bigint', 'smallint']) }
      const column = {
        ...numberedColumn(name, type),
        ...picks.maybe(3, () => ({ sequenceName: newName(scene, picks, 'sq_') })),
      }
      return { ...table, columns: [...table.columns, column] }
    },
    (table, scene) =>
      isAlone(table, scene) && (!hasRows(scene.origin, table) || table.columns.length < 9),
  ),

  /** From a sequence that the default asks to one that belongs to the column, or back. */
  swapNumbering: onTable((table, picks) => {
    const column = picks.of(
      table.columns.filter(
        ({ autoincrement, identity, nullable }) =>
          (autoincrement && !nullable) || identity !== undefined,
      ),
    )
    if (column === undefined) return undefined
    const { autoincrement, identity: _, ...rest } = column
    const swapped: Column = autoincrement
      ? { ...rest, identity: { always: picks.chance(), ...picks.maybe(3, () => ({ cache: 3 })) } }
      : { ...rest, autoincrement: true }
    return { ...table, columns: table.columns.map((one) => (one === column ? swapped : one)) }
  }, isAlone),
}

/** Whether the rows there are have no value for it but the numbers it gives them. */
function isNewAmongRows({ origin }: Scene, table: Table, column: string): boolean {
  const had = origin && findTable(origin, table)
  return hasRows(origin, table) && had !== undefined && findColumn(had, column) === undefined
}
