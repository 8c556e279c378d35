import type { PlanStep, Rows } from '../revisions/model.ts'
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
  const pen = scriptPen(request)
  let step = request.steps[0]!
  let noted = false
  /** What is known of the version table; a script from the start makes it. */
  let width = from.length === 0 ? undefined : widthFor(from)
  return {
    dialect,
    version,
    offline: true,
    begin: async () => pen.begin(),
    head: (next) => {
      step = next
      pen.remark(`Running ${stepWords(next)}`)
    },
    commitPart: async (done) => {
      pen.begin()
      const [revision, direction] = [step.revision.id, step.direction as Direction]
      pen.write(writeProgress(dialect, table, { revision, direction, step: done }, noted))
      noted = true
      pen.commit()
    },
    statement: async ({ sql }) => pen.write([sql]),
    call: async () => {},
    finish: () => {
      pen.begin()
      if (noted) pen.write(clearProgress(dialect, table))
      pen.write(tableFor(request, width, step.after))
      pen.write(step.changes.map((change) => rowChangeSql(dialect, table, change)))
      width = Math.max(width ?? 0, widthFor(step.after))
      noted = false
      if (settings.transactions !== 'run') pen.commit()
    },
    close: () => pen.close(),
  }
}

/** The version table, made or made wide enough. */
function tableFor(
  { dialect, settings: { versionTable: table } }: ScriptRequest,
  width: number | undefined,
  ids: Rows,
): readonly string[] {
  if (width === undefined) return createVersionTable(dialect, table, ids, { ifNotExists: true })
  return dialect.name === 'postgresql' ? widenVersionTable(dialect, table, width, ids) : []
}

interface Pen {
  write(statements: readonly string[]): void
  remark(text: string): void
  /** Begins a transaction unless one is open; the first looks whether the database is where the script begins. */
  begin(): void
  commit(): void
  close(): string
}

function scriptPen({ dialect, settings, from }: ScriptRequest): Pen {
  const frame = scriptFrames[dialect.name]
  const pieces: string[] = [`-- ${frame.advice}`, ...frame.first.map(terminated)]
  let open = false
  let unchecked = from.length > 0
  const write = (statements: readonly string[]) => {
    pieces.push(...statements.map(terminated))
  }
  const commit = () => {
    if (open) write([...frame.beforeCommit, 'COMMIT'])
    open = false
  }
  return {
    write,
    remark: (text) => {
      pieces.push(`-- ${text}`)
    },
    begin: () => {
      if (open) return
      write([frame.begin])
      if (unchecked) write(frame.expect(dialect, settings.versionTable, from))
      open = true
      unchecked = false
    },
    commit,
    close: () => {
      commit()
      write(frame.last)
      return `${pieces.join('\n\n')}\n`
    },
  }
}

/** A script of these statements, each with its semicolon. */
export const scriptOf = (statements: readonly string[]): string =>
  `${statements.map(terminated).join('\n\n')}\n`

/** With its semicolon, on a line of its own where the last line may end in a comment. */
function terminated(sql: string): string {
  const text = sql.trimEnd()
  if (text.slice(text.lastIndexOf('\n') + 1).includes('--')) return `${text}\n;`
  return text.endsWith(';') ? text : `${text};`
}
