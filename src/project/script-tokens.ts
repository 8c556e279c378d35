/** A piece of JavaScript or TypeScript, as much of it as one must know to find the end of a thing. */
export interface ScriptToken {
  readonly kind: 'word' | 'string' | 'template' | 'number' | 'regex' | 'punctuation' | 'comment'
  readonly text: string
  readonly at: number
}

/** The text cannot be cut into tokens: something in it has no end. */
export class UnendedTokenError extends Error {
  readonly at: number

  constructor(what: string, at: number) {
    super(`${what} that is not closed`)
    this.at = at
  }
}

const SPACE = /[\s\u00a0\ufeff]+/y
const COMMENT = /\/\/[^\n\r\u2028\u2029]*|\/\*[\s\S]*?\*\//y
const STRING = /'(?:[^'\\\n\r]|\\[\s\S])*'|"(?:[^"\\\n\r]|\\[\s\S])*"/y
const WORD = /[\p{ID_Start}$_#@\\][\p{ID_Continue}$\\]*/uy
const NUMBER = /\.?\d(?:[\w.]|(?<=[eE])[+-])*/y
const REGEX = /\/(?:[^/\\[\n\r]|\\[^\n\r]|\[(?:[^\]\\\n\r]|\\[^\n\r])*\])+\/[\p{ID_Continue}$]*/uy
const TEXT_OF_TEMPLATE = /(?:[^`\\$]|\\[\s\S]|\$(?!\{))*/y

/** After these a slash begins a regular expression; after anything else it divides. */
const BEFORE_REGEX =
  /^(?:[([{},;:=!&|?+\-*%^~<>]|return|typeof|case|do|else|in|instanceof|new|delete|void|throw|await|yield|of)$/

/** The tokens of a script, comments included, white space not. */
export function scriptTokens(text: string): ScriptToken[] {
  const tokens: ScriptToken[] = []
  const start = text.startsWith('#!') ? text.search(/\n|$/) : 0
  readTokens(text, start, tokens, false)
  return tokens
}

/** Reads to the end, or (inside a template) to the brace that ends the expression; gives the place after it. */
function readTokens(text: string, from: number, tokens: ScriptToken[], nested: boolean): number {
  let at = from
  let depth = 0
  while (at < text.length) {
    const space = match(SPACE, text, at)
    if (space !== '') {
      at += space.length
      continue
    }
    if (nested && depth === 0 && text[at] === '}') return at + 1
    const token = text[at] === '`' ? template(text, at) : next(text, at, tokens)
    if (token.text === '{') depth++
    if (token.text === '}') depth--
    tokens.push(token)
    at += token.text.length
  }
  if (nested) throw new UnendedTokenError('an expression in a template', from)
  return at
}

function next(text: string, at: number, before: readonly ScriptToken[]): ScriptToken {
  const token = (kind: ScriptToken['kind'], found: string): ScriptToken => ({
    kind,
    text: found,
    at,
  })
  const comment = match(COMMENT, text, at)
  if (comment !== '') return token('comment', comment)
  if (text.startsWith('/*', at)) throw new UnendedTokenError('a comment', at)
  const [first = ''] = text.slice(at, at + 1)
  if (first === "'" || first === '"') {
    const string = match(STRING, text, at)
    if (string === '') throw new UnendedTokenError('a string', at)
    return token('string', string)
  }
  const regex = first === '/' && mayBeRegex(before) ? match(REGEX, text, at) : ''
  if (regex !== '') return token('regex', regex)
  const number = match(NUMBER, text, at)
  if (number !== '') return token('number', number)
  const word = match(WORD, text, at)
  if (word !== '') return token('word', word)
  return token('punctuation', String.fromCodePoint(text.codePointAt(at) ?? 0))
}

function mayBeRegex(before: readonly ScriptToken[]): boolean {
  const last = before.findLast(({ kind }) => kind !== 'comment')
  return last === undefined || (last.kind !== 'string' && BEFORE_REGEX.test(last.text))
}

/** A whole template, the expressions in it included. */
function template(text: string, at: number): ScriptToken {
  let end = at + 1
  for (;;) {
    end += match(TEXT_OF_TEMPLATE, text, end).length
    if (text[end] === '`') return { kind: 'template', text: text.slice(at, end + 1), at }
    if (end >= text.length) throw new UnendedTokenError('a template', at)
    end = readTokens(text, end + 2, [], true)
  }
}

function match(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0] ?? ''
}
