/** How identifiers are written in messages and in commands to paste. */

/** What an identifier is wanted for: it decides what is allowed, and the command a hint shows. */
export type Purpose =
  | 'upgrade'
  | 'downgrade'
  | 'stamp'
  | 'show'
  | 'edit'
  | 'history'
  | 'revision'
  | 'merge'

const PLAIN = /^[\p{L}\p{N}_.@:+-]+$/u

/** An id or label in a sentence: bare where that cannot be misread, quoted otherwise. */
export const spell = (name: string): string => (PLAIN.test(name) ? name : JSON.stringify(name))

/** Names in a sentence; a very long list is cut short, the error's own fields have them all. */
export function list(names: readonly string[], most = 12): string {
  const shown = names.slice(0, most).map(spell).join(', ')
  return names.length > most ? `${shown} and ${names.length - most} more` : shown
}

/** A word for a POSIX shell. */
export const word = (text: string): string =>
  PLAIN.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`

/** The command that does `purpose` with this identifier. */
export function command(purpose: Purpose, identifier: string): string {
  switch (purpose) {
    case 'history':
      return `athanor history -r ${word(`${identifier}:`)}`
    case 'revision':
      return `athanor revision --head ${word(identifier)}`
    default:
      return `athanor ${purpose} ${word(identifier)}`
  }
}

/** `+2`, `-1`, or nothing for no steps. */
export const steps = (count: number): string => {
  if (count === 0) return ''
  return count > 0 ? `+${count}` : `${count}`
}

/** `1 revision`, `2 revisions`. */
export const counted = (count: number, noun: string): string =>
  `${count} ${noun}${count === 1 ? '' : 's'}`

/** The names that begin as `name` does, the most alike first: what a slip of the pen was meant to be. */
export function alike(name: string, known: Iterable<string>): string[] {
  const enough = Math.max(2, Math.ceil(name.length / 2))
  return Array.from(known, (candidate) => ({ candidate, shared: sharedPrefix(name, candidate) }))
    .filter(({ shared }) => shared >= enough)
    .sort((a, b) => b.shared - a.shared || (a.candidate < b.candidate ? -1 : 1))
    .slice(0, 3)
    .map(({ candidate }) => candidate)
}

function sharedPrefix(a: string, b: string): number {
  let length = 0
  while (length < a.length && a[length] === b[length]) length++
  return length
}
