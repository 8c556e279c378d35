import type { RunEvent } from '../runtime/model.ts'
import { oneLine } from './entry-lines.ts'
import { printable } from './paint.ts'
import type { Shell } from './shell.ts'

type PlanStep = Extract<RunEvent, { readonly kind: 'step' }>['step']

/** Tells on standard error what a run does: a line for each step, and on a terminal what it is at now. */
export function reporter(shell: Shell): (event: RunEvent, database: string | undefined) => void {
  return (event, database) => {
    const of = database === undefined ? '' : `[${printable(database)}] `
    for (const line of linesOf(event, shell)) shell.log(`${shell.paint.faint(of)}${line}`)
    if (event.kind === 'statement') shell.progress(`${of}${firstWords(event.sql)}`)
  }
}

function linesOf(event: RunEvent, { paint }: Shell): readonly string[] {
  switch (event.kind) {
    case 'waiting':
      return [`waiting for another run on ${printable(event.database)} to end`]
    case 'version-table':
      return [`made the version table ${printable(event.table)}`]
    case 'widened':
      return [
        `widened the column of ${printable(event.table)} to ${event.width} characters for a long revision id`,
      ]
    case 'resumed':
      return [
        `${paint.id(event.revision)} was interrupted: going on after its ${event.step} operations that are done`,
      ]
    case 'moved':
      return [
        `another process has moved the database from ${spell(event.from)} to ${spell(event.to)}: looking again`,
      ]
    case 'step':
      return [stepLine(event.step, event.index, event.total, paint)]
    case 'done':
      return event.milliseconds < SLOW
        ? []
        : [paint.faint(`${' '.repeat(6)}took ${seconds(event.milliseconds)}`)]
    default:
      return []
  }
}

/** A step that takes longer is worth a line. */
const SLOW = 1000

export const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(2)} s`

const spell = (rows: readonly string[]): string => (rows.length === 0 ? '<base>' : rows.join(', '))

const VERBS = { upgrade: 'upgrade  ', downgrade: 'downgrade', stamp: 'stamp    ' } as const

function stepLine(
  { revision, direction, before, after, also }: PlanStep,
  index: number,
  total: number,
  paint: Shell['paint'],
): string {
  const place = paint.faint(`${String(index + 1).padStart(String(total).length)}/${total}`)
  const message = revision.message === '' ? '' : `, ${oneLine(revision.message)}`
  const way =
    direction === 'stamp'
      ? `${spell(before)} -> ${spell(after)}`
      : direction === 'upgrade'
        ? `${spell(revision.revises)} -> ${paint.id(revision.id)}`
        : `${paint.id(revision.id)} -> ${spell(revision.revises)}`
  const why = also === undefined ? '' : paint.warn(` (stands on ${spell(also)})`)
  return `${place} ${VERBS[direction]} ${way}${direction === 'stamp' ? '' : message}${why}`
}

const firstWords = (sql: string): string => sql.slice(0, 1000).replaceAll(/\s+/g, ' ').trim()
