/**
 * SQLite's own tokens, exactly: the four ways to quote, comments that do not nest, blobs, numbers.
 * The texts of the tokens, one after the other, are the input.
 *
 * @see https://www.sqlite.org/lang.html and `tokenize.c` in SQLite's source
 */
export interface Token {
  readonly kind:
    | 'space'
    | 'comment'
    /** A bare word: a keyword or a name. */
    | 'word'
    /** A name in `"…"`, `[…]` or `` `…` ``. */
    | 'name'
    | 'string'
    | 'blob'
    | 'number'
    | 'parameter'
    | 'operator'
    /** What SQLite itself refuses, such as a quote that is never closed. */
    | 'illegal'
  readonly text: string
  readonly start: number
  readonly end: number
}

interface Rule {
  readonly kind: Token['kind']
  readonly pattern: RegExp
}

const ID = String.raw`[A-Za-z0-9_$\u0080-\uffff]`

/** In the order in which SQLite decides; every pattern is sticky. */
const rules: readonly Rule[] = [
  { kind: 'space', pattern: /[ \t\n\f\r]+/y },
  { kind: 'comment', pattern: /--[^\n]*/y },
  { kind: 'comment', pattern: /\/\*(?:[\s\S]*?\*\/|[\s\S]+$)/y },
  { kind: 'string', pattern: /'(?:[^']|'')*'/y },
  { kind: 'name', pattern: /"(?:[^"]|"")*"/y },
  { kind: 'name', pattern: /`(?:[^`]|``)*`/y },
  { kind: 'name', pattern: /\[[^\]]*\]/y },
  { kind: 'blob', pattern: /[xX]'(?:[0-9a-fA-F]{2})*'/y },
  { kind: 'number', pattern: new RegExp(`0[xX][0-9a-fA-F][0-9a-fA-F_]*(?!${ID})`, 'y') },
  {
    kind: 'number',
    pattern: new RegExp(
      String.raw`(?:\d[\d_]*(?:\.[\d_]*)?|\.\d[\d_]*)(?:[eE][+-]?\d[\d_]*)?(?!${ID})`,
      'y',
    ),
  },
  { kind: 'parameter', pattern: new RegExp(String.raw`\?\d*|[$@:#]${ID}+`, 'y') },
  { kind: 'word', pattern: new RegExp(`(?![0-9$])${ID}+`, 'y') },
  { kind: 'operator', pattern: /->>|->|\|\||==|<=|<>|<<|>=|>>|!=|[-+*/%=<>|&~,();.]/y },
  { kind: 'illegal', pattern: /['"`[][\s\S]*/y },
  { kind: 'illegal', pattern: /[\s\S]/y },
]

export function tokenize(sql: string): Token[] {
  const tokens: Token[] = []
  for (let at = 0; at < sql.length; at = tokens.at(-1)!.end) tokens.push(tokenAt(sql, at))
  return tokens
}

function tokenAt(sql: string, start: number): Token {
  for (const { kind, pattern } of rules) {
    pattern.lastIndex = start
    const text = pattern.exec(sql)?.[0]
    if (text !== undefined) return { kind, text, start, end: start + text.length }
  }
  throw new RangeError(`no token at ${start}`)
}

/** Without the white space and comments, which mean nothing. */
export const significant = (tokens: readonly Token[]): readonly Token[] =>
  tokens.filter(({ kind }) => kind !== 'space' && kind !== 'comment')

/** The name a token spells where SQLite reads a name; it takes a string for one too. */
export function spelled({ kind, text }: Token): string | undefined {
  if (kind === 'word') return text
  if (kind !== 'name' && kind !== 'string') return undefined
  const [quote = ''] = text
  const inner = text.slice(1, -1)
  return quote === '[' ? inner : inner.replaceAll(quote + quote, quote)
}

/** SQLite's names are equal whatever the case of their ASCII letters. */
export const folded = (name: string): string =>
  name.replace(/[A-Z]/g, (letter) => letter.toLowerCase())

export const isWord = (token: Token | undefined, ...words: readonly string[]): boolean =>
  token?.kind === 'word' && words.includes(token.text.toUpperCase())

export const isOperator = (token: Token | undefined, text: string): boolean =>
  token?.kind === 'operator' && token.text === text
