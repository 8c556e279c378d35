import { tokenize } from '../source/sql-tokens.ts'

/**
 * The statements of a script, each without its final semicolon, for drivers that take one at a time.
 *
 * A semicolon ends a statement unless it stands in a string, a quoted name or a comment, in the `BEGIN … END` of a
 * SQLite trigger, or in the `BEGIN ATOMIC … END` of a PostgreSQL function.
 */
export function splitStatements(script: string): string[] {
  const statements: string[] = []
  let text = ''
  let words: string[] = []
  let depth = 0
  const end = () => {
    if (words.length > 0) statements.push(text.trim())
    text = ''
    words = []
    depth = 0
  }
  for (const token of tokenize(script)) {
    if (token.text === ';' && depth === 0) {
      end()
      continue
    }
    text += token.text
    if (token.kind === 'space' || token.kind === 'comment') continue
    words.push(token.kind === 'word' ? token.text.toLowerCase() : token.kind)
    depth += nesting(words, depth)
  }
  end()
  return statements
}

/** How the last word changes the depth: `case` and `end` count only inside a body. */
function nesting(words: readonly string[], depth: number): number {
  const word = words.at(-1)
  if (word === 'begin' && depth === 0) return isTrigger(words) ? 1 : 0
  if (word === 'atomic' && depth === 0)
    return words.at(-2) === 'begin' && words[0] === 'create' ? 1 : 0
  if (depth === 0) return 0
  if (word === 'case') return 1
  return word === 'end' ? -1 : 0
}

const isTrigger = (words: readonly string[]): boolean =>
  words[0] === 'create' && words.slice(1, 3).includes('trigger')
