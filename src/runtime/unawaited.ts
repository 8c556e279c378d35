import { AthanorError, thrownText } from '../errors.ts'
import { callSite } from './places.ts'

const HINT =
  'Put "await" before every query; in a loop write for (const … of …), as forEach() waits for nothing'

/** Code of a revision was done while queries that it had begun were still running. */
export class UnawaitedQueryError extends AthanorError {
  readonly code = 'unawaited-query'

  /** @param failure what became of the first of them that failed, where one did */
  constructor(failure?: { readonly thrown: unknown }) {
    const outcome = failure === undefined ? '' : `, and it failed:\n${thrownText(failure.thrown)}`
    super(
      `the code was done, and a query of it was still running: nothing awaited it${outcome}`,
      failure === undefined ? { hint: HINT } : { hint: HINT, cause: failure.thrown },
    )
  }
}

/** A query came from code that was done long ago: its transaction is over. */
export class LateQueryError extends AthanorError {
  readonly code = 'late-query'
  readonly sql: string

  constructor(sql: string) {
    super(
      `a query came after the op.run() that it belongs to was done: nothing awaited it\n${sql}`,
      {
        hint: `It was not carried out. ${HINT}`,
      },
    )
    this.sql = sql
  }
}

/** A promise was rejected and nobody was there to hear of it. */
class UnheardRejectionError extends AthanorError {
  readonly code = 'unheard-rejection'

  constructor(thrown: unknown) {
    const place = placeOf(thrown)
    const where = place === undefined ? '' : `\nat ${place}`
    super(`nothing awaited a promise, and it was rejected:\n${thrownText(thrown)}${where}`, {
      hint: HINT,
      cause: thrown,
    })
  }
}

/** The innermost line of the user's own code, where the stack reaches it. */
function placeOf(thrown: unknown): string | undefined {
  const stack = thrown instanceof Error ? String(thrown.stack) : ''
  const own = stack.split('\n').filter((line) => !/[\\/]node_modules[\\/]/.test(line))
  return callSite(own.join('\n'))
}

type Unheard = LateQueryError | UnheardRejectionError

/** What a rejection is called that nobody heard of; as the reason of a signal it stops what runs. */
export const unheard = (thrown: unknown): Unheard =>
  thrown instanceof LateQueryError ? thrown : new UnheardRejectionError(thrown)

/** The rejection for which a signal was given, if that was why. */
export function unheardIn(signal: AbortSignal | undefined): Unheard | undefined {
  const reason: unknown = signal?.reason
  return reason instanceof UnheardRejectionError || reason instanceof LateQueryError
    ? reason
    : undefined
}
