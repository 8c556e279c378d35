import { sameName } from '../../../../src/schema/lookup.ts'
import type {
  Exclusion,
  ForeignKey,
  PrimaryKey,
  Schema,
  Table,
  Unique,
} from '../../../../src/schema/model.ts'
import { anyExclusion } from '../exclusions.ts'
import { isSqlite } from '../ground.ts'
import { anyCheck, anyUnique } from '../keys.ts'
import type { Picks } from '../picks.ts'
import { isAlone, isPartitioned, type Makes, onTable, type Scene } from '../scene.ts'
import { hasRows, holdingOf } from '../values.ts'

/** What is said of a key, a constraint or an index besides what it is on: it changes, and the name stays. */
export const retouchMakes: Makes = {
  retouchPrimaryKey: onTable((table, picks, scene) => {
    const { primaryKey: key } = table
    if (key === undefined || key.withoutOverlaps) return undefined
    if (!isSqlite(scene.ground)) {
      const primaryKey = retouchedKey(key, picks, scene, table)
      return primaryKey && { ...table, primaryKey }
    }
    if (table.options?.autoincrement) return undefined
    const isNumber = table.columns.some(
      ({ name, type }) => key.columns.includes(name) && type.kind === 'integer',
    )
    const { onConflict, descending, ...rest } = key
    const primaryKey: PrimaryKey =
      isNumber || picks.chance()
        ? {
            ...rest,
            ...(descending && { descending }),
            ...otherOf(['ignore', 'fail', 'replace'] as const, onConflict, 'onConflict', picks),
          }
        : {
            ...rest,
            ...(onConflict && { onConflict }),
            ...(descending === undefined && { descending: [key.columns.at(-1)!] }),
          }
    return { ...table, primaryKey }
  }, isAlone),

  retouchUnique: onTable((table, picks, scene) => {
    const key = picks.of(table.uniques.filter(({ withoutOverlaps }) => !withoutOverlaps))
    if (key === undefined) return undefined
    const changed = isSqlite(scene.ground)
      ? conflicting(key, picks)
      : retouchedKey<Unique>(key, picks, scene, table)
    return changed && replaced(table, 'uniques', key, changed)
  }),

  retouchForeignKey: onTable((table, picks, scene) => {
    const key = picks.of(table.foreignKeys.filter(({ period }) => !period))
    const isComputed = key?.columns.some(
      (name) => table.columns.find((one) => one.name === name)?.generated,
    )
    if (key === undefined || isComputed) return undefined
    return replaced(table, 'foreignKeys', key, retouchedReference(key, picks, scene))
  }),

  retouchCheck: onTable((table, picks, { ground }) => {
    const check = picks.of(table.checks)
    if (check === undefined || isPartitioned(table)) return undefined
    const { noInherit, ...rest } = check
    const changed = isSqlite(ground)
      ? conflicting(check, picks)
      : { ...rest, ...(!noInherit && { noInherit: true }) }
    return replaced(table, 'checks', check, changed)
  }, isAlone),

  /** Another one in its place, of the same name. */
  remakeCheck: onTable((table, picks, scene) => {
    const old = picks.of(table.checks)
    return old && remade(table, 'checks', old, anyCheck(picks, scene, table))
  }, isAlone),

  remakeUnique: onTable((table, picks, scene) => {
    const old = picks.of(table.uniques.filter((key) => !isReferredTo(scene.schema, table, key)))
    return old && remade(table, 'uniques', old, anyUnique(picks, scene, table))
  }),
}

export const exclusionRetouchMakes: Makes = {
  retouchExclusion: onTable((table, picks) => {
    const old = picks.of(table.exclusions)
    if (old === undefined) return undefined
    const { where, deferrable, include, ...rest } = old
    const others = table.columns.filter(({ generated }) => generated?.stored !== false)
    const carries = old.using !== 'hash' && include === undefined && others.length > 0
    const changed: Exclusion = picks.one([
      {
        ...rest,
        ...(where && { where }),
        ...(include && { include }),
        ...other(deferrable, picks),
      },
      {
        ...rest,
        ...(where && { where }),
        ...(deferrable && { deferrable }),
        ...(carries && { include: [picks.of(others)!.name] }),
      },
      { ...rest, ...(deferrable && { deferrable }), ...(include && { include }) },
    ])
    return replaced(table, 'exclusions', old, changed)
  }),

  remakeExclusion: onTable((table, picks, scene) => {
    const old = picks.of(table.exclusions)
    return old && remade(table, 'exclusions', old, anyExclusion(picks, scene, table))
  }),
}

