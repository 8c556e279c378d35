import type { Identifier } from './identifier.ts'
import { AmbiguousStepError, TooFarError } from './identifier-errors.ts'
import type { Context } from './resolve.ts'
import type { Place, Walk } from './walk.ts'
import { command, list, spell, steps } from './words.ts'

/** The step counts from several rows. The commands name each of them. */
export function ambiguousStart(
  { graph, purpose }: Context,
  { text, steps: count = 0, branch }: Identifier,
  starts: readonly string[],
): AmbiguousStepError {
  const open = count > 0 ? starts.filter((id) => graph.byId.get(id)!.children.length > 0) : starts
  const identifier = (id: string) =>
    purpose === 'downgrade'
      ? `${id}@${steps(count)}`
      : `${branch === undefined ? '' : `${branch}@`}${id}${steps(count)}`
  return new AmbiguousStepError(
    text,
    `it counts from where the database is, and ${branch === undefined ? 'that' : 'on this branch that'} is ${starts.length} revisions: ${list(starts)}`,
    starts,
    (open.length > 0 ? open : starts).map((id) => command(purpose, identifier(id))),
  )
}

/** The way forks before the step is done. */
export function ambiguousFork(
  { text, steps: count = 0 }: Identifier,
  fork: Extract<Walk, { kind: 'fork' }>,
  inFull: (way: string, left: number) => string,
): AmbiguousStepError {
  const at = fork.at === undefined ? 'base' : spell(fork.at)
  return new AmbiguousStepError(
    text,
    `${count > 0 ? 'above' : 'below'} ${at} are ${list(fork.ways)}`,
    fork.ways,
    fork.ways.map((way) => inFull(way, Math.sign(count) * fork.left)),
  )
}

/** The history, or the branch, has fewer revisions than that. */
export function tooFar(
  { purpose }: Context,
  { text, steps: count = 0, branch }: Identifier,
  start: Place,
  available: number,
): TooFarError {
  const from = start === undefined ? 'base' : spell(start)
  const on = branch === undefined ? '' : `${branch}@`
  if (count > 0)
    return new TooFarError(
      text,
      available,
      `above ${from}`,
      `As far as there is: ${command(purpose, `${on}heads`)}`,
    )
  return new TooFarError(
    text,
    available,
    start === undefined ? 'applied' : `at or below ${from}`,
    `Down to where nothing is applied: ${command(purpose, `${on}base`)}`,
  )
}
