/** Bytes of a name that PostgreSQL keeps. */
const LONGEST = 63

const LABEL = '_seq'

/**
 * The name PostgreSQL gives the sequence of a serial or identity column: both parts, the longer one shortened
 * until all fits.
 *
 * @see https://github.com/postgres/postgres/blob/REL_18_STABLE/src/backend/commands/indexcmds.c (makeObjectName)
 */
export function sequenceNameOf(table: string, column: string): string {
  const room = LONGEST - LABEL.length - 1
  let [first, second] = [bytes(storedName(table)), bytes(storedName(column))]
  while (first + second > room) {
    if (first > second) first -= 1
    else second -= 1
  }
  return `${clip(table, first)}_${clip(column, second)}${LABEL}`
}

/** The name with a number behind it; what stands before its last part is shortened until all fits. */
export function numberedName(name: string, n: number): string {
  const at = Math.max(0, name.lastIndexOf('_'))
  const label = `${name.slice(at)}${n}`
  return `${clip(name.slice(0, at), LONGEST - bytes(label))}${label}`
}

/** A name as PostgreSQL keeps it: what is too long is cut off. */
export const storedName = (name: string): string => clip(name, LONGEST)

const bytes = (name: string): number => Buffer.byteLength(name)

/** The first whole characters that fit into so many bytes. */
function clip(name: string, limit: number): string {
  let kept = ''
  for (const character of name) {
    if (bytes(kept + character) > limit) return kept
    kept += character
  }
  return kept
}
