import { typeSql } from '../../src/dialects/postgresql/types.ts'
import type { Connection } from '../../src/drivers/connection.ts'
import type { Column, ColumnType } from '../../src/schema/model.ts'
import { nameIn, tokenize } from '../../src/source/sql-tokens.ts'
import { type Ground, isSqlite, quote } from '../laws/generate/ground.ts'
import { isInteger, isText } from '../laws/generate/scene.ts'
import { valueSql } from '../laws/generate/values.ts'

/** What the rows of a table should be like, beyond what the types of its columns say. */
export interface Wish {
  readonly columns: readonly WishedColumn[]
  /** Columns that should be null. */
  readonly nulls: readonly string[]
  /** SQL that no row may make false. */
  readonly conditions: readonly string[]
}

export interface WishedColumn extends Pick<Column, 'name' | 'type' | 'nullable'> {
  /** The type that its values will have to fit into. */
  readonly becomes: ColumnType
}

/** Values by column, in SQL: for as many rows as can be, at most three. */
export type Choice = ReadonlyMap<string, string>

/** Values that make the wish come true, where the database finds any among those that suggest themselves. */
export async function chooseValues(
  connection: Connection,
  wish: Wish,
  ground: Ground,
): Promise<readonly Choice[]> {
  const plain = new Map(wish.nulls.map((name) => [name, 'NULL']))
  const fitting = wish.columns.filter((column) => !plain.has(column.name) && fitted(column))
  const spoken = wish.columns.filter(
    ({ name }) => !plain.has(name) && wish.conditions.some((sql) => namesIn(sql).includes(name)),
  )
  const rows = await satisfying(connection, spoken, wish.conditions, ground)
  return [0, 1, 2].map((i) => {
    const fit = fitting.map(({ name, becomes }) => [name, valueSql(becomes, i, ground)] as const)
    return new Map([...fit, ...plain, ...(rows[i % Math.max(rows.length, 1)] ?? [])])
  })
}

/** Whether its values are chosen for the type that they will get: one that not all of the present type fit into. */
const fitted = ({ type, becomes }: WishedColumn): boolean =>
  (becomes.kind === 'enum' && type.kind !== 'enum') ||
  (isInteger(becomes) && isInteger(type) && becomes.kind !== 'bigint')

/** Up to three rows that make no condition false, as different as can be. */
async function satisfying(
  connection: Connection,
  columns: readonly WishedColumn[],
  conditions: readonly string[],
  ground: Ground,
): Promise<readonly Choice[]> {
  if (columns.length === 0) return []
  const lists = columns.map((column) => candidates(column, conditions, ground))
  const from = columns.map((column, at) => {
    const rows = lists[at]!.map(
      (value, i) => `SELECT ${i} AS i, ${cast(value, column, ground)} AS ${quote(column.name)}`,
    )
    return `(${rows.join(' UNION ALL ')}) AS a${at}`
  })
  const sql = `SELECT ${columns.map((_, at) => `a${at}.i AS i${at}`).join(', ')} FROM ${from.join(', ')} WHERE ${conditions.map((one) => `(${one}) IS NOT FALSE`).join(' AND ')} LIMIT 20000`
  const found = await connection.query<Record<string, number>>(sql).catch(() => [])
  const picks = found.map((row) => columns.map((_, at) => Number(row[`i${at}`])))
  return diverse(withFewestNulls(picks, lists)).map(
    (pick) => new Map(columns.map(({ name }, at) => [name, lists[at]![pick[at]!]!])),
  )
}

/** The names that some SQL speaks of. */
export const namesIn = (sql: string): string[] =>
  tokenize(sql).flatMap((token) => nameIn(token) ?? [])

/** What the rows would hold anyway, then constants of the conditions and numbers beside them, and null. */
function candidates(column: WishedColumn, conditions: readonly string[], ground: Ground): string[] {
  const tokens = conditions.filter((sql) => namesIn(sql).includes(column.name)).flatMap(tokenize)
  const texts = tokens.filter(({ kind }) => kind === 'string').map(({ text }) => text)
  const numbers = tokens
    .filter(({ kind, text }) => kind === 'number' && /^\d{1,9}$/.test(text))
    .flatMap(({ text }) => [text, String(Number(text) + 1), String(Number(text) - 1)])
  const usual = [0, 1, 2].map((i) =>
    valueSql(fitted(column) ? column.becomes : column.type, i, ground),
  )
  const own = isInteger(column.type) ? numbers : isText(column.type) ? texts : []
  return [...new Set([...usual, ...own, ...(column.nullable ? ['NULL'] : [])])].slice(0, 12)
}

const cast = (value: string, { type }: WishedColumn, ground: Ground): string =>
  isSqlite(ground) ? value : `CAST(${value} AS ${typeSql(type)})`

type Places = readonly number[]

function withFewestNulls(
  picks: readonly Places[],
  lists: readonly (readonly string[])[],
): Places[] {
  const nulls = (pick: Places) => pick.filter((i, at) => lists[at]![i] === 'NULL').length
  const fewest = Math.min(...picks.map(nulls))
  return picks.filter((pick) => nulls(pick) === fewest)
}

/** The first one, and two that differ from those before in as many places as can be. */
function diverse(picks: readonly Places[]): Places[] {
  const chosen: Places[] = []
  while (chosen.length < Math.min(3, picks.length)) {
    const apart = (pick: Places) =>
      Math.min(...chosen.map((other) => other.filter((i, at) => i !== pick[at]).length))
    const [best] = picks
      .filter((pick) => !chosen.includes(pick))
      .toSorted((a, b) => apart(b) - apart(a))
    chosen.push(best!)
  }
  return chosen
}
