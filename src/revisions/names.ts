/** What a revision id and a branch label may be. */

const RESERVED: ReadonlySet<string> = new Set(['head', 'heads', 'base', 'current'])

/** Words of the identifier grammar, which are nobody's name. */
export const isReserved = (name: string): boolean => RESERVED.has(name)

/** Why this cannot be a revision id; `undefined` when it can. */
export function idProblem(id: unknown): string | undefined {
  if (typeof id !== 'string') return 'it is not a string'
  if (id === '') return 'it is empty'
  if (isReserved(id)) return `"${id}" has a meaning of its own`
  const found = [...new Set(id.match(/[@\-+:]/g))]
  return found.length === 0 ? undefined : contains(found)
}

/**
 * Why this cannot be a branch label; `undefined` when it can. A label may have hyphens, as many have where Alembic
 * was used; only its end must not look like a step.
 */
export function labelProblem(label: unknown): string | undefined {
  if (typeof label !== 'string') return 'it is not a string'
  if (label === '') return 'it is empty'
  if (isReserved(label)) return `"${label}" has a meaning of its own`
  const found = [...new Set(label.match(/[@+:]/g))]
  if (found.length > 0) return contains(found)
  const step = /-\d+$/.exec(label)
  return step === null ? undefined : `its end, "${step[0]}", reads as a step`
}

const contains = (characters: readonly string[]): string =>
  `it contains ${characters.map((character) => `"${character}"`).join(' and ')}`
