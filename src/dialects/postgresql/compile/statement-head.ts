import { type SqlToken, textOf, tokenize } from '../../../source/sql-tokens.ts'

/** A CREATE statement, with or without OR REPLACE, whichever way its author wrote it. */
export const createStatement = (statement: string, replace: boolean): string =>
  statement
    .trim()
    .replace(/^create\s+(or\s+replace\s+)?/i, replace ? 'CREATE OR REPLACE ' : 'CREATE ')

/** What OR REPLACE lets nobody change of a function. */
export interface RoutineHead {
  /** Its arguments, less their defaults, and what it returns. */
  readonly text: string
  /** How many arguments have one: there may be more than before, and not fewer. */
  readonly defaults: number
}

export function routineHead(statement: string): RoutineHead {
  const tokens = tokenize(statement).filter(({ kind }) => kind !== 'space' && kind !== 'comment')
  const open = tokens.findIndex(({ text }) => text === '(')
  const close = closing(tokens, open)
  const returns = tokens.findIndex(({ text }, at) => at > close && /^returns$/i.test(text))
  const end = tokens.findIndex(({ text }, at) => at > returns && HEAD_END.has(text.toLowerCase()))
  const { rest, defaults } = withoutDefaults(tokens.slice(open, close + 1))
  const text = [
    ...rest,
    ...(returns === -1 ? [] : tokens.slice(returns, end === -1 ? undefined : end)),
  ]
    .map(({ kind, text }) => (kind === 'word' ? text.toLowerCase() : text))
    .join(' ')
  return { text, defaults }
}

/** The words with which the rest of a function's definition may begin. */
const HEAD_END = new Set(
  `language transform window immutable stable volatile leakproof not called strict security external parallel cost
   rows support set as return begin`.split(/\s+/),
)

function closing(tokens: readonly SqlToken[], open: number): number {
  let depth = 0
  return tokens.findIndex(({ text }, at) => {
    if (at < open) return false
    if (text === '(') depth += 1
    if (text === ')') depth -= 1
    return depth === 0
  })
}

/** `DEFAULT …` and `= …`, up to the next argument. */
function withoutDefaults(tokens: readonly SqlToken[]) {
  let depth = 0
  let defaults = 0
  let skipping = false
  const rest = tokens.filter(({ text }) => {
    if (text === ')') depth -= 1
    if (depth === 1 && !skipping && (text === '=' || /^default$/i.test(text))) {
      skipping = true
      defaults += 1
    }
    if ((depth === 1 && text === ',') || depth === 0) skipping = false
    if (text === '(') depth += 1
    return !skipping
  })
  return { rest, defaults }
}

/** What a SELECT gives out, item by item, and the tables it takes it from; undefined where it is no plain SELECT. */
export function selectHead(
  select: string,
): { readonly items: readonly string[]; readonly sources: ReadonlySet<string> } | undefined {
  const tokens = tokenize(select).filter(({ kind }) => kind !== 'space' && kind !== 'comment')
  if (!/^select$/i.test(tokens[0]?.text ?? '')) return undefined
  const items: string[] = []
  let item: SqlToken[] = []
  let depth = 0
  let end = tokens.length
  for (const [at, token] of tokens.entries()) {
    if (at === 0) continue
    if (token.text === '(' || token.text === '[') depth += 1
    if (token.text === ')' || token.text === ']') depth -= 1
    if (
      depth === 0 &&
      /^(from|union|intersect|except|where|group|order|limit)$/i.test(token.text)
    ) {
      end = at
      break
    }
    if (depth === 0 && token.text === ',') {
      items.push(textOf(item))
      item = []
    } else item.push(token)
  }
  items.push(textOf(item))
  return { items, sources: sourcesIn(tokens.slice(end)) }
}

/** What follows FROM, JOIN and the commas between: the names of tables with what they are called there, and more than these. */
const sourcesIn = (tokens: readonly SqlToken[]): ReadonlySet<string> =>
  new Set(
    tokens.flatMap(({ text }, at) =>
      /^(from|join|,)$/i.test(text) ? sourceText(tokens.slice(at + 1)) : [],
    ),
  )

function sourceText(tokens: readonly SqlToken[]): string {
  const end = tokens.findIndex(
    ({ kind, text }) =>
      !(kind === 'quoted' || text === '.' || (kind === 'word' && !SOURCE_END.test(text))),
  )
  return textOf(tokens.slice(0, end === -1 ? undefined : end))
}

const SOURCE_END =
  /^(on|using|natural|cross|inner|left|right|full|join|where|group|having|window|union|intersect|except|order|limit|offset|fetch|for|tablesample)$/i
