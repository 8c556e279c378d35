import { MalformedRangeError } from './plan-errors.ts'

/** `from:to`, either of which may be empty; `undefined` when there is no colon. */
export function splitRange(text: string): { from: string; to: string } | undefined {
  const [from, to, ...more] = text.split(':').map((part) => part.trim())
  if (more.length > 0)
    throw new MalformedRangeError(
      text,
      'it has more than one ":"',
      'A range has a start and an end, such as base:head',
    )
  return from === undefined || to === undefined ? undefined : { from, to }
}