/** The option as another one of the list, or no longer said. */
function otherOf<T extends string, K extends string>(
  list: readonly T[],
  was: T | undefined | string,
  key: K,
  picks: Picks,
): { readonly [key in K]?: T } {
  const value = picks.of([undefined, ...list].filter((one) => one !== was))
  return (value === undefined ? {} : { [key]: value }) as { readonly [key in K]?: T }
}

const other = (deferrable: string | undefined, picks: Picks) =>
  otherOf(['immediate', 'deferred'] as const, deferrable, 'deferrable', picks)

function conflicting<T extends { readonly onConflict?: string }>(one: T, picks: Picks): T {
  const { onConflict, ...rest } = one
  const actions = ['ignore', 'replace', 'fail', 'rollback', 'abort'] as const
  return { ...rest, ...otherOf(actions, onConflict, 'onConflict', picks) } as T
}

function retouchedKey<K extends PrimaryKey & Unique>(
  key: K,
  picks: Picks,
  scene: Scene,
  table: Table,
): K | undefined {
  const { deferrable, include, nullsNotDistinct, ...rest } = key
  const others = table.columns.filter(
    ({ name, generated }) => !key.columns.includes(name) && generated?.stored !== false,
  )
  const kept = {
    ...(deferrable && { deferrable }),
    ...(include && { include }),
    ...(nullsNotDistinct && { nullsNotDistinct }),
  }
  const lacking = (name: keyof typeof kept) =>
    Object.fromEntries(Object.entries(kept).filter(([one]) => one !== name))
  switch (picks.number(3)) {
    case 0: {
      if (isPartitioned(table) || isReferredTo(scene.schema, table, key)) return undefined
      return { ...rest, ...lacking('deferrable'), ...other(deferrable, picks) } as unknown as K
    }
    case 1: {
      const more =
        include === undefined && others.length > 0 ? { include: [picks.of(others)!.name] } : {}
      return { ...rest, ...lacking('include'), ...more } as unknown as K
    }
    default: {
      const isKey = key === table.primaryKey
      const filled = key.columns.every(
        (name) =>
          !hasRows(scene.origin, table) || holdingOf(scene.origin, table, name) === 'values',
      )
      if (isKey || !(filled || nullsNotDistinct)) return undefined
      return {
        ...rest,
        ...lacking('nullsNotDistinct'),
        ...(!nullsNotDistinct && { nullsNotDistinct: true }),
      } as unknown as K
    }
  }
}

/** One answer, delay or match another than before. */
function retouchedReference(key: ForeignKey, picks: Picks, { ground }: Scene): ForeignKey {
  const { onUpdate, deferrable, match, onDeleteColumns, ...rest } = key
  const kept = {
    ...(onUpdate && { onUpdate }),
    ...(deferrable && { deferrable }),
    ...(match && { match }),
    ...(onDeleteColumns && { onDeleteColumns }),
  }
  const lacking = (name: keyof typeof kept) => {
    const { [name]: _, ...others } = kept
    return { ...rest, ...others }
  }
  const actions = ['cascade', 'set null', 'set default', 'restrict'] as const
  const sets = !isSqlite(ground) && (key.onDelete ?? '').startsWith('set')
  switch (picks.number(sets ? 4 : 3)) {
    case 0:
      return { ...lacking('onUpdate'), ...otherOf(actions, onUpdate, 'onUpdate', picks) }
    case 1:
      return { ...lacking('deferrable'), ...other(deferrable, picks) }
    case 2:
      // Of several columns some might be null.
      return {
        ...lacking('match'),
        ...(match === undefined && key.columns.length === 1 && { match: 'full' as const }),
      }
    default:
      return {
        ...lacking('onDeleteColumns'),
        ...(onDeleteColumns === undefined && { onDeleteColumns: [key.columns.at(-1)!] }),
      }
  }
}

/** Whether a foreign key needs it: then it cannot be deferred, or be another. */
const isReferredTo = ({ tables }: Schema, table: Table, { columns }: PrimaryKey): boolean =>
  tables.some(({ foreignKeys }) =>
    foreignKeys.some(
      ({ references }) =>
        sameName(references, table) &&
        String(references.columns.length > 0 ? references.columns : table.primaryKey?.columns) ===
          String(columns),
    ),
  )

type List = 'uniques' | 'foreignKeys' | 'checks' | 'exclusions' | 'indexes'

export const replaced = <T extends object>(table: Table, list: List, old: T, now: T): Table => ({
  ...table,
  [list]: (table[list] as readonly object[]).map((one) => (one === old ? now : one)),
})

export function remade<T extends { readonly name?: string }>(
  table: Table,
  list: List,
  old: T,
  made: T | undefined,
): Table | undefined {
  if (made === undefined) return undefined
  const { name: _, ...rest } = made
  return replaced<object>(table, list, old, {
    ...(old.name !== undefined && { name: old.name }),
    ...rest,
  })
}
