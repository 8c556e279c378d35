/**
 * Runs one piece of work after the other, in the order they were asked for: a session answers one
 * question at a time, and what callers start side by side must not overtake.
 */
export function inOrder(): <T>(work: () => T | Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const next = last.then(work)
    last = next.catch(() => undefined)
    return next
  }
}
