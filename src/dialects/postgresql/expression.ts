import { nameIn, type SqlToken, textOf, tokenize } from '../../source/sql-tokens.ts'
import { storedName } from './names.ts'

/** The tokens that say something: no white space, no comments. */
export const words = (sql: string): SqlToken[] =>
  tokenize(sql).filter(({ kind }) => kind !== 'space' && kind !== 'comment')

/**
 * What PostgreSQL prints for an expression, in the one form of several that it keeps when it reads it back:
 * `s IN ('a')` on a varchar column is printed with an array of varchar, which when read again becomes another array.
 *
 * @see https://www.postgresql.org/message-id/flat/15385.1501599537%40sss.pgh.pa.us
 */
export function settled(printed: string): string {
  if (!printed.includes('::character varying')) return printed.trim()
  return textOf(varcharArrays(varcharConstants(tokenize(printed)))).trim()
}

const isSpace = (token: SqlToken | undefined): boolean => token?.kind === 'space'

/** The tokens from `at` on spell this. */
const spells = (tokens: readonly SqlToken[], at: number, ...spelling: readonly string[]): boolean =>
  spelling.every((text, i) => tokens[at + i]?.text === text)

const VARCHAR = ['::', 'character', ' ', 'varying'] as const
const toText: readonly SqlToken[] = [
  { kind: 'operator', text: '::' },
  { kind: 'word', text: 'text' },
]

/** `'a'::character varying::text` → `'a'::text` */
function varcharConstants(tokens: readonly SqlToken[]): SqlToken[] {
  const result: SqlToken[] = []
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at]!
    result.push(token)
    if (!isConstant(token) || !spells(tokens, at + 1, ...VARCHAR, '::', 'text')) continue
    if (spells(tokens, at + 7, '[')) continue
    result.push(...toText)
    at += 6
  }
  return result
}

const isConstant = (token: SqlToken): boolean => token.kind === 'string' || token.text === 'NULL'

/** `ARRAY['a'::character varying, 'b'::character varying]::text[]` → `ARRAY['a'::text, 'b'::text]` */
function varcharArrays(tokens: readonly SqlToken[]): SqlToken[] {
  const result: SqlToken[] = []
  for (let at = 0; at < tokens.length; at += 1) {
    const end = spells(tokens, at, 'ARRAY', '[') ? varcharArrayEnd(tokens, at + 2) : undefined
    if (end === undefined) {
      result.push(tokens[at]!)
      continue
    }
    for (const token of tokens.slice(at, end + 1)) {
      if (token.kind === 'word' && token.text === 'character') result.push(toText[1]!)
      else if (token.text !== 'varying' && !(isSpace(token) && result.at(-1) === toText[1]))
        result.push(token)
    }
    at = end + 4
  }
  return result
}

/** Where the bracket closes, if all between are varchar constants and `::text[]` follows. */
function varcharArrayEnd(tokens: readonly SqlToken[], start: number): number | undefined {
  for (let at = start; at < tokens.length; ) {
    if (!isConstant(tokens[at]!) || !spells(tokens, at + 1, ...VARCHAR)) return undefined
    at += 5
    if (spells(tokens, at, ']'))
      return spells(tokens, at + 1, '::', 'text', '[', ']') ? at : undefined
    if (!spells(tokens, at, ',', ' ')) return undefined
    at += 2
  }
  return undefined
}

/** Without the parentheses around the whole. */
export function bare(expression: string): string {
  const trimmed = expression.trim()
  if (!trimmed.startsWith('(') || !trimmed.endsWith(')')) return trimmed
  const tokens = tokenize(trimmed)
  let depth = 0
  for (const [i, { text }] of tokens.entries()) {
    if (text === '(') depth += 1
    if (text === ')') depth -= 1
    if (depth === 0 && i < tokens.length - 1) return trimmed
  }
  return depth === 0 ? bare(trimmed.slice(1, -1)) : trimmed
}

/** Whether the parenthesis that opens first closes last. */
export function isEnclosed(tokens: readonly SqlToken[]): boolean {
  let depth = 0
  return tokens.every(({ text }, at) => {
    if (text === '(') depth += 1
    if (text === ')') depth -= 1
    return depth > 0 || at === tokens.length - 1
  })
}

/**
 * The same for expressions that differ in nothing but layout, case and needless quotes: what need not be put to
 * the server.
 */
export const wording = (expression: string): string =>
  words(bare(expression)).map(spelling).join(' ')

function spelling(token: SqlToken, at: number, tokens: readonly SqlToken[]): string {
  if (token.kind === 'word') {
    const name = token.text.toLowerCase()
    return name === 'current_timestamp' && tokens[at + 1]?.text !== '(' ? 'now ( )' : name
  }
  if (token.kind !== 'quoted') return token.text === '!=' ? '<>' : token.text
  const name = nameIn(token)
  return name !== undefined && /^[a-z_][a-z0-9_$]*$/.test(name) ? name : token.text
}

/** Whether the text names it, as far as tokens tell, and as PostgreSQL cuts off names that are too long. */
export const mentions = (sql: string, name: string): boolean =>
  tokenize(sql).some((token) => {
    const named = nameIn(token)
    return named !== undefined && (named === name || storedName(named) === name)
  })
