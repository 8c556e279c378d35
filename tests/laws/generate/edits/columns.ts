import { findTable, sameName } from '../../../../src/schema/lookup.ts'
import type { Column, Schema, Table } from '../../../../src/schema/model.ts'
import { anyCollation, anyColumn, generatedFrom } from '../columns.ts'
import { withoutColumn, withoutUses } from '../forget.ts'
import { speaksOf } from '../ground.ts'
import { partitionColumns } from '../keys.ts'
import type { Picks } from '../picks.ts'
import {
  isAlone,
  isOnTop,
  isPartitioned,
  isText,
  type Makes,
  onTable,
  plainType,
  type Scene,
  textOf,
  withColumn,
  withTable,
} from '../scene.ts'
import { anyDefault, kinOf, otherOf } from '../types.ts'
import { hasRows, holdingOf } from '../values.ts'
import { canComeBack } from '../way-back.ts'

const isStrict = (table: Table): boolean => table.options?.strict === true

const isNumbered = ({ autoincrement, identity }: Column): boolean =>
  autoincrement === true || identity !== undefined

const ownValue = (column: Column): boolean => column.generated === undefined && !isNumbered(column)

export const columnMakes: Makes = {
  addColumn: onTable(
    (table, picks, scene) => ({
      ...table,
      columns: [...table.columns, anyColumn(picks, scene, table)],
    }),
    (table, scene) => !isStrict(table) && isOnTop(table, scene),
  ),

  dropColumn: (scene, picks) => {
    const { schema } = scene
    const table = picks.of(schema.tables.filter((one) => isOnTop(one, scene)))
    const column = picks.of(
      table?.columns.filter(({ name }) => !partitionColumns(table).includes(name)) ?? [],
    )
    if (table === undefined || column === undefined) return undefined
    if (table.primaryKey?.columns.includes(column.name)) return undefined
    if (!canComeBack(scene.origin, table, column.name)) return undefined
    if (table.columns.length - computedFrom(table, column) < 2) return undefined
    return withoutColumn(schema, table, column)
  },

  /** A wider type of the same kind, under all that stands on the column. */
  widen: (scene, picks) => {
    const found = retypable(scene, picks, (column) => kinOf(column.type, picks) !== undefined)
    const type = found && kinOf(found.column.type, picks)
    if (found === undefined || type === undefined) return undefined
    const { table, column } = found
    const inKey = table.foreignKeys.some(({ columns }) => columns.includes(column.name))
    const isJoined = inKey || isReferredTo(scene.schema, table, column)
    // Rows are yet to be written, and a value depends on the type.
    if (isJoined && (scene.origin === undefined || type.kind === 'timestamp')) return undefined
    const isExcluded = table.exclusions.some(({ elements }) =>
      elements.some(
        (one) => one.column === column.name || speaksOf(textOf(one.expression), column.name),
      ),
    )
    return isExcluded
      ? undefined
      : withTable(scene.schema, withColumn(table, column.name, { type }))
  },

  /** Another type, after what spoke of the column is gone. */
  retype: (scene, picks) => {
    const found = retypable(scene, picks, (column) => otherOf(column.type, picks) !== undefined)
    const type = found && otherOf(found.column.type, picks)
    if (found === undefined || type === undefined) return undefined
    const { table, column } = found
    if (table.primaryKey?.columns.includes(column.name)) return undefined
    // The default that the rows there are get would go.
    if (!column.nullable && isNew(column, table, scene)) return undefined
    const bare = withoutUses(scene.schema, table, column)
    const left = findTable(bare, table)!
    return withTable(bare, {
      ...left,
      columns: left.columns.map((one) => (one.name === column.name ? retyped(one, type) : one)),
    })
  },

  nullability: onTable((table, picks, scene) => {
    const column = picks.of(
      table.columns.filter(
        (one) =>
          !table.primaryKey?.columns.includes(one.name) &&
          ownValue(one) &&
          canChangeNull(one, table, scene),
      ),
    )
    if (column === undefined) return undefined
    const { notNullOnConflict: _, notNullName: __, ...rest } = column
    return {
      ...table,
      columns: table.columns.map((one) =>
        one === column ? { ...rest, nullable: !column.nullable } : one,
      ),
    }
  }, isAlone),

  setDefault: onTable((table, picks, scene) => {
    const column = picks.of(
      table.columns.filter(
        (one) => ownValue(one) && !(isNew(one, table, scene) && isHeld(one, table)),
      ),
    )
    const value = column && anyDefault(picks, column.type, scene)
    return column && value && withColumn(table, column.name, { default: value })
  }, isOnTop),

  dropDefault: onTable((table, picks, scene) => {
    const column = picks.of(
      table.columns.filter(
        (one) => one.default !== undefined && (one.nullable || !isNew(one, table, scene)),
      ),
    )
    if (column === undefined || column.notNullOnConflict !== undefined) return undefined
    const { default: _, ...rest } = column
    return { ...table, columns: table.columns.map((one) => (one === column ? rest : one)) }
  }, isOnTop),

  collate: onTable((table, picks, scene) => {
    const column = picks.of(
      table.columns.filter(
        (one) =>
          isText(plainType(one.type, scene.ground)) &&
          one.generated === undefined &&
          !table.foreignKeys.some(({ columns }) => columns.includes(one.name)) &&
          !isReferredTo(scene.schema, table, one) &&
          !partitionColumns(table).includes(one.name) &&
          !table.columns.some(({ generated }) => generated !== undefined),
      ),
    )
    if (column === undefined) return undefined
    const { collation: _, ...rest } = column
    const changed = picks.chance(3) ? rest : { ...rest, collation: anyCollation(picks, scene) }
    return { ...table, columns: table.columns.map((one) => (one === column ? changed : one)) }
  }, isOnTop),

  columnComment: onTable((table, picks) => {
    const column = picks.of(table.columns)
    if (column === undefined) return undefined
    const { comment: _, ...rest } = column
    const changed = picks.chance(3)
      ? rest
      : { ...rest, comment: picks.one(["don't", 'line\nbreak']) }
    return { ...table, columns: table.columns.map((one) => (one === column ? changed : one)) }
  }, isOnTop),

  /** The same column, computed another way, or no longer. */
  regenerate: onTable((table, picks, scene) => {
    const column = picks.of(table.columns.filter(({ generated }) => generated !== undefined))
    const again = column && generatedFrom(picks, scene, table)
    if (again === undefined || again.type.kind !== column?.type.kind) return undefined
    // An index may need it stored, a key's too.
    const { indexes, primaryKey, uniques, exclusions } = table
    const isIndexed = [indexes, primaryKey ?? [], uniques, exclusions].flat().length > 0
    const { stored } = isIndexed ? column.generated! : again.generated
    return withColumn(table, column.name, { generated: { ...again.generated, stored } })
  }, isAlone),
}

