import { sameData } from '../../schema/equal.ts'
import type { ColumnType } from '../../schema/model.ts'
import { isOperator, significant, tokenize } from './parse/tokens.ts'

type Kind = ColumnType['kind']

/** Words that SQLAlchemy uses too, so that a database made by Alembic is carried on. */
const WORDS: Readonly<Partial<Record<Kind, string>>> = {
  smallint: 'SMALLINT',
  integer: 'INTEGER',
  bigint: 'BIGINT',
  real: 'REAL',
  double: 'DOUBLE',
  numeric: 'NUMERIC',
  boolean: 'BOOLEAN',
  char: 'CHAR',
  varchar: 'VARCHAR',
  text: 'TEXT',
  bytes: 'BLOB',
  date: 'DATE',
  time: 'TIME',
  timestamp: 'DATETIME',
  json: 'JSON',
}

/** What SQLite has no word of its own for. */
const STAND_INS: Readonly<Partial<Record<Kind, ColumnType>>> = {
  interval: { kind: 'text' },
  uuid: { kind: 'char', length: 36 },
  jsonb: { kind: 'json' },
  array: { kind: 'json' },
}

/** The type in SQL; `''` for a column without one. SQLite takes any words, so no type is unsupported. */
export function typeSql(type: ColumnType): string {
  switch (type.kind) {
    case 'native':
      return type.sql
    case 'variant':
      return typeSql(type.dialects.sqlite ?? type.base)
    case 'enum':
      return type.values.length === 0 ? 'VARCHAR' : `VARCHAR(${longest(type.values)})`
    case 'numeric':
      return `NUMERIC${argumentsSql(type.precision, type.scale)}`
    case 'char':
    case 'varchar':
      return `${WORDS[type.kind]}${argumentsSql(type.length)}`
    default:
      return WORDS[type.kind] ?? typeSql(STAND_INS[type.kind] ?? { kind: 'text' })
  }
}

const argumentsSql = (...values: readonly (number | undefined)[]): string => {
  const given = values.filter((value) => value !== undefined)
  return given.length === 0 ? '' : `(${given.join(', ')})`
}

/** In characters as people count them, not in UTF-16 units. */
const longest = (values: readonly string[]): number =>
  Math.max(...values.map((value) => Array.from(value).length))

/** The type that a declaration says: one of the model's own where it would be written back as it stands. */
export function parseType(declared: string): ColumnType {
  const sql = oneLine(declared)
  const [, word = '', first, second] =
    /^([A-Za-z]+)(?: ?\( ?(\d+) ?(?:, ?(\d+) ?)?\))?$/.exec(sql) ?? []
  const kind = KINDS.get(word.toUpperCase())
  if (kind === undefined) return { kind: 'native', sql }
  const type = withArguments(kind, first, second)
  return typeSql(type).replaceAll(' ', '') === sql.toUpperCase().replaceAll(' ', '')
    ? type
    : { kind: 'native', sql }
}

const KINDS = new Map(Object.entries(WORDS).map(([kind, word]) => [word, kind as Kind]))

function withArguments(kind: Kind, first?: string, second?: string): ColumnType {
  const precision = first === undefined ? undefined : Number(first)
  if (kind === 'numeric') {
    const scale = second === undefined ? {} : { scale: Number(second) }
    return { kind, ...(precision !== undefined && { precision, ...scale }) }
  }
  if (kind === 'char' || kind === 'varchar')
    return { kind, ...(precision !== undefined && { length: precision }) }
  return { kind } as ColumnType
}

/** White space and comments between the words of a type mean nothing. */
function oneLine(declared: string): string {
  return tokenize(declared)
    .map(({ kind, text }) => (kind === 'space' || kind === 'comment' ? ' ' : text))
    .join('')
    .replace(/ +/g, ' ')
    .trim()
}

/** What reflection gives back for a column of this type. */
export const canonicalType = (type: ColumnType): ColumnType => parseType(typeSql(type))

/** A STRICT table knows six words only; the model's types become the one that keeps their values. */
export function strictType(type: ColumnType): ColumnType {
  const plain = type.kind === 'variant' ? (type.dialects.sqlite ?? type.base) : type
  switch (plain.kind) {
    case 'native':
      return canonicalType(plain)
    case 'smallint':
    case 'integer':
    case 'bigint':
    case 'boolean':
      return { kind: 'integer' }
    case 'real':
    case 'double':
      return { kind: 'real' }
    case 'numeric':
      return { kind: 'native', sql: 'ANY' }
    case 'bytes':
      return { kind: 'bytes' }
    default:
      return { kind: 'text' }
  }
}

/** Words that mean the same to SQLite, and that other tools write for the same types. */
const SYNONYMS: Readonly<Record<string, string>> = {
  int: 'integer',
  float: 'double',
  'double precision': 'double',
  decimal: 'numeric',
  bool: 'boolean',
  timestamp: 'datetime',
  'character varying': 'varchar',
  character: 'char',
}

/** Whether two declarations mean the same: case, white space and the usual synonyms apart. */
export function sameType(a: ColumnType, b: ColumnType): boolean {
  return sameData(a, b) || meaning(typeSql(a)) === meaning(typeSql(b))
}

function meaning(declared: string): string {
  const tokens = significant(tokenize(declared))
  const open = tokens.findIndex((token) => isOperator(token, '('))
  const head = tokens.slice(0, open === -1 ? undefined : open)
  const words = head.map(({ text }) => text.toLowerCase()).join(' ')
  return [SYNONYMS[words] ?? words, ...tokens.slice(head.length).map(({ text }) => text)].join('')
}
