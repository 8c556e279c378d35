import type { ScriptToken } from './script-tokens.ts'
import { stringValue } from './string-literal.ts'

/** What stands behind a key, as far as it can be known without running it. */
export type Value = (
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly texts: readonly string[] }
  | { readonly kind: 'none' }
  | { readonly kind: 'other' }
) & { readonly at: number }

/** Ends the reading with a message about the file; `at` is where in its text. */
export type Fail = (problem: string, hint: string, at?: number) => never

export type Properties = ReadonlyMap<string, Value>

/** The properties of the one `defineRevision({ … })` in a file. */
export function definitionIn(all: readonly ScriptToken[], fail: Fail): Properties {
  const tokens = all.filter(({ kind }) => kind !== 'comment')
  const calls = tokens.flatMap((_, i) => (isCall(tokens, i) ? [i] : []))
  const [call, second] = calls
  if (call === undefined)
    return fail(
      'defines no revision',
      'A revision is export default defineRevision({ id: …, revises: … }). Put other files outside the folder, or begin their names with "_".',
    )
  if (second !== undefined)
    return fail(
      'defines two revisions',
      'Put each revision into a file of its own.',
      tokens[second]?.at,
    )
  const open = tokens.findIndex(({ text }, i) => i > call && text === '(') + 1
  if (tokens[open]?.text !== '{')
    return fail(
      'defines a revision that cannot be read without running the file',
      'Write the object out: defineRevision({ id: …, revises: …, … })',
      tokens[call]?.at,
    )
  return propertiesAt(tokens, open, fail)
}

/** `defineRevision(`, with or without type arguments, and not the function's own declaration or import. */
function isCall(tokens: readonly ScriptToken[], i: number): boolean {
  if (tokens[i]?.text !== 'defineRevision' || tokens[i - 1]?.text === 'function') return false
  const after = tokens[i + 1]?.text
  return after === '(' || after === '<'
}

function propertiesAt(tokens: readonly ScriptToken[], open: number, fail: Fail): Properties {
  const properties = new Map<string, Value>()
  let at = open + 1
  while (tokens[at]?.text !== '}') {
    const end = endOfProperty(tokens, at, fail)
    const [key, value] = property(tokens.slice(at, end))
    if (key !== undefined && properties.has(key))
      fail(`says "${key}" twice`, 'Keep the one that is right.', tokens[at]?.at)
    if (key !== undefined) properties.set(key, value)
    at = tokens[end]?.text === ',' ? end + 1 : end
  }
  return properties
}

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' }

/** The comma or brace that ends the property that begins at `from`. */
function endOfProperty(tokens: readonly ScriptToken[], from: number, fail: Fail): number {
  const expected: string[] = []
  for (let at = from; at < tokens.length; at++) {
    const token = tokens[at]
    if (token?.kind !== 'punctuation') continue
    if (expected.length === 0 && (token.text === ',' || token.text === '}')) return at
    const closing = CLOSING[token.text]
    if (closing !== undefined) expected.push(closing)
    else if (/^[)\]}]$/.test(token.text) && expected.pop() !== token.text)
      return fail(
        `does not parse: there is a "${token.text}" too many`,
        'Set the brackets right.',
        token.at,
      )
  }
  return fail(
    'does not parse: a bracket of defineRevision( is not closed',
    'Set the brackets right.',
    tokens[from]?.at,
  )
}

function property(tokens: readonly ScriptToken[]): [string | undefined, Value] {
  const [first, second, ...rest] = tokens
  const at = first?.at ?? 0
  const key = first === undefined ? undefined : keyOf(first)
  if (second?.text !== ':') return [key, { kind: 'other', at }]
  return [key, { ...readValue(withoutConst(rest)), at }]
}

function keyOf(token: ScriptToken): string | undefined {
  if (token.kind === 'string') return stringValue(token.text)
  return token.kind === 'word' ? token.text : undefined
}

/** `'abc' as const` is `'abc'`. */
function withoutConst(tokens: readonly ScriptToken[]): readonly ScriptToken[] {
  const [as, constant] = tokens.slice(-2)
  return as?.text === 'as' && constant?.text === 'const' ? tokens.slice(0, -2) : tokens
}

type Bare = Value extends infer V ? (V extends Value ? Omit<V, 'at'> : never) : never

function readValue(tokens: readonly ScriptToken[]): Bare {
  const [first, ...rest] = tokens
  if (first === undefined) return { kind: 'other' }
  if (rest.length === 0) {
    if (first.text === 'null' || first.text === 'undefined') return { kind: 'none' }
    const text = literalText(first)
    return text === undefined ? { kind: 'other' } : { kind: 'text', text }
  }
  if (first.text !== '[' || rest.at(-1)?.text !== ']') return { kind: 'other' }
  const texts = listOf(rest.slice(0, -1))
  return texts === undefined ? { kind: 'other' } : { kind: 'list', texts }
}

/** String literals with commas between them. */
function listOf(tokens: readonly ScriptToken[]): readonly string[] | undefined {
  const items = tokens.filter((_, i) => i % 2 === 0).map(literalText)
  const commas = tokens.filter((_, i) => i % 2 === 1)
  return items.includes(undefined) || commas.some(({ text }) => text !== ',')
    ? undefined
    : (items as string[])
}

function literalText(token: ScriptToken): string | undefined {
  if (token.kind === 'string') return stringValue(token.text)
  const plain = token.kind === 'template' && !token.text.includes('${')
  return plain ? stringValue(token.text) : undefined
}
