import { sameName } from '../../../../src/schema/lookup.ts'
import type {
  Check,
  Exclusion,
  ForeignKey,
  Index,
  Schema,
  Table,
} from '../../../../src/schema/model.ts'
import { anyCondition } from '../conditions.ts'
import { anyExclusion } from '../exclusions.ts'
import { anyIndex } from '../indexes.ts'
import { anyCheck, anyForeignKey, anyPrimaryKey, anyUnique } from '../keys.ts'
import { relationNames } from '../names.ts'
import type { Picks } from '../picks.ts'
import { isAlone, isOnTop, type Makes, newName, onTable } from '../scene.ts'

const withoutTable = (schema: Schema, table: Table): Schema => ({
  ...schema,
  tables: schema.tables.filter((one) => one !== table),
})

const NAMED = ['checks', 'uniques', 'foreignKeys', 'exclusions', 'primaryKey'] as const

export const constraintMakes: Makes = {
  addCheck: onTable((table, picks, scene) => {
    const check = anyCheck(picks, scene, table)
    return check && { ...table, checks: [...table.checks, check] }
  }, isOnTop),

  changeCheck: onTable((table, picks, scene) => {
    const check = picks.of(table.checks)
    const expression = anyCondition(picks, scene, table)
    if (check === undefined || expression === undefined) return undefined
    if (table.checks.some((one) => one.expression.sql === expression.sql)) return undefined
    return {
      ...table,
      checks: table.checks.map((one) => (one === check ? { ...one, expression } : one)),
    }
  }, isOnTop),

  validate: onTable(
    (table) => ({
      ...table,
      checks: table.checks.map(({ notValid: _, ...check }) => check),
      foreignKeys: table.foreignKeys.map(({ notValid: _, ...key }) => key),
    }),
    isAlone,
  ),

  dropCheck: onTable((table, picks) => without(table, 'checks', picks), isOnTop),

  addUnique: onTable((table, picks, scene) => {
    const unique = anyUnique(picks, scene, table)
    return unique && { ...table, uniques: [...table.uniques, unique] }
  }),

  dropUnique: ({ schema }, picks) => {
    const table = picks.of(schema.tables.filter(({ uniques }) => uniques.length > 0))
    const changed = table && without(table, 'uniques', picks)
    const gone = changed && table.uniques.find((one) => !changed.uniques.includes(one))
    return changed && gone && withoutReferences(schema, changed, gone.columns)
  },

  addPrimaryKey: onTable((table, picks, scene) => anyPrimaryKey(picks, scene, table), isAlone),

  dropPrimaryKey: ({ schema }, picks) => {
    const table = picks.of(
      schema.tables.filter(
        ({ primaryKey, options, columns }) =>
          primaryKey !== undefined &&
          !options?.withoutRowid &&
          !options?.autoincrement &&
          !columns.some(({ autoincrement }) => autoincrement),
      ),
    )
    if (table === undefined) return undefined
    const { primaryKey, ...left } = table
    return withoutReferences(schema, left, primaryKey!.columns)
  },

  addForeignKey: onTable(
    (table, picks, scene) => {
      const made = anyForeignKey(picks, scene, table)
      return (
        made && {
          ...table,
          columns: [...table.columns, ...made.columns],
          foreignKeys: [...table.foreignKeys, made.key],
        }
      )
    },
    (table, scene) => !table.options?.strict && isAlone(table, scene),
  ),

  changeForeignKey: onTable((table, picks) => {
    const key = picks.of(table.foreignKeys.filter((one) => !one.period && !one.onDeleteColumns))
    const computed = key?.columns.some(
      (name) => table.columns.find((one) => one.name === name)?.generated,
    )
    if (key === undefined || computed) return undefined
    const { onDelete, deferrable, ...rest } = key
    const changed: ForeignKey = picks.chance()
      ? {
          ...rest,
          ...(onDelete !== 'cascade' && { onDelete: 'cascade' as const }),
          ...(deferrable && { deferrable }),
        }
      : {
          ...rest,
          ...(onDelete && { onDelete }),
          ...(!deferrable && { deferrable: 'deferred' as const }),
        }
    return { ...table, foreignKeys: table.foreignKeys.map((one) => (one === key ? changed : one)) }
  }),

  dropForeignKey: onTable((table, picks) => without(table, 'foreignKeys', picks)),

  nameConstraint: onTable((table, picks, scene) => {
    const kind = picks.of(NAMED.filter((one) => [table[one] ?? []].flat().length > 0))
    if (kind === undefined) return undefined
    const items: readonly { readonly name?: string }[] = [table[kind] ?? []].flat()
    const item = picks.of(items)!
    const { name: _, ...rest } = item
    // What bears the name elsewhere, too, still says it.
    const isShared = relationNames(withoutTable(scene.schema, table)).includes(item.name ?? '')
    const changed =
      picks.chance(3) && !isShared ? rest : { ...rest, name: newName(scene, picks, 'named_') }
    const list = items.map((one) => (one === item ? changed : one))
    return { ...table, [kind]: kind === 'primaryKey' ? list[0] : list }
  }, isAlone),

  constraintComment: onTable((table, picks) => {
    const kinds = [...NAMED, 'indexes'] as const
    const kind = picks.of(kinds.filter((one) => [table[one] ?? []].flat().length > 0))
    if (kind === undefined) return undefined
    const items = [table[kind] ?? []].flat()
    const item = picks.of(items)!
    const { comment: _, ...rest } = item
    const changed = picks.chance(3) ? rest : { ...rest, comment: picks.one(["it's", 'a\n$$']) }
    const list = items.map((one) => (one === item ? changed : one))
    return { ...table, [kind]: kind === 'primaryKey' ? list[0] : list }
  }),

  /** An index, a check or an exclusion is for some databases only, or for all again. */
  limitItem: onTable((table, picks) => {
    const kinds = ['indexes', 'checks', 'exclusions'] as const
    const kind = picks.of(kinds.filter((one) => table[one].length > 0))
    if (kind === undefined) return undefined
    const items: readonly (Index | Check | Exclusion)[] = table[kind]
    const item = picks.of(items)!
    const { dialects, ...rest } = item
    const other = picks.one(['sqlite', 'postgresql'] as const)
    const now = dialects === undefined ? { ...rest, dialects: [other] } : rest
    return { ...table, [kind]: items.map((one) => (one === item ? now : one)) }
  }, isAlone),

  addIndex: onTable((table, picks, scene) => {
    const index = anyIndex(picks, scene, table)
    return index && { ...table, indexes: [...table.indexes, index] }
  }),

  changeIndex: onTable((table, picks, scene) => {
    const index = picks.of(
      table.indexes.filter(({ method, unique }) => method === undefined && !unique),
    )
    if (index === undefined) return undefined
    const { where, ...rest } = index
    const condition = anyCondition(picks, scene, table)
    const changed: Index =
      where === undefined && condition !== undefined ? { ...rest, where: condition } : rest
    return { ...table, indexes: table.indexes.map((one) => (one === index ? changed : one)) }
  }),

  dropIndex: onTable((table, picks) => without(table, 'indexes', picks)),
}

export const exclusionMakes: Makes = {
  addExclusion: onTable((table, picks, scene) => {
    const exclusion = anyExclusion(picks, scene, table)
    return exclusion && { ...table, exclusions: [...table.exclusions, exclusion] }
  }),

  dropExclusion: onTable((table, picks) => without(table, 'exclusions', picks)),
}

function without(
  table: Table,
  key: 'checks' | 'uniques' | 'foreignKeys' | 'indexes' | 'exclusions',
  picks: Picks,
): Table | undefined {
  const items: readonly unknown[] = table[key]
  const gone = picks.of(items)
  return gone === undefined ? undefined : { ...table, [key]: items.filter((one) => one !== gone) }
}

/** With a table that has lost a key, and without the foreign keys that needed it. */
const withoutReferences = (schema: Schema, table: Table, columns: readonly string[]): Schema => ({
  ...schema,
  tables: schema.tables.map((one) => {
    const now = sameName(one, table) ? table : one
    return {
      ...now,
      foreignKeys: now.foreignKeys.filter(
        ({ references }) =>
          !(
            sameName(references, table) &&
            (references.columns.length === 0 || String(references.columns) === String(columns))
          ),
      ),
    }
  }),
})
