const WORD = /[\p{L}_][\p{L}\p{N}_$]*/gu
const QUOTED = /"((?:[^"]|"")+)"/g
const CALL = /(?:"((?:[^"]|"")+)"|([\p{L}_][\p{L}\p{N}_$]*))\s*\(/gu

/** Every name that some SQL might mean, in lower case: too many rather than too few. */
export function wordsOf(sql: string): ReadonlySet<string> {
  const words = new Set<string>()
  for (const [word] of sql.matchAll(WORD)) words.add(word.toLowerCase())
  for (const [, name] of sql.matchAll(QUOTED)) words.add(name!.replaceAll('""', '"').toLowerCase())
  return words
}

/** Every name that some SQL calls as a function, in lower case. */
export function callsOf(sql: string): ReadonlySet<string> {
  const calls = new Set<string>()
  for (const [, quoted, plain] of sql.matchAll(CALL))
    calls.add((quoted?.replaceAll('""', '"') ?? plain!).toLowerCase())
  return calls
}
