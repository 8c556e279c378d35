import type {
  Column,
  ColumnType,
  ConflictAction,
  Generated,
  Table,
} from '../../../src/schema/model.ts'
import { isSqlite, quote } from './ground.ts'
import type { Picks } from './picks.ts'
import { isInteger, isText, newColumnName, plainType, type Scene } from './scene.ts'
import { anyDefault, anyType } from './types.ts'
import { hasRows } from './values.ts'

/** A new column. In a table that has rows it is nullable or has a value of its own, or no database could add it. */
export function anyColumn(picks: Picks, scene: Scene, table: Table): Column {
  const name = newColumnName(scene, table, picks)
  const generated = picks.chance(7) ? generatedFrom(picks, scene, table) : undefined
  if (generated !== undefined) return { name, nullable: true, ...generated }
  const type = anyType(picks, scene)
  const value = picks.chance(3) ? anyDefault(picks, type, scene) : undefined
  const optional = hasRows(scene.origin, table) && value === undefined
  const nullable = optional || !picks.chance()
  return {
    name,
    type,
    nullable,
    ...(value !== undefined && { default: value }),
    ...(nullable && value === undefined && picks.maybe(15, () => ({ default: { literal: null } }))),
    ...(isText(type) && picks.maybe(4, () => ({ collation: anyCollation(picks, scene) }))),
    ...picks.maybe(6, () => ({ comment: picks.one(['it\'s a "comment"', 'two\nlines', '$$']) })),
    ...(!nullable && conflictOf(picks, scene, value !== undefined)),
  }
}

/** What SQLite says of `NOT NULL`; only a default can replace a null. */
function conflictOf(picks: Picks, scene: Scene, hasDefault: boolean): Partial<Column> {
  if (!isSqlite(scene.ground)) return {}
  const action = hasDefault
    ? picks.one<ConflictAction>(['replace', 'ignore', 'abort'])
    : picks.one<ConflictAction>(['fail', 'rollback'])
  return {
    ...picks.maybe(7, () => ({ notNullOnConflict: action })),
    ...picks.maybe(7, () => ({ notNullName: picks.one(['filled', 'not "null"']) })),
  }
}

export const anyCollation = (picks: Picks, { ground }: Scene): string =>
  isSqlite(ground)
    ? picks.one(['NOCASE', 'RTRIM', 'BINARY'])
    : picks.one(['C', 'POSIX', 'und-x-icu'])

/** A column that is computed from one of the table's, the plainest way its type allows. */
export function generatedFrom(
  picks: Picks,
  { ground }: Scene,
  table: Table,
): { readonly type: ColumnType; readonly generated: Generated } | undefined {
  const source = picks.of(
    table.columns.filter(
      (column) =>
        column.generated === undefined &&
        (isInteger(column.type) || isText(plainType(column.type, ground))),
    ),
  )
  if (source === undefined || table.options?.partitionBy !== undefined) return undefined
  const virtual = isSqlite(ground) || ground.version[0] >= 18
  const name = quote(source.name)
  const ofText = isText(plainType(source.type, ground))
  const [type, sql] = ofText
    ? picks.one<[ColumnType, string]>([
        [{ kind: 'integer' }, `length(${name})`],
        [{ kind: 'text' }, `lower(${name}) || '; ''x'''`],
      ])
    : picks.one<[ColumnType, string]>([
        [{ kind: 'numeric' }, `${name} * 2`],
        [{ kind: 'text' }, `CASE WHEN ${name} > 3 THEN 'much' ELSE 'little' END`],
      ])
  const stored = !(virtual && picks.chance())
  const worded = picks.maybe(6, () => ({ dialects: { [ground.dialect]: `(${sql})` } }))
  return { type, generated: { expression: { sql, ...worded }, stored } }
}

/** Where a word for the same thing is another one. */
export const numberedColumn = (name: string, type: ColumnType = { kind: 'integer' }): Column => ({
  name,
  type,
  nullable: false,
  autoincrement: true,
})
