/**
 * SQL as tokens: just enough to tell names from strings, comments and operators in what PostgreSQL and
 * SQLite store. The texts of the tokens, one after the other, are the input.
 */
export interface SqlToken {
  readonly kind: 'space' | 'comment' | 'word' | 'quoted' | 'string' | 'number' | 'operator'
  readonly text: string
}

interface Rule {
  readonly kind: SqlToken['kind']
  /** Sticky. */
  readonly pattern: RegExp
}

const rules: readonly Rule[] = [
  { kind: 'space', pattern: /\s+/y },
  { kind: 'comment', pattern: /--[^\n]*/y },
  // PostgreSQL's escape strings, where a backslash keeps the next quote inside.
  { kind: 'string', pattern: /[eE]'(?:[^'\\]|''|\\[\s\S])*'?/y },
  { kind: 'quoted', pattern: /[uU]&"(?:[^"]|"")*"?/y },
  { kind: 'string', pattern: /(?:[bBxXnN]|[uU]&)?'(?:[^']|'')*'?/y },
  { kind: 'string', pattern: /\$([\p{L}_][\p{L}\p{N}_]*)?\$[\s\S]*?\$\1\$/uy },
  { kind: 'word', pattern: /[\p{L}_][\p{L}\p{M}\p{N}_$]*/uy },
  { kind: 'quoted', pattern: /"(?:[^"]|"")*"?/y },
  { kind: 'quoted', pattern: /`(?:[^`]|``)*`?/y },
  {
    kind: 'number',
    pattern: /0[xX][\da-fA-F_]+|(?:\d[\d_]*(?:\.[\d_]*)?|\.\d[\d_]*)(?:[eE][+-]?\d+)?/y,
  },
  { kind: 'operator', pattern: /::|->>|->|\|\||<=|>=|<>|!=|==|:=|=>/y },
]

export function tokenize(sql: string): SqlToken[] {
  const tokens: SqlToken[] = []
  for (let at = 0; at < sql.length; ) {
    const token = next(sql, at, tokens.at(-1))
    tokens.push(token)
    at += token.text.length
  }
  return tokens
}

export const textOf = (tokens: readonly SqlToken[]): string =>
  tokens.map((token) => token.text).join('')

function next(sql: string, at: number, before: SqlToken | undefined): SqlToken {
  const comment = blockComment(sql, at)
  if (comment !== undefined) return { kind: 'comment', text: comment }
  for (const { kind, pattern } of rules) {
    pattern.lastIndex = at
    const [text] = pattern.exec(sql) ?? []
    if (text !== undefined) return { kind, text }
  }
  const name = bracketed(sql, at, before)
  if (name !== undefined) return { kind: 'quoted', text: name }
  return { kind: 'operator', text: String.fromCodePoint(sql.codePointAt(at) ?? 0) }
}

/** PostgreSQL's comments nest, SQLite's end at the first `*\/`: nested where that comes out even. */
function blockComment(sql: string, at: number): string | undefined {
  if (!sql.startsWith('/*', at)) return undefined
  const marks = /\/\*|\*\//g
  marks.lastIndex = at + 2
  for (let depth = 1; depth > 0; ) {
    const mark = marks.exec(sql)
    if (mark === null) {
      const end = sql.indexOf('*/', at + 2)
      return sql.slice(at, end === -1 ? sql.length : end + 2)
    }
    depth += mark[0] === '/*' ? 1 : -1
  }
  return sql.slice(at, marks.lastIndex)
}

/** SQLite's `[name]`, which must not be mistaken for a subscript: those stand right behind what they index. */
function bracketed(sql: string, at: number, before: SqlToken | undefined): string | undefined {
  if (before !== undefined && (before.kind === 'word' || before.kind === 'quoted')) return undefined
  if (before !== undefined && /^[\])]$/.test(before.text)) return undefined
  return /^\[[\p{L}_][^\][\n,(]*\]/u.exec(sql.slice(at, at + 300))?.[0]
}

/** The name that a word or quoted token spells; a word is folded to lower case, as PostgreSQL does. */
export function nameIn(token: SqlToken): string | undefined {
  if (token.kind === 'word') return token.text.toLowerCase()
  if (token.kind !== 'quoted' || /^[uU]/.test(token.text)) return undefined
  const [open = ''] = token.text
  const close = open === '[' ? ']' : open
  const inner = token.text.slice(1, token.text.endsWith(close) ? -1 : undefined)
  return open === '[' ? inner : inner.replaceAll(close + close, close)
}

/** Which of `names` a token spells: exactly where that is possible, else without regard to case (SQLite). */
export function nameAmong(token: SqlToken, names: readonly string[]): string | undefined {
  const name = nameIn(token)
  if (name === undefined || (token.kind === 'word' && isKeyword(name))) return undefined
  if (names.includes(name)) return name
  return names.find((candidate) => candidate.toLowerCase() === name.toLowerCase())
}

/** A name as SQL: bare where it may be, as PostgreSQL writes what it stores. */
export const bareName = (name: string): string =>
  /^[a-z_][a-z0-9_]*$/.test(name) && !isKeyword(name) && !TYPE_WORDS.has(name)
    ? name
    : `"${name.replaceAll('"', '""')}"`

/** Words that PostgreSQL takes for a column only when they are quoted. */
const KEYWORDS = wordSet(`
  all analyse analyze and any array as asc asymmetric authorization binary both case cast check collate collation column
  concurrently constraint create cross current_catalog current_date current_role current_schema current_time
  current_timestamp current_user default deferrable desc distinct do else end except false fetch for foreign freeze
  from full grant group having ilike in initially inner intersect into is isnull join lateral leading left like limit
  localtime localtimestamp natural not notnull null offset on only or order outer overlaps placing primary references
  returning right select session_user similar some symmetric system_user table tablesample then to trailing true union
  unique user using variadic verbose when where window with`)

/** Words that it takes for a column anywhere, and quotes nevertheless. */
const TYPE_WORDS = wordSet(`
  between bigint bit boolean char character coalesce dec decimal exists extract float greatest grouping inout int
  integer interval json json_array json_arrayagg json_exists json_object json_objectagg json_query json_scalar
  json_serialize json_table json_value least merge_action national nchar none normalize nullif numeric out overlay
  position precision real row setof smallint substring time timestamp treat trim values varchar xmlattributes xmlconcat
  xmlelement xmlexists xmlforest xmlnamespaces xmlparse xmlpi xmlroot xmlserialize xmltable`)

function wordSet(words: string): ReadonlySet<string> {
  return new Set(words.trim().split(/\s+/))
}

export const isKeyword = (word: string): boolean => KEYWORDS.has(word)
