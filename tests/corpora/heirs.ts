import { applyRenames, type Rename } from '../../src/compare/index.ts'
import type { Dialect } from '../../src/dialects/dialect.ts'
import { findColumn, sameName } from '../../src/schema/lookup.ts'
import type { ObjectName, Schema } from '../../src/schema/model.ts'
import { type Survival, survivalOf } from '../laws/rows.ts'

/** The tables and columns that stay, each as it was and as it will be. */
export type Heirs = readonly Survival[]

/** What stays of `before`, under whatever name it has in `after`. */
export function heirsOf(
  before: Schema,
  after: Schema,
  renames: readonly Rename[],
  dialect: Dialect,
): Heirs {
  const { found } = applyRenames({ found: before, canonical: after, dialect, renames })
  // A rename leaves everything in its place.
  return survivalOf(found, after).map((one) => {
    const was = before.tables[found.tables.indexOf(one.was)]!
    const columns = one.columns.map(({ was: column, is }) => ({
      was: was.columns[one.was.columns.indexOf(column)]!,
      is,
    }))
    return { ...one, was, columns }
  })
}

export const heirOf = (heirs: Heirs, table: ObjectName): Survival | undefined =>
  heirs.find(({ was }) => sameName(was, table))

const MARK = /@renamed from=(?:"([^"]+)"|([\w.]+))/
const NAME = /^(?:([\w]+)\.)?(?:"([^"]+)"|(\w+))/

/** The renames of tables and columns that remarks in the SQL state, as sqldef reads them, less those done before. */
export const renamesIn = (sql: string, before: Schema): Rename[] =>
  statedIn(sql).filter((rename, _, all) => {
    if (rename.kind === 'table') return true
    const table = all.find((one) => one.kind === 'table' && one.to === rename.table) ?? {
      from: rename.table,
    }
    const was = before.tables.find(({ name }) => name === table.from)
    return was === undefined || findColumn(was, rename.from) !== undefined
  })

function statedIn(sql: string): Rename[] {
  const renames: Rename[] = []
  let table: ObjectName | undefined
  for (const line of sql.split('\n').map((text) => text.trim())) {
    const created = /^CREATE TABLE (?:IF NOT EXISTS )?(.*)/i.exec(line)?.[1]
    if (created !== undefined) table = named(created)
    else if (/^\)|^CREATE|^ALTER|^COMMENT/i.test(line)) table = undefined
    const [, quoted, bare] = MARK.exec(line) ?? []
    const from = quoted ?? bare
    if (from === undefined || table === undefined) continue
    const schema = table.schema === undefined ? {} : { schema: table.schema }
    if (created !== undefined) renames.push({ kind: 'table', ...schema, from, to: table.name })
    else if (!/^CONSTRAINT\b/i.test(line))
      renames.push({ kind: 'column', ...schema, table: table.name, from, to: named(line)!.name })
  }
  return renames
}

function named(text: string): ObjectName | undefined {
  const [, schema, quoted, bare] = NAME.exec(text) ?? []
  const name = quoted ?? bare
  if (name === undefined) return undefined
  return schema === undefined || schema === 'public' ? { name } : { schema, name }
}
