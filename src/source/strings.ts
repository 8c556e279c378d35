/**
 * Characters that are written as escapes: control characters, line separators, lone surrogates, and what
 * reorders or hides text (a name from a database must not make the file read otherwise than it runs).
 */
const ESCAPED = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\\]/gu

const SHORT: Readonly<Record<string, string>> = {
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\\': '\\\\',
}

const escaped = (character: string): string =>
  SHORT[character] ??
  Array.from(
    { length: character.length },
    (_, i) => `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`,
  ).join('')

/** A string literal that cannot end its own quoting; in double quotes where that saves escapes. */
export function quote(text: string): string {
  const mark = text.split("'").length > text.split('"').length ? '"' : "'"
  return `${mark}${text.replace(ESCAPED, escaped).replaceAll(mark, `\\${mark}`)}${mark}`
}

/** The same text between backticks, for SQL that people read: line breaks stay line breaks. */
export function template(text: string): string {
  const body = text
    .replace(ESCAPED, (character) => (/[\n\t]/.test(character) ? character : escaped(character)))
    .replaceAll('`', '\\`')
    .replaceAll('${', '\\${')
  return `\`${body}\``
}
