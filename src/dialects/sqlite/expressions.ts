import {
  folded,
  isOperator,
  isWord,
  significant,
  spelled,
  type Token,
  tokenize,
} from './parse/tokens.ts'

/**
 * What SQLite stores is text, as it was written. Two texts say the same when their tokens do: white space, comments,
 * the case of words, the style of quotes and parentheses around the whole do not matter.
 */
export const sameSql = (a: string, b: string): boolean => {
  const [left, right] = [meaning(a), meaning(b)]
  return left.length === right.length && left.every((word, i) => word === right[i])
}

const meaning = (sql: string): readonly string[] =>
  significant(tokenize(outerParenthesesOff(sql))).map(wordOf)

/** Two spellings of one operator. */
const OPERATORS: Readonly<Record<string, string>> = { '==': '=', '!=': '<>' }

function wordOf(token: Token): string {
  if (token.kind === 'word' || token.kind === 'name') return folded(spelled(token)!)
  if (token.kind === 'operator') return OPERATORS[token.text] ?? token.text
  return token.kind === 'string' ? token.text : token.text.toLowerCase()
}

/** Without the parentheses that stand around the whole, and without comments at its ends. */
export function outerParenthesesOff(sql: string): string {
  const tokens = significant(tokenize(sql))
  let [from, to] = [0, tokens.length]
  while (isOperator(tokens[from], '(') && partner(tokens, from) === to - 1) {
    from++
    to--
  }
  const [first, last] = [tokens[from], tokens[to - 1]]
  return from >= to || first === undefined || last === undefined
    ? sql.trim()
    : sql.slice(first.start, last.end)
}

/** Where the parenthesis at `open` is closed. */
function partner(tokens: readonly Token[], open: number): number {
  let depth = 0
  return tokens.findIndex((token, at) => {
    if (at < open) return false
    if (isOperator(token, '(')) depth++
    if (isOperator(token, ')')) depth--
    return depth === 0
  })
}

/** Whether a name occurs. It may stand for something else than is looked for; a name that does not occur cannot. */
export const mentions = (sql: string, name: string): boolean =>
  tokenize(sql).some((token) => isName(token) && folded(spelled(token)!) === folded(name))

const isName = ({ kind }: Token): boolean => kind === 'word' || kind === 'name'

/**
 * Without the table's own name in front of its columns: the same meaning, and it stays true while the table goes
 * by another name.
 */
export function unqualified(sql: string, table: string): string {
  const tokens = significant(tokenize(sql))
  const cuts = tokens.flatMap((token, at) => {
    const isTable = isName(token) && folded(spelled(token)!) === folded(table)
    const first = !isOperator(tokens[at - 1], '.')
    const column = tokens[at + 2]
    return isTable && first && isOperator(tokens[at + 1], '.') && column !== undefined
      ? [{ start: token.start, end: column.start }]
      : []
  })
  return cuts.reduceRight((text, { start, end }) => text.slice(0, start) + text.slice(end), sql)
}

/**
 * With `'…'` around what is a string. SQLite takes `"x"` for one where there is no such column, if the connection allows it;
 * written anew on another connection it would be an error.
 */
export function withPlainStrings(sql: string, columns: readonly string[]): string {
  const known = new Set([...columns, 'rowid', '_rowid_', 'oid'].map(folded))
  return replaceNames(sql, (name, tokens, at) => {
    const quoted = tokens[at]!.text.startsWith('"')
    const alone = !isOperator(tokens[at - 1], '.') && !isOperator(tokens[at + 1], '.')
    const string =
      quoted && alone && !known.has(folded(name)) && !isWord(tokens[at - 1], 'COLLATE', 'AS')
    return string && !isOperator(tokens[at + 1], '(')
      ? `'${name.replaceAll("'", "''")}'`
      : undefined
  })
}

/** The text with some of its names replaced; all else stays as it is written. */
function replaceNames(
  sql: string,
  replacement: (name: string, tokens: readonly Token[], at: number) => string | undefined,
): string {
  const tokens = significant(tokenize(sql))
  return tokens.reduceRight((text, token, at) => {
    const to = isName(token) ? replacement(spelled(token)!, tokens, at) : undefined
    return to === undefined ? text : text.slice(0, token.start) + to + text.slice(token.end)
  }, sql)
}