/** Rows are to get the column, each the same value. */
const isNew = ({ name }: Column, table: Table, { origin }: Scene): boolean =>
  hasRows(origin, table) && holdingOf(origin, table, name) === 'what the database says'

/** What rows have there must differ, or be somewhere else too. */
export const isHeld = ({ name }: Column, table: Table): boolean =>
  [table.primaryKey, ...table.uniques, ...table.foreignKeys].some((key) =>
    key?.columns.includes(name),
  ) ||
  [...table.indexes.filter(({ unique }) => unique), ...table.exclusions].some(({ elements }) =>
    elements.some((one) => one.column === name || speaksOf(textOf(one.expression), name)),
  )

const computedFrom = (table: Table, column: Column): number =>
  table.columns.filter(({ generated }) => generated?.expression.sql.includes(column.name)).length

export const isReferredTo = (schema: Schema, table: Table, { name }: Column): boolean =>
  schema.tables.some(({ foreignKeys }) =>
    foreignKeys.some(
      ({ references }) =>
        sameName(references, table) &&
        (references.columns.length === 0 || references.columns.includes(name)),
    ),
  )

function retypable(
  scene: Scene,
  picks: Picks,
  able: (column: Column) => boolean,
): { readonly table: Table; readonly column: Column } | undefined {
  const table = picks.of(scene.schema.tables.filter((one) => isOnTop(one, scene) && !isStrict(one)))
  const column = picks.of(
    table?.columns.filter(
      (one) =>
        ownValue(one) &&
        !partitionColumns(table).includes(one.name) &&
        able(one) &&
        // A type is changed once: what its values were must be plain.
        sameAsWas(scene, table, one),
    ) ?? [],
  )
  return table && column && { table, column }
}

function sameAsWas({ origin }: Scene, table: Table, column: Column): boolean {
  const had = origin && findTable(origin, table)
  const was = had?.columns.find(({ name }) => name === column.name)
  return was === undefined || JSON.stringify(was.type) === JSON.stringify(column.type)
}

function retyped(column: Column, type: Column['type']): Column {
  const { collation, default: value, ...rest } = column
  return {
    ...rest,
    type,
    ...(collation !== undefined && isText(type) && { collation }),
    ...(column.notNullOnConflict !== undefined &&
      value !== undefined && {
        default: { literal: ['date', 'timestamp'].includes(type.kind) ? '2024-01-02' : '5' },
      }),
  }
}

/** A null may stand where rows have one, or the database puts one. */
function canChangeNull(column: Column, table: Table, { origin }: Scene): boolean {
  if (!column.nullable) return true
  return (
    !hasRows(origin, table) ||
    isPartitioned(table) ||
    holdingOf(origin, table, column.name) === 'values'
  )
}
