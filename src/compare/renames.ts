import { applyFor } from '../operations/apply.ts'
import type { Operation } from '../operations/model.ts'
import { findColumn, findTable, nameOf, spell } from '../schema/lookup.ts'
import type { DialectName, ObjectName, Schema, Table } from '../schema/model.ts'
import { UnknownRenameError } from './errors.ts'
import type { CompareInput, Rename } from './model.ts'

export interface Renamed {
  /** What was found, as it is once the renames are done. */
  readonly found: Schema
  readonly operations: readonly Operation[]
}

/**
 * The stated renames, tables first, and the schema after them: what is left is compared under the new names. Call it
 * before the wanted schema is normalized too, so that expressions are judged on columns of the same names.
 */
export function applyRenames({
  found,
  canonical,
  dialect,
  renames = [],
}: Pick<CompareInput, 'found' | 'canonical' | 'dialect' | 'renames'>): Renamed {
  const tables = renames
    .filter((rename) => rename.kind === 'table')
    .map((rename) => tableRename(rename, found, canonical))
  const homes = newHomes(tables, found)
  const afterTables = after(found, [...homes, ...tables], dialect.name)
  const columns = renames
    .filter((rename) => rename.kind === 'column')
    .map((rename) => columnRename(rename, tables, afterTables, canonical))
  const afterColumns = after(afterTables, columns, dialect.name)
  const cased = dialect.name === 'sqlite' ? caseRenames(afterColumns, canonical) : []
  return {
    found: after(afterColumns, cased, dialect.name),
    operations: [...homes, ...tables, ...columns, ...cased],
  }
}

const after = (schema: Schema, operations: readonly Operation[], dialect: DialectName): Schema =>
  operations.reduce(applyFor(dialect), schema)

function tableRename(
  rename: Rename & { kind: 'table' },
  found: Schema,
  canonical: Schema,
): Operation<'renameTable'> {
  const home = rename.toSchema === undefined ? rename.schema : (rename.toSchema ?? undefined)
  const from = inSchema(rename.schema, rename.from)
  const to = inSchema(home, rename.to)
  if (findTable(found, from) === undefined)
    throw new UnknownRenameError(
      rename,
      `the database has no table "${rename.from}"`,
      rename.from,
      namesOf(found.tables, rename.schema),
    )
  if (findTable(found, to) !== undefined)
    throw new UnknownRenameError(
      rename,
      `the database has a table "${spell(to)}" already`,
      rename.to,
      namesOf(canonical.tables, home),
    )
  if (findTable(canonical, to) === undefined)
    throw new UnknownRenameError(
      rename,
      `the models have no table "${spell(to)}"`,
      rename.to,
      namesOf(canonical.tables, home),
    )
  return { kind: 'renameTable', from, to }
}

/** The schemas that tables move to and that are not there yet. */
const newHomes = (
  tables: readonly Operation<'renameTable'>[],
  { schemas }: Schema,
): Operation<'createSchema'>[] =>
  [...new Set(tables.flatMap(({ to }) => to.schema ?? []))]
    .filter((name) => !schemas.includes(name))
    .map((name) => ({ kind: 'createSchema', name }))

const inSchema = (schema: string | undefined, name: string): ObjectName =>
  schema === undefined ? { name } : { schema, name }

function columnRename(
  rename: Rename & { kind: 'column' },
  tables: readonly Operation<'renameTable'>[],
  found: Schema,
  canonical: Schema,
): Operation<'renameColumn'> {
  const stated = inSchema(rename.schema, rename.table)
  const name =
    tables.find(({ from }) => from.name === stated.name && from.schema === stated.schema)?.to ??
    stated
  const was = findTable(found, name)
  const is = findTable(canonical, name)
  if (was === undefined || is === undefined)
    throw new UnknownRenameError(
      rename,
      `${was === undefined ? 'the database has' : 'the models have'} no table "${rename.table}"`,
      rename.table,
      namesOf((was === undefined ? found : canonical).tables, rename.schema),
    )
  const problem = columnProblem(rename, was, is)
  if (problem !== undefined) throw problem
  return { kind: 'renameColumn', table: name, from: rename.from, to: rename.to }
}

function columnProblem(
  rename: Rename & { kind: 'column' },
  was: Table,
  is: Table,
): UnknownRenameError | undefined {
  const fail = (problem: string, wrong: string, table: Table) =>
    new UnknownRenameError(
      rename,
      problem,
      wrong,
      table.columns.map(({ name }) => name),
    )
  if (findColumn(was, rename.from) === undefined)
    return fail(`table "${was.name}" has no column "${rename.from}"`, rename.from, was)
  if (findColumn(was, rename.to) !== undefined)
    return fail(`table "${was.name}" has a column "${rename.to}" already`, rename.to, is)
  if (findColumn(is, rename.to) === undefined)
    return fail(`the models have no column "${rename.to}" in it`, rename.to, is)
  return undefined
}

/** To SQLite `Mail` and `mail` are one column: it can be spelled anew, but never be there beside itself. */
const caseRenames = (found: Schema, canonical: Schema): Operation<'renameColumn'>[] =>
  canonical.tables.flatMap((is) => {
    const was = found.tables.find(({ name }) => name.toLowerCase() === is.name.toLowerCase())
    if (was === undefined) return []
    return is.columns.flatMap((column): Operation<'renameColumn'>[] => {
      if (findColumn(was, column.name) !== undefined) return []
      const same = was.columns.find(
        ({ name }) =>
          name.toLowerCase() === column.name.toLowerCase() && findColumn(is, name) === undefined,
      )
      if (same === undefined) return []
      return [{ kind: 'renameColumn', table: nameOf(was), from: same.name, to: column.name }]
    })
  })

const namesOf = (tables: readonly Table[], schema: string | undefined): string[] =>
  tables.filter((table) => table.schema === schema).map(({ name }) => name)
