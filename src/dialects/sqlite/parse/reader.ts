import { AthanorError } from '../../../errors.ts'
import { isOperator, isWord, significant, spelled, type Token, tokenize } from './tokens.ts'

/** SQL that SQLite holds and this parser cannot read. Reflection reports the object instead of failing. */
export class UnreadableSqlError extends AthanorError {
  readonly code = 'unreadable-sql'
  readonly sql: string

  constructor(sql: string, at: Token | undefined) {
    super(`cannot read ${at === undefined ? 'past the end' : `from "${at.text}" on`} in: ${sql}`, {
      hint: 'If SQLite accepts this statement, it is an error of Athanor: please report it.',
    })
    this.sql = sql
  }
}

/** Walks over the tokens of one statement, leaving out what means nothing. */
export interface Reader {
  /** The token `ahead` places on, without taking it. */
  peek(ahead?: number): Token | undefined
  /** Whether these words come next. */
  sees(...words: readonly string[]): boolean
  /** Takes these words if they come next, one after the other. */
  takes(...words: readonly string[]): boolean
  takesOperator(text: string): boolean
  /** Takes the word or operator that must come next. */
  must(text: string): void
  name(): string
  next(): Token
  /** What stands between the parenthesis that comes next and its partner, from token to token: no comment ends it. */
  parenthesized(): string
  /** The text from a token taken before up to where the reader stands. */
  since(first: Token): string
  /** Everything that is left, but the semicolon. */
  rest(): string
  fail(): never
}

export function reader(sql: string): Reader {
  const tokens = significant(tokenize(sql))
  let at = 0
  const fail = (): never => {
    throw new UnreadableSqlError(sql, tokens[at])
  }
  const peek = (ahead = 0) => tokens[at + ahead]
  const next = () => tokens[at++] ?? fail()
  const sees = (...words: readonly string[]) => words.every((word, i) => isWord(peek(i), word))
  const takes = (...words: readonly string[]) => {
    const seen = sees(...words)
    if (seen) at += words.length
    return seen
  }
  const takesOperator = (text: string) => {
    const seen = isOperator(peek(), text)
    if (seen) at++
    return seen
  }
  const must = (text: string) => {
    if (!takes(text) && !takesOperator(text)) fail()
  }
  const skipPartner = () => {
    for (let depth = 1; depth > 0; ) {
      const token = next()
      if (isOperator(token, '(')) depth++
      if (isOperator(token, ')')) depth--
    }
  }
  return {
    peek,
    sees,
    takes,
    takesOperator,
    must,
    next,
    fail,
    name: () => spelled(next()) ?? fail(),
    parenthesized: () => {
      must('(')
      const first = peek() ?? fail()
      skipPartner()
      return sql.slice(first.start, Math.max(first.start, tokens[at - 2]!.end))
    },
    since: (first) => sql.slice(first.start, tokens[at - 1]!.end),
    rest: () => {
      const left = tokens.slice(at)
      at = tokens.length
      const last = left.findLast((token) => !isOperator(token, ';'))
      return last === undefined ? '' : sql.slice(left[0]!.start, last.end)
    },
  }
}
