/**
 * Takes passwords out of what a driver says. Drivers rarely repeat them, but a message goes to
 * logs and terminals, so rarely is not enough.
 */
export function scrub(text: string, secrets: readonly string[]): string {
  return secrets
    .flatMap((secret) => [secret, encodeURIComponent(secret)])
    .filter((secret) => secret.length >= SHORTEST)
    .sort((a, b) => b.length - a.length)
    .reduce((clean, secret) => clean.replaceAll(secret, '***'), text)
    .replace(URL_WITH_PASSWORD, '$1***@')
    .replace(PASSWORD_PARAMETER, '$1***')
}

/** Shorter ones stand in any text by chance: striking them out would garble it and give them away. */
const SHORTEST = 4

const URL_WITH_PASSWORD = /(\b[a-z][a-z0-9+.-]*:\/\/[^\s:/@]*:)\S*@/gi
const PASSWORD_PARAMETER = /([?&]password=)[^&\s]*/gi

/** The same error, cleaned in place: it stays what the driver threw, fit to be a `cause`. */
export function scrubError<T>(error: T, secrets: readonly string[], seen = new Set<unknown>()): T {
  if (!(error instanceof Error) || seen.has(error)) return error
  seen.add(error)
  for (const key of ['message', 'stack', 'input', 'detail', 'hint', 'where'] as const) {
    const text = Reflect.get(error, key)
    if (typeof text !== 'string') continue
    const clean = scrub(text, secrets)
    if (clean !== text) Reflect.set(error, key, clean)
  }
  scrubError(error.cause, secrets, seen)
  if (error instanceof AggregateError)
    for (const each of error.errors) scrubError(each, secrets, seen)
  return error
}
