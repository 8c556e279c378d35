import { LONGEST_NAME } from '../schema/naming.ts'

const WORD = /[\p{L}_][\p{L}\p{N}_$]*/gu
const QUOTED = /"((?:[^"]|"")+)"/g
const CALL = /(?:"((?:[^"]|"")+)"|([\p{L}_][\p{L}\p{N}_$]*))\s*\(/gu

/** Every name that some SQL might mean, in lower case: too many rather than too few. */
export function wordsOf(sql: string): ReadonlySet<string> {
  const words = new Set<string>()
  for (const [word] of sql.matchAll(WORD)) addTo(words, word)
  for (const [, name] of sql.matchAll(QUOTED)) addTo(words, name!.replaceAll('""', '"'))
  return words
}

/** Every name that some SQL calls as a function, in lower case. */
export function callsOf(sql: string): ReadonlySet<string> {
  const calls = new Set<string>()
  for (const [, quoted, plain] of sql.matchAll(CALL))
    addTo(calls, quoted?.replaceAll('""', '"') ?? plain!)
  return calls
}

/** A name that is too long for PostgreSQL also means what it is cut to. */
function addTo(names: Set<string>, name: string): void {
  names.add(name.toLowerCase())
  if (Buffer.byteLength(name) > LONGEST_NAME) names.add(clipped(name).toLowerCase())
}

function clipped(name: string): string {
  const characters = Array.from(name)
  let kept = characters.slice(0, LONGEST_NAME)
  while (Buffer.byteLength(kept.join('')) > LONGEST_NAME) kept = kept.slice(0, -1)
  return kept.join('')
}
