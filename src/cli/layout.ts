import type { Row } from './command.ts'

/** Text in lines of at most `width` columns, broken at spaces; a word that is longer stands alone. */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`
    if (longer.length > width && line !== '') {
      lines.push(line)
      line = word
    } else line = longer
  }
  return [...lines, line]
}

/** The left column may take this much; what is longer has its meaning on the lines below it. */
const WIDEST = 30
const MARGIN = 2
const GAP = 2

/** Rows in two columns, the right one wrapped. */
export function inColumns(rows: readonly Row[], width: number): string[] {
  const fitting = rows.map(([left]) => left.length).filter((length) => length <= WIDEST)
  const start = MARGIN + Math.max(...fitting, 2 * MARGIN - GAP) + GAP
  const indent = ' '.repeat(start)
  return rows.flatMap(([left, right]) => {
    const label = `${' '.repeat(MARGIN)}${left}`
    const [first = '', ...rest] = wrapped(right, width - start)
    const more = rest.map((line) => indent + line)
    return label.length + GAP <= start
      ? [label.padEnd(start) + first, ...more]
      : [label, indent + first, ...more]
  })
}

/** Every left side with its right side: beside it where all lines stay within the width, else below it. */
export function asExamples(rows: readonly Row[], width: number): string[] {
  const start = MARGIN + Math.max(...rows.map(([left]) => left.length)) + GAP
  const isBeside = rows.every(([, right]) => start + right.length <= width)
  const margin = ' '.repeat(MARGIN)
  return rows.flatMap(([left, right]) =>
    isBeside
      ? [`${margin}${left}`.padEnd(start) + right]
      : [
          `${margin}${left}`,
          ...wrapped(right, width - 3 * MARGIN).map((line) => margin.repeat(3) + line),
        ],
  )
}
