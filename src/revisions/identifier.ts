import { MalformedIdentifierError } from './identifier-errors.ts'
import { isReserved } from './names.ts'

/** A revision as somebody names it: `[branch@][name][±steps]`, at least one of the last two. */
export interface Identifier {
  readonly text: string
  /** Limits everything to the lines that lead through this label or revision. */
  readonly branch?: string
  /** An id or the start of one, a label, `head`, `heads`, `base` or `current`. */
  readonly name?: string
  /** Up or down from `name`; without a name, from where the database is. */
  readonly steps?: number
}

/** Takes an identifier apart; what its names mean is for `resolve` to say. */
export function parseIdentifier(text: string): Identifier {
  if (text.includes(':')) throw new MalformedIdentifierError(text, 'it is a range', RANGE_HINT)
  const [branch, symbol, ...more] = text.includes('@') ? text.split('@') : [undefined, text]
  if (more.length > 0) throw new MalformedIdentifierError(text, 'it has more than one "@"')
  if (symbol === undefined || symbol === '')
    throw new MalformedIdentifierError(
      text,
      text === '' ? 'it is empty' : 'nothing follows the "@"',
    )
  checkBranch(text, branch)

  const [, name = '', steps] = /^(.*?)([+-]\d+)?$/s.exec(symbol) ?? []
  if (name.includes('+')) throw new MalformedIdentifierError(text, 'after "+" comes a number')
  if (steps !== undefined && Number(steps) === 0)
    throw new MalformedIdentifierError(text, 'a step of 0 goes nowhere')
  const isCounted = steps !== undefined
  return {
    text,
    ...(branch !== undefined && { branch }),
    ...(name !== '' && { name }),
    ...(isCounted && { steps: Number(steps) }),
  }
}

function checkBranch(text: string, branch: string | undefined): void {
  if (branch === undefined) return
  if (branch === '') throw new MalformedIdentifierError(text, 'nothing stands before the "@"')
  if (isReserved(branch) || branch.includes('+'))
    throw new MalformedIdentifierError(
      text,
      `before the "@" comes a label or a revision id, which "${branch}" is not`,
    )
}

const RANGE_HINT =
  'Ranges are for scripts (athanor upgrade base:head --sql) and for athanor history -r base:head'

/** `+1`, `label@-2`, and `current+1`, which says the same as `+1`. */
export const isStepFromRows = ({ name, steps }: Identifier): boolean =>
  steps !== undefined && (name === undefined || name === 'current')

/**
 * Whether the identifier counts from the database's rows: they must be read first, and once the database has moved
 * it means another revision.
 */
export function countsFromRows(text: string): boolean {
  const { name } = parseIdentifier(text)
  return name === undefined || name === 'current'
}
