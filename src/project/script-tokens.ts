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

const PLAIN = /[(){}[\],;:=<>!&|?+*%^~-]/

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

/** By the first character, most of them by one look: a history is read at every command. */
function next(text: string, at: number, before: readonly ScriptToken[]): ScriptToken {
  const first = text[at] ?? ''
  if (first === "'" || first === '"') return { kind: 'string', text: string(text, at), at }
  if (first === '/') return slash(text, at, before)
  if (PLAIN.test(first)) return { kind: 'punctuation', text: first, at }
  const word = match(WORD, text, at)
  if (word !== '') return { kind: 'word', text: word, at }
  const number = match(NUMBER, text, at)
  if (number !== '') return { kind: 'number', text: number, at }
  return { kind: 'punctuation', text: String.fromCodePoint(text.codePointAt(at) ?? 0), at }
}

function string(text: string, at: number): string {
  const found = match(STRING, text, at)
  if (found === '') throw new UnendedTokenError('a string', at)
  return found
}

function slash(text: string, at: number, before: readonly ScriptToken[]): ScriptToken {
  const comment = match(COMMENT, text, at)
  if (comment !== '') return { kind: 'comment', text: comment, at }
  if (text.startsWith('/*', at)) throw new UnendedTokenError('a comment', at)
  const regex = mayBeRegex(before) ? match(REGEX, text, at) : ''
  return regex === '' ? { kind: 'punctuation', text: '/', at } : { kind: 'regex', text: regex, at }
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
