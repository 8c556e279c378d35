import { findTable, sameName } from '../../../../src/schema/lookup.ts'
import type { Column, Schema, Table } from '../../../../src/schema/model.ts'
import { anyColumn } from '../columns.ts'
import { withoutColumn, withoutUses } from '../forget.ts'
import { anyCheck } from '../keys.ts'
import type { Picks } from '../picks.ts'
import { isText, type Makes, newName, type Scene, withTable } from '../scene.ts'
import { anyDefault, kinOf } from '../types.ts'
import { hasRows } from '../values.ts'
import { canComeBack } from '../way-back.ts'

/** A table and those that inherit from it, and from it alone, and say all its columns again. */
interface Family {
  readonly parent: Table
  readonly children: readonly Table[]
}

function anyFamily({ schema }: Scene, picks: Picks): Family | undefined {
  const families = schema.tables.flatMap((parent): Family[] => {
    const children = schema.tables.filter(({ options }) =>
      options?.inherits?.some((name) => sameName(name, parent)),
    )
    const areAlike = children.every(
      ({ columns, options }) =>
        options?.inherits?.length === 1 &&
        parent.columns.every(({ name }) => columns.some((one) => one.name === name)),
    )
    return children.length > 0 && areAlike ? [{ parent, children }] : []
  })
  return picks.of(families)
}

const everywhere = (
  { parent, children }: Family,
  schema: Schema,
  change: (schema: Schema, table: Table) => Schema,
): Schema =>
  [parent, ...children].reduce((now, table) => change(now, findTable(now, table)!), schema)

/** A column that all of them have, and that is nothing but that in any. */
function commonColumn({ parent, children }: Family, picks: Picks): Column | undefined {
  return picks.of(
    parent.columns.filter(({ name }) =>
      [parent, ...children].every((table) => {
        const column = table.columns.find((one) => one.name === name)!
        return (
          column.generated === undefined &&
          column.identity === undefined &&
          !column.autoincrement &&
          !table.primaryKey?.columns.includes(name)
        )
      }),
    ),
  )
}

export const familyMakes: Makes = {
  addFamilyColumn: (scene, picks) => {
    const family = anyFamily(scene, picks)
    if (family === undefined) return undefined
    const { parent, children } = family
    const all = { ...parent, columns: [parent, ...children].flatMap(({ columns }) => columns) }
    const made = anyColumn(picks, scene, all)
    const isOptional = [parent, ...children].some((table) => hasRows(scene.origin, table))
    if (made.generated !== undefined) return undefined
    const column = isOptional && made.default === undefined ? { ...made, nullable: true } : made
    const at = parent.columns.length
    return everywhere(family, scene.schema, (schema, table) =>
      withTable(schema, {
        ...table,
        // What is inherited comes first, and what it says of itself stays with it.
        columns: [...table.columns.slice(0, at), column, ...table.columns.slice(at)],
      }),
    )
  },

  dropFamilyColumn: (scene, picks) => {
    const family = anyFamily(scene, picks)
    const column = family && commonColumn(family, picks)
    if (family === undefined || column === undefined || family.parent.columns.length < 2)
      return undefined
    const tables = [family.parent, ...family.children]
    if (!tables.every((table) => canComeBack(scene.origin, table, column.name))) return undefined
    return everywhere(family, scene.schema, (schema, table) => {
      const there = table.columns.find(({ name }) => name === column.name)
      return there === undefined ? schema : withoutColumn(schema, table, there)
    })
  },

  widenFamilyColumn: (scene, picks) => {
    const family = anyFamily(scene, picks)
    const column = family && commonColumn(family, picks)
    const type = column && kinOf(column.type, picks)
    if (family === undefined || column === undefined || type === undefined) return undefined
    if (scene.origin !== undefined) {
      const was = findTable(scene.origin, family.parent)?.columns.find(
        ({ name }) => name === column.name,
      )
      if (was !== undefined && JSON.stringify(was.type) !== JSON.stringify(column.type))
        return undefined
    }
    return everywhere(family, scene.schema, (schema, table) => {
      const bare = withoutUses(schema, table, column)
      const left = findTable(bare, table)!
      return withTable(bare, {
        ...left,
        columns: left.columns.map((one) => {
          if (one.name !== column.name) return one
          const { collation, ...rest } = one
          return { ...rest, type, ...(collation !== undefined && isText(type) && { collation }) }
        }),
      })
    })
  },

  freeFamilyColumn: (scene, picks) => {
    const family = anyFamily(scene, picks)
    const column = family && commonColumn(family, picks)
    if (family === undefined || column === undefined) return undefined
    const tables = [family.parent, ...family.children]
    const nullable = !tables.some(({ columns }) =>
      columns.some((one) => one.name === column.name && one.nullable),
    )
    // Rows that have a null there would be in the way.
    if (!nullable && tables.some((table) => hasRows(scene.origin, table))) return undefined
    return everywhere(family, scene.schema, (schema, table) => ({
      ...withTable(schema, {
        ...table,
        columns: table.columns.map((one) =>
          one.name === column.name ? { ...one, nullable } : one,
        ),
      }),
    }))
  },

  defaultOfFamily: (scene, picks) => {
    const family = anyFamily(scene, picks)
    const column = family && commonColumn(family, picks)
    const value = column && anyDefault(picks, column.type, scene)
    if (family === undefined || column === undefined || value === undefined) return undefined
    const one = picks.chance() ? family.parent : picks.of([family.parent, ...family.children])!
    const both = picks.chance()
    return everywhere(family, scene.schema, (schema, table) =>
      both || sameName(table, one)
        ? withTable(schema, {
            ...table,
            columns: table.columns.map((each) =>
              each.name === column.name ? { ...each, default: value } : each,
            ),
          })
        : schema,
    )
  },

  checkFamily: (scene, picks) => {
    const family = anyFamily(scene, picks)
    if (family === undefined) return undefined
    const gone = picks.of(family.parent.checks.filter(({ name }) => name !== undefined))
    if (gone !== undefined && picks.chance())
      return everywhere(family, scene.schema, (schema, table) =>
        withTable(schema, {
          ...table,
          checks: table.checks.filter(({ name }) => name !== gone.name),
        }),
      )
    const made = anyCheck(picks, scene, family.parent)
    if (made === undefined || made.noInherit || made.notValid || made.dialects) return undefined
    const check = { ...made, name: newName(scene, picks, 'ck_') }
    return everywhere(family, scene.schema, (schema, table) =>
      withTable(schema, { ...table, checks: [...table.checks, check] }),
    )
  },
}
