import type { PlanStep } from '../revisions/model.ts'

/** Text of somebody's, on one line: what would end a comment or a log line becomes a space. */
export const oneLine = (text: string): string =>
  text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim()

/** A step in words: `upgrade a, b -> c, merge the branches`. */
export function stepWords({ revision, direction, before, after }: PlanStep): string {
  const { id, revises, message } = revision
  const ways = {
    upgrade: [revises, [id]],
    downgrade: [[id], revises],
    stamp: [before, after],
  } as const
  const [from, to] = ways[direction]
  const tail = message === '' || direction === 'stamp' ? '' : `, ${message}`
  return oneLine(`${direction} ${from.join(', ')} -> ${to.join(', ')}${tail}`)
}
