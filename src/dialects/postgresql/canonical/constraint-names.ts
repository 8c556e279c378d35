import type { Check, IndexElement, Table } from '../../../schema/model.ts'
import { nameAmong } from '../../../source/sql-tokens.ts'
import { freeName } from '../domain.ts'
import { words } from '../expression.ts'
import { MAX_NAME_BYTES, madeName, serialSequence } from '../names.ts'

/**
 * Names for the constraints that have none, as PostgreSQL gives them: table, columns and kind, a number behind where
 * the name is taken by another constraint or relation of that schema.
 *
 * @see https://github.com/postgres/postgres/blob/REL_18_STABLE/src/backend/commands/indexcmds.c (ChooseIndexName)
 * @see https://github.com/postgres/postgres/blob/REL_18_STABLE/src/backend/catalog/pg_constraint.c (ChooseConstraintName)
 */
export function nameConstraints(tables: readonly Table[]): Table[] {
  const taken = new Map<string, Set<string>>()
  const result: Table[] = []
  for (const table of tables) {
    const used = taken.get(table.schema ?? '') ?? new Set<string>()
    taken.set(table.schema ?? '', used)
    result.push(nameThose(table, used))
  }
  return result
}

/** In the order in which `CREATE TABLE` makes them: sequences, the table, checks, indexes, keys to other tables. */
function nameThose(table: Table, used: Set<string>): Table {
  const named = <T extends { readonly name?: string }>(item: T, second: () => string | undefined, label: string): T => {
    const name = item.name ?? freeName((suffix) => madeName(table.name, second(), `${label}${suffix}`), used)
    used.add(name)
    return { ...item, name }
  }
  for (const column of table.columns)
    if (column.autoincrement || column.identity)
      used.add(column.sequenceName ?? serialSequence(table.name, column.name))
  used.add(table.name)
  const checks = table.checks.map((check) => named(check, () => onlyColumn(check, table), 'check'))
  const primaryKey = table.primaryKey && named(table.primaryKey, () => undefined, 'pkey')
  const uniques = table.uniques.map((unique) => named(unique, () => joined(unique.columns), 'key'))
  const exclusions = table.exclusions.map((exclusion) =>
    named(exclusion, () => joined(elementNames(exclusion.elements)), 'excl'),
  )
  const foreignKeys = table.foreignKeys.map((key) => named(key, () => joined(key.columns), 'fkey'))
  for (const index of table.indexes) used.add(index.name)
  return {
    ...table,
    checks,
    ...(primaryKey && { primaryKey }),
    uniques,
    exclusions,
    foreignKeys,
  }
}

/** The columns' names in one, as long as there is room in a buffer of 64 bytes for one more. */
function joined(columns: readonly string[]): string {
  let name = ''
  for (const column of columns) {
    name = name === '' ? column : `${name}_${column}`
    if (Buffer.byteLength(name) > MAX_NAME_BYTES) break
  }
  return name
}

/** An expression counts as a column called `expr`; a name that is there already gets a number. */
function elementNames(elements: readonly IndexElement[]): string[] {
  const names: string[] = []
  for (const { column } of elements) {
    let name = column ?? 'expr'
    for (let n = 1; names.includes(name); n += 1) name = `${column ?? 'expr'}${n}`
    names.push(name)
  }
  return names
}

/** The column that a check speaks of, where it speaks of one alone. */
function onlyColumn(check: Check, table: Table): string | undefined {
  const columns = table.columns.map(({ name }) => name)
  const tokens = words(check.expression.sql)
  const used = new Set(
    tokens.flatMap((token, at) => {
      const [before, after] = [tokens[at - 1]?.text.toLowerCase(), tokens[at + 1]]
      // A type, a function or a typed literal may be called like a column.
      if (before === '::' || before === 'as' || after?.text === '(' || after?.kind === 'string') return []
      if (after?.text === '.') return []
      return nameAmong(token, columns) ?? []
    }),
  )
  const [only, ...others] = used
  return others.length === 0 ? only : undefined
}
