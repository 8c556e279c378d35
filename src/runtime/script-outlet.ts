import type { PlanStep } from '../revisions/model.ts'
import type { Outlet } from './outlet.ts'
import { clearProgress, type Direction, writeProgress } from './progress.ts'
import type { ScriptRequest } from './script.ts'
import { scriptFrames } from './script-frame.ts'
import { createVersionTable, rowChangeSql, widenVersionTable, widthFor } from './version-table.ts'
import { stepWords } from './words.ts'

/** An outlet that writes SQL instead of running it. */
export interface ScriptOutlet extends Outlet {
  /** Says which step comes next. */
  head(step: PlanStep): void
  /** Moves the version rows. */
  finish(): void
  /** The whole script. */
  close(): string
}

export function scriptOutlet(request: ScriptRequest): ScriptOutlet {
  const { dialect, version, settings, from } = request
  const { versionTable: table } = settings
  const frame = scriptFrames[dialect.name]
  const pieces: string[] = frame.first.map(terminated)
  const write = (statements: readonly string[]) => {
    pieces.push(...statements.map(terminated))
  }
  let step = request.steps[0]!
  let open = false
  let noted = false
  /** What is known of the version table; a script from the start makes it. */
  let width = from.length === 0 ? undefined : widthFor(from)
  let expected = from.length > 0
  const begin = () => {
    if (open) return
    write([frame.begin, ...(expected ? frame.expect(dialect, table, from) : [])])
    open = true
    expected = false
  }
  const commit = () => {
    write([...frame.beforeCommit, 'COMMIT'])
    open = false
  }
  return {
    dialect,
    version,
    offline: true,
    begin: async () => begin(),
    head: (next) => {
      step = next
      pieces.push(`-- Running ${stepWords(next)}`)
    },
    commitPart: async (done) => {
      begin()
      const progress = {
        revision: step.revision.id,
        direction: step.direction as Direction,
        step: done,
      }
      write(writeProgress(dialect, table, progress, noted))
      noted = true
      commit()
    },
    statement: async ({ sql }) => write([sql]),
    call: async () => {},
    finish: () => {
      begin()
      write([
        ...(noted ? clearProgress(dialect, table) : []),
        ...(width === undefined
          ? createVersionTable(dialect, table, step.after, { ifNotExists: true })
          : dialect.name === 'postgresql'
            ? widenVersionTable(dialect, table, width, step.after)
            : []),
        ...step.changes.map((change) => rowChangeSql(dialect, table, change)),
      ])
      width = Math.max(width ?? 0, widthFor(step.after))
      noted = false
      if (settings.transactions !== 'run') commit()
    },
    close: () => {
      if (open) commit()
      write(frame.last)
      return `${pieces.join('\n\n')}\n`
    },
  }
}

/** A script of these statements, each with its semicolon. */
export const scriptOf = (statements: readonly string[]): string =>
  `${statements.map(terminated).join('\n\n')}\n`

/** With its semicolon, on a line of its own where the last line ends in a comment. */
function terminated(sql: string): string {
  const text = sql.trimEnd()
  if (text.endsWith(';')) return text
  return text.slice(text.lastIndexOf('\n') + 1).includes('--') ? `${text}\n;` : `${text};`
}
