import { spell } from '../../src/schema/lookup.ts'
import type { Schema, Table } from '../../src/schema/model.ts'

/**
 * A schema as lines, one a fact, sorted: order of definition apart, and without what only serves order
 * (`dependsOn`). Two schemas are the same when their lines are. Names of constraints that nobody stated can be left out.
 */
export const linesOf = (
  schema: Schema,
  isStated: (name: string) => boolean = () => true,
): string[] =>
  [
    ...schema.schemas.map((name) => `schema ${name}`),
    ...schema.tables.flatMap((table) => tableLines(table, isStated)),
    ...schema.enums.map((type) => `enum ${spell(type)} ${json(type)}`),
    ...schema.sequences.map((sequence) => `sequence ${spell(sequence)} ${json(sequence)}`),
    ...schema.objects.map(
      ({ dependsOn: _, indexes, ...object }) =>
        `${object.kind} ${spell(object)} ${json({ ...object, indexes: indexes?.map(json).toSorted() })}`,
    ),
    ...schema.unmodelled.map((one) => `unmodelled ${one.kind} ${one.name}`),
  ].toSorted()

function tableLines(table: Table, isStated: (name: string) => boolean): string[] {
  const at = spell(table)
  const named = <T extends { readonly name?: string }>(items: readonly T[]): object[] =>
    items.map(({ name, ...rest }) =>
      name === undefined || !isStated(name) ? rest : { ...rest, name },
    )
  const all = (kind: string, items: readonly object[]) =>
    items.map((item) => `${at} ${kind} ${json(item)}`)
  return [
    `${at} table ${json({ comment: table.comment, options: table.options })}`,
    ...all('column', table.columns),
    ...(table.primaryKey === undefined ? [] : all('primary key', named([table.primaryKey]))),
    ...all('unique', named(table.uniques)),
    ...all('foreign key', named(table.foreignKeys)),
    ...all('check', named(table.checks)),
    ...all('exclusion', named(table.exclusions)),
    ...all('index', table.indexes),
  ]
}

/** The columns of each table in their order: what `linesOf` leaves out. */
export const columnOrder = (schema: Schema): string[] =>
  schema.tables
    .map((table) => `${spell(table)}: ${table.columns.map(({ name }) => name).join(' | ')}`)
    .toSorted()

/** JSON with sorted keys and without what is undefined; big numbers marked. */
export const json = (value: unknown): string =>
  JSON.stringify(value, (_, one) => {
    if (typeof one === 'bigint') return `${one}n`
    if (typeof one !== 'object' || one === null || Array.isArray(one)) return one
    return Object.fromEntries(
      Object.entries(one)
        .filter(([, inner]) => inner !== undefined)
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    )
  })

/** A law does not hold; the message says it all. */
export class LawBroken extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'LawBroken'
  }
}

/** Throws with the lines that only one side has. */
export function assertSame(
  found: readonly string[],
  expected: readonly string[],
  what: string,
): void {
  const [surplus, missing] = [without(found, expected), without(expected, found)]
  if (surplus.length + missing.length === 0) return
  throw new LawBroken([what, ...shown(missing, surplus)].join('\n'))
}

/** Two long lines that differ somewhere are shown from shortly before that place on. */
function shown(missing: readonly string[], surplus: readonly string[]): string[] {
  const pairs = missing.map((line) => {
    const [twin] = surplus
      .map((other) => ({ other, same: common(line, other) }))
      .toSorted((a, b) => b.same - a.same)
    return { line, cut: twin === undefined ? 0 : Math.max(0, twin.same - 60) }
  })
  const cuts = surplus.map((line) => ({
    line,
    cut: Math.max(0, ...missing.map((other) => common(line, other) - 60)),
  }))
  const print =
    (word: string) =>
    ({ line, cut }: { readonly line: string; readonly cut: number }) =>
      `  ${word}: ${cut > 60 ? `${line.slice(0, 40)} … ${line.slice(cut)}` : line}`.slice(0, 400)
  return [...pairs.map(print('missing')), ...cuts.map(print('surplus'))]
}

const common = (a: string, b: string): number => {
  const at = Array.from(a.slice(0, b.length)).findIndex((character, i) => character !== b[i])
  return at === -1 ? Math.min(a.length, b.length) : at
}

/** The lines of the first list that the second has not, each as often as it is too much. */
function without(lines: readonly string[], others: readonly string[]): string[] {
  const left = new Map<string, number>()
  for (const line of others) left.set(line, (left.get(line) ?? 0) + 1)
  return lines.filter((line) => {
    const count = left.get(line) ?? 0
    left.set(line, count - 1)
    return count <= 0
  })
}

/** What to say of a failure: a law's own words, the database's with the SQL, or else where it came from. */
export function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const sql = 'sql' in error && typeof error.sql === 'string' ? `\n${error.sql}` : ''
  const known = error.name === 'LawBroken' || sql !== ''
  return `${known ? error.message : (error.stack ?? error.message)}${sql}`.slice(0, 3000)
}
