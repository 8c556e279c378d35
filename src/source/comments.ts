/** Reorders the text after it on the screen, so that a comment would read as code or code as a comment. */
const BIDIRECTIONAL = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g

const visible = (text: string): string =>
  text.replace(
    BIDIRECTIONAL,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )

/** Every character that ends a line in JavaScript, and the two of old printers that some editors break at. */
const LINE_END = /\r\n|[\n\r\u2028\u2029\v\f]/

export const linesOf = (text: string): string[] => visible(text).split(LINE_END)

/** Text as `//` lines of at most `width` columns; a word is never broken. */
export function lineComment(text: string, width = 100): string[] {
  return linesOf(text)
    .flatMap((line) => wrap(line, width - 3))
    .map((line) => (line === '' ? '//' : `// ${line}`))
}

function wrap(line: string, width: number): string[] {
  const lines: string[] = []
  for (const word of line.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + word.length < width)
      lines.push(`${lines.pop()} ${word}`)
    else lines.push(word)
  }
  return lines.map((wrapped) => wrapped.trimEnd())
}

/** Text that may stand in a block comment: `*\/` does not end one. `unescapeComment` gives the text back. */
export const escapeComment = (text: string): string => text.replace(/\*(\\*)\//g, '*\\$1/')

export const unescapeComment = (text: string): string => text.replace(/\*\\(\\*)\//g, '*$1/')

/** A doc comment of these lines. Line breaks inside one make it several. */
export function docComment(lines: readonly string[]): string {
  const body = lines
    .flatMap(linesOf)
    .map((line) => ` * ${escapeComment(line)}`.trimEnd())
    .join('\n')
  return `/**\n${body}\n */`
}
