/**
 * Base of every error this package throws on purpose.
 *
 * `message` states the fact with the names involved, `hint` says what to do next (pasteable where
 * it is a command), and `code` is stable: match on it, never on the text.
 */
export abstract class AthanorError extends Error {
  abstract readonly code: string
  readonly hint: string | undefined

  constructor(message: string, options: { hint?: string; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = new.target.name
    this.hint = options.hint
  }
}

/** What was thrown, in words, whatever it is: JavaScript lets anything be thrown, also what cannot be text. */
export function thrownText(thrown: unknown): string {
  if (typeof thrown !== 'object' || thrown === null) return String(thrown)
  const message: unknown = Reflect.get(thrown, 'message')
  return typeof message === 'string' ? message : 'an object that is no Error'
}
