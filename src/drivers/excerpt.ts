/** A place in a text, from 1. */
export interface SourcePosition {
  readonly line: number
  readonly column: number
}

/** Where the `offset`th character (from 1, counted as PostgreSQL does: code points) stands. */
export function sourcePosition(text: string, offset: number): SourcePosition {
  const before = Array.from(text)
    .slice(0, Math.max(0, offset - 1))
    .join('')
  const lines = before.split('\n')
  return { line: lines.length, column: Array.from(lines.at(-1) ?? '').length + 1 }
}

/** A long statement of Athanor's own begins with this and what it does: a message then says no more of it. */
export const OWN_STATEMENT = '-- athanor: '

const WIDTH = 100
const LINES_WITHOUT_POSITION = 12

/**
 * The lines of a text that a message should show: those around a position, with a mark under it, or the
 * first ones, without what they are all indented by. Long lines are cut, tabs shown as one space so that the mark stands
 * where it should.
 */
export function excerpt(text: string, position?: SourcePosition): string {
  const lines = text.replaceAll('\t', ' ').split(/\r?\n/)
  if (position === undefined) return firstLines(lines)
  const width = String(position.line + 1).length
  const show = (number: number): string[] => {
    const line = lines[number - 1]
    if (line === undefined) return []
    const marked = number === position.line
    const from = marked ? Math.max(0, position.column - WIDTH + 20) : 0
    const label = `${marked ? '>' : ' '} ${String(number).padStart(width)} | `
    const mark = `${' '.repeat(width + 3)}| ${' '.repeat(position.column - 1 - from)}^`
    return [label + cut(line, from), ...(marked ? [mark] : [])]
  }
  return [position.line - 1, position.line, position.line + 1].flatMap(show).join('\n')
}

function firstLines(all: readonly string[]): string {
  if (all[0]?.startsWith(OWN_STATEMENT)) return `  ${all[0]}`
  const isText = (line: string) => line.trim() !== ''
  const lines = all.slice(all.findIndex(isText), all.findLastIndex(isText) + 1)
  const indent = Math.min(...lines.filter(isText).map((line) => line.search(/\S/)))
  const shown = lines
    .slice(0, LINES_WITHOUT_POSITION)
    .map((line) => `  ${cut(line.slice(indent), 0)}`)
  const left = lines.length - shown.length
  return [...shown, ...(left > 0 ? [`  … (${left} more lines)`] : [])].join('\n')
}

function cut(line: string, from: number): string {
  const characters = Array.from(line)
  const part = characters.slice(from, from + WIDTH).join('')
  return from + WIDTH < characters.length ? `${part}…` : part
}
