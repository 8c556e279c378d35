import { SqlValueError } from '../errors.ts'
import type { DialectName, LiteralValue, SqlExpression } from '../model.ts'
import { marked, markOf, SQL } from './symbols.ts'

/** What `${…}` in an sql template may be: another expression, or a value written as a literal. */
export type SqlValue = LiteralValue | SqlExpression

/** SQL given as an expression, or as its bare text. */
export type SqlText = SqlExpression | string

/**
 * SQL as an expression: `sql\`price > ${0}\``. An interpolated expression goes in as it stands, every
 * other value as a literal that cannot end its own quoting and that means the same on all databases.
 */
function template(strings: TemplateStringsArray, ...values: readonly SqlValue[]): SqlExpression {
  strings.raw.forEach(checkEscapes)
  return join([
    ...strings.flatMap((text, i): SqlExpression[] =>
      i < values.length ? [{ sql: text }, asExpression(values[i]!)] : [{ sql: text }],
    ),
  ])
}

export const sql = Object.assign(template, {
  /** A name, quoted: `sql.ref('order')`, or with its table: `sql.ref('user', 'order')`. */
  ref: (...names: readonly [string, ...string[]]): SqlExpression =>
    join([{ sql: names.map(quoteName).join('.') }]),

  /** Text that becomes SQL as it stands: never hand it anything that a stranger wrote. */
  raw: (text: string): SqlExpression => join([{ sql: text }]),

  /** Another wording for each database. */
  dialect: (wordings: Readonly<Partial<Record<DialectName, SqlText>>>): SqlExpression => {
    const first = wordings.postgresql ?? wordings.sqlite
    if (first === undefined)
      throw new SqlValueError('sql.dialect() was given no wording', {
        hint: "sql.dialect({ postgresql: sql`now()`, sqlite: sql`datetime('now')` })",
      })
    return mark(
      sqlFor(toExpression(first), wordings.postgresql === undefined ? 'sqlite' : 'postgresql'),
      (name) => {
        const wording = wordings[name]
        return wording === undefined ? undefined : sqlFor(toExpression(wording), name)
      },
    )
  },
})

/** The text of an expression for one database. */
export const sqlFor = (expression: SqlExpression, dialect: DialectName): string =>
  expression.dialects?.[dialect] ?? expression.sql

/** Whether the `sql` tag made it; bare data of the same shape might be a JSON value. */
export const isSql = (value: unknown): value is SqlExpression => markOf(value, SQL) === true

/** An expression as plain data, without the white space around it. */
export function toExpression(text: SqlText): SqlExpression {
  if (typeof text === 'string') return { sql: checkText(text).trim() }
  const dialects = Object.entries(text.dialects ?? {}).map(([name, sql]) => [name, sql.trim()])
  return dialects.length === 0
    ? { sql: text.sql.trim() }
    : { sql: text.sql.trim(), dialects: Object.fromEntries(dialects) }
}

const DIALECTS: readonly DialectName[] = ['postgresql', 'sqlite']

function join(parts: readonly SqlExpression[]): SqlExpression {
  const plain = checkText(parts.map((part) => part.sql).join(''))
  return mark(plain, (name) => checkText(parts.map((part) => sqlFor(part, name)).join('')))
}

/** Keeps of the wordings only those that differ. */
function mark(plain: string, wording: (dialect: DialectName) => string | undefined): SqlExpression {
  const dialects: Partial<Record<DialectName, string>> = {}
  for (const name of DIALECTS) {
    const text = wording(name)
    if (text !== undefined && text !== plain) dialects[name] = text
  }
  const expression: SqlExpression =
    Object.keys(dialects).length === 0 ? { sql: plain } : { sql: plain, dialects }
  return marked(expression, SQL, true)
}

function asExpression(value: SqlValue): SqlExpression {
  if (typeof value === 'object' && value !== null && typeof value.sql === 'string') return value
  return literalExpression(value as LiteralValue)
}

