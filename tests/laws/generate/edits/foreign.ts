import { sameName } from '../../../../src/schema/lookup.ts'
import type { Column, Exclusion, Table, TableOptions } from '../../../../src/schema/model.ts'
import { isSqlite } from '../ground.ts'
import { type Makes, onTable } from '../scene.ts'

/** One without is dropped by its name alone. */
const hasColumns = ({ columns }: Table): boolean => columns.length > 0

/**
 * What only the other database knows is said, and no longer said: here it means nothing, and nothing may come of it.
 */
export const foreignMakes: Makes = {
  foreignOptions: onTable((table, picks, { ground, schema }) => {
    // A partitioned table gets no rows, and rows that refer want rows to refer to.
    const isReferredTo = schema.tables.some(({ foreignKeys }) =>
      foreignKeys.some(({ references }) => sameName(references, table)),
    )
    const own: readonly TableOptions[] = isSqlite(ground)
      ? [
          { unlogged: true },
          { with: { fillfactor: '70' } },
          { tablespace: 'fast' },
          { rowSecurity: 'forced' },
          ...(isReferredTo ? [] : [{ partitionBy: 'HASH ("id")' }]),
          { inherits: [{ name: 'nobody' }] },
        ]
      : [{ strict: true }, { withoutRowid: true }, { autoincrement: true }]
    const said = picks.of(own)!
    const rest = Object.entries(table.options ?? {}).filter(([key]) => !(key in said))
    return {
      ...table,
      options: { ...(Object.fromEntries(rest) as TableOptions), ...(!picks.chance(3) && said) },
    }
  }, hasColumns),

  foreignColumn: onTable((table, picks, { ground }) => {
    const column = picks.of(table.columns)
    if (column === undefined || isSqlite(ground)) return undefined
    const { notNullName: _, notNullOnConflict: __, ...rest } = column
    const said: Column = picks.chance(3)
      ? rest
      : { ...rest, notNullName: 'filled', notNullOnConflict: 'ignore' }
    return { ...table, columns: table.columns.map((one) => (one === column ? said : one)) }
  }),

  foreignKeyFacts: onTable((table, picks, { ground }) => {
    const { primaryKey, uniques, checks, foreignKeys } = table
    const unsaid = picks.chance(3)
    if (!isSqlite(ground)) {
      const facts = unsaid ? { onConflict: undefined } : { onConflict: 'replace' as const }
      const order = unsaid ? {} : { descending: primaryKey?.columns ?? [] }
      return {
        ...table,
        ...(primaryKey && { primaryKey: clean({ ...primaryKey, ...order, ...facts }) }),
        uniques: uniques.map((one) => clean({ ...one, ...facts })),
        checks: checks.map((one) => clean({ ...one, ...facts })),
      }
    }
    const carried = unsaid ? undefined : [table.columns[0]!.name]
    const wait = unsaid ? undefined : ('deferred' as const)
    const yes = unsaid ? undefined : true
    return {
      ...table,
      ...(primaryKey && {
        primaryKey: clean({ ...primaryKey, deferrable: wait, include: carried }),
      }),
      uniques: uniques.map((one) =>
        clean({ ...one, deferrable: wait, include: carried, nullsNotDistinct: yes }),
      ),
      checks: checks.map((one) => clean({ ...one, notValid: yes, noInherit: yes })),
      foreignKeys: foreignKeys.map((one) => clean({ ...one, notValid: yes })),
    }
  }),

  foreignIndex: onTable((table, picks, { ground }) => {
    const index = picks.of(table.indexes)
    if (index === undefined || !isSqlite(ground)) return undefined
    const { method: _, include: __, with: ___, tablespace: ____, ...rest } = index
    const said = {
      method: 'hash',
      include: [table.columns[0]!.name],
      with: { fillfactor: '70' },
      tablespace: 'fast',
      nullsNotDistinct: true,
      elements: index.elements.map((one) => ({
        ...one,
        // Said only where it is not the order that there would be anyway.
        nulls: one.descending ? ('last' as const) : ('first' as const),
        opclass: 'text_pattern_ops',
      })),
    }
    const now = picks.chance(3) ? rest : { ...rest, ...said }
    return { ...table, indexes: table.indexes.map((one) => (one === index ? now : one)) }
  }),

  foreignExclusion: onTable((table, picks, { ground }) => {
    if (!isSqlite(ground)) return undefined
    const exclusion: Exclusion = {
      using: 'gist',
      elements: [{ column: table.columns[0]!.name, operator: '=' }],
      ...picks.maybe(2, () => ({ dialects: ['postgresql'] })),
    }
    return { ...table, exclusions: picks.chance(3) ? [] : [exclusion] }
  }),
}

const clean = <T extends object>(record: T): T =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as T

export const isForeign = (options: Table['options'], dialect: 'sqlite' | 'postgresql'): boolean =>
  Object.keys(options ?? {}).some(
    (key) =>
      ['strict', 'withoutRowid', 'autoincrement'].includes(key) === (dialect === 'postgresql'),
  )
