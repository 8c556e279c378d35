import type { Check, Exclusion, ForeignKey, IndexElement, Table } from '../../../schema/model.ts'
import { isKeyword, nameIn } from '../../../source/sql-tokens.ts'
import { freeName } from '../domain.ts'
import { bare, isEnclosed, words } from '../expression.ts'
import { MAX_NAME_BYTES, madeName, serialSequence, storedName } from '../names.ts'

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
  const named = <T extends { readonly name?: string }>(
    item: T,
    second: () => string | undefined,
    label: string,
  ): T => {
    const name =
      item.name ?? freeName((suffix) => madeName(table.name, second(), `${label}${suffix}`), used)
    used.add(name)
    return { ...item, name }
  }
  for (const column of table.columns)
    if (column.autoincrement || column.identity)
      used.add(column.sequenceName ?? serialSequence(table.name, column.name))
  used.add(table.name)
  const nameChecks = nameSome((check: Check) =>
    named(check, () => onlyColumn(check, table), 'check'),
  )
  const nameKeys = nameSome((key: ForeignKey) => named(key, () => joined(key.columns), 'fkey'))
  const validChecks = nameChecks(table.checks, false)
  const primaryKey = table.primaryKey && named(table.primaryKey, () => undefined, 'pkey')
  const uniques = table.uniques.map((unique) =>
    named(unique, () => joined([...unique.columns, ...(unique.include ?? [])]), 'key'),
  )
  const exclusions = table.exclusions.map((exclusion) =>
    named(exclusion, () => joined(elementNames(membersOf(exclusion))), 'excl'),
  )
  const validKeys = nameKeys(table.foreignKeys, false)
  const checks = nameChecks(validChecks, true)
  const foreignKeys = nameKeys(validKeys, true)
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

/** Names those that are valid, or those that are not: these are only added when the table is there. */
const nameSome =
  <T extends { readonly notValid?: boolean }>(name: (item: T) => T) =>
  (items: readonly T[], late: boolean): T[] =>
    items.map((item) => ((item.notValid ?? false) === late ? name(item) : item))

const membersOf = ({ elements, include = [] }: Exclusion): IndexElement[] => [
  ...elements,
  ...include.map((column) => ({ column })),
]

/** The columns' names in one, as long as there is room in a buffer of 64 bytes for one more. */
function joined(columns: readonly string[]): string {
  let name = ''
  for (const column of columns) {
    name = name === '' ? column : `${name}_${column}`
    if (Buffer.byteLength(name) > MAX_NAME_BYTES) break
  }
  return name
}

/** An expression goes by the name of its function, else as `expr`; a name that is there already gets a number. */
function elementNames(elements: readonly IndexElement[]): string[] {
  const names: string[] = []
  for (const { column, expression } of elements) {
    const base = column ?? nameOfExpression(expression?.sql ?? '')
    let name = base
    for (let n = 1; names.includes(name); n += 1) name = `${base}${n}`
    names.push(name)
  }
  return names
}

/**
 * What PostgreSQL calls a column that is an expression: the function, the column that is cast, or the type it is cast to.
 *
 * @see https://github.com/postgres/postgres/blob/REL_18_STABLE/src/backend/parser/parse_target.c (FigureColnameInternal)
 */
function nameOfExpression(sql: string): string {
  const tokens = words(bare(sql))
  const [first, second] = tokens
  if (first === undefined) return 'expr'
  if (/^case$/i.test(first.text)) return 'case'
  const name = nameIn(first)
  if (name === undefined) return 'expr'
  if (second === undefined || second.text === '::') return storedName(name)
  const open = tokens.findIndex(({ text }) => text === '(')
  const isPath =
    open > 0 && tokens.slice(0, open).every(({ text }, at) => at % 2 === 0 || text === '.')
  if (!isPath || !isEnclosed(tokens.slice(open))) return 'expr'
  return nameIn(tokens[open - 1]!) ?? 'expr'
}

/** The column that a check speaks of, where it speaks of one alone. */
function onlyColumn(check: Check, table: Table): string | undefined {
  const columns = table.columns.map(({ name }) => name)
  const tokens = words(check.expression.sql)
  const used = new Set(
    tokens.flatMap((token, at) => {
      const [before, after] = [tokens[at - 1]?.text.toLowerCase(), tokens[at + 1]]
      // A type, a function or a typed literal may be called like a column.
      if (before === '::' || before === 'as' || after?.text === '(' || after?.kind === 'string')
        return []
      if (after?.text === '.') return []
      const name = nameIn(token)
      if (name === undefined || (token.kind === 'word' && isKeyword(name))) return []
      return columns.includes(storedName(name)) ? [storedName(name)] : []
    }),
  )
  const [only, ...others] = used
  return others.length === 0 ? only : undefined
}