/**
 * A value as an expression. What a backslash means in PostgreSQL's `'…'` is the session's to say
 * (`standard_conforming_strings`); in `E'…'` it is not.
 */
function literalExpression(value: LiteralValue): SqlExpression {
  const plain = literalSql(value)
  return plain.includes('\\')
    ? { sql: plain, dialects: { postgresql: escapedText(plain) } }
    : { sql: plain }
}

/** A string constant with a backslash in it, such that every PostgreSQL session reads the same. */
export const escapedText = (constant: string): string =>
  constant.includes('\\') ? `E${constant.replaceAll('\\', '\\\\')}` : constant

/** A value as SQL that PostgreSQL and SQLite read alike. */
export function literalSql(value: LiteralValue): string {
  const literal = checkLiteral(value)
  if (literal === null) return 'NULL'
  if (typeof literal === 'string') return `'${literal.replaceAll("'", "''")}'`
  if (typeof literal === 'boolean') return literal ? 'TRUE' : 'FALSE'
  // In parentheses: `a-${-1}` must not become a comment.
  return literal < 0 ? `(${literal})` : String(literal)
}

const INT64 = 2n ** 63n

/** The value, if every database can keep it as it is; otherwise the reason why not. */
export function checkLiteral(value: unknown): LiteralValue {
  if (value === null || typeof value === 'boolean') return value
  if (typeof value === 'string') return checkText(value)
  if (typeof value === 'bigint') {
    if (value >= -INT64 && value < INT64) return value
    throw new SqlValueError(`${value}n does not fit into 64 bits`, {
      hint: `Say it as text: '${value}'`,
    })
  }
  if (typeof value === 'number') return checkNumber(value)
  throw refused(value)
}

function checkNumber(value: number): number {
  if (!Number.isFinite(value))
    throw new SqlValueError(`${value} has no literal that all databases share`, {
      hint: `On PostgreSQL: sql\`'${value}'::float8\``,
    })
  if (Number.isInteger(value) && !Number.isSafeInteger(value))
    throw new SqlValueError(`${value} is more than a JavaScript number keeps exactly`, {
      hint: `Say it as a bigint: ${BigInt(value)}n, or as SQL: sql\`${value}\``,
    })
  return Object.is(value, -0) ? 0 : value
}

function refused(value: unknown): SqlValueError {
  if (value instanceof Date)
    return new SqlValueError('a Date has no literal that all databases share', {
      hint: "Write the text to be stored, '2026-01-31 12:00:00', or an expression, sql`now()`.",
    })
  const what =
    typeof value === 'object' ? (Array.isArray(value) ? 'an array' : 'an object') : typeof value
  return new SqlValueError(`${what} cannot be written as an SQL literal`, {
    hint: 'Use a string, number, bigint, boolean, null or another sql`…`; a name is sql.ref(name).',
  })
}

export function quoteName(name: string): string {
  if (typeof name !== 'string' || name === '')
    throw new SqlValueError('sql.ref() needs a name', { hint: "sql.ref('column')" })
  return `"${checkText(name).replaceAll('"', '""')}"`
}

/** No database takes the character NUL, nor half a surrogate pair. */
export function checkText(text: string): string {
  if (text.includes('\0') || !text.isWellFormed())
    throw new SqlValueError(`${JSON.stringify(text)} is not text a database can keep`, {
      hint: 'It contains the character NUL or half of a surrogate pair.',
    })
  return text
}

/** JavaScript drops the backslash of `\d` in a template without a word, which ruins regular expressions. */
function checkEscapes(raw: string): void {
  const lost = /\\([^\\`$"'{nrtux\n\r\u2028\u2029])/.exec(raw.replaceAll('\\\\', ''))
  if (lost === null) return
  throw new SqlValueError(
    `JavaScript reads the "\\${lost[1]}" in this sql template as another character`,
    {
      hint: `Write it with two backslashes: \\\\${lost[1]}`,
    },
  )
}
