import type { Dialect, RunStep, Statement } from '../dialects/dialect.ts'

/** Where the statements of a revision go: to a database, or into a script. */
export interface Outlet {
  readonly dialect: Dialect
  readonly version: readonly [major: number, minor: number]
  readonly offline: boolean
  /** Begins a transaction, unless one is open. */
  begin(): Promise<void>
  /**
   * Commits what there is so far, with a note that `done` operations of the revision are carried out:
   * `next` must stand outside a transaction, or apart from what came before.
   */
  commitPart(done: number, next: string | undefined): Promise<void>
  statement(statement: Statement): Promise<void>
  call(step: RunStep): Promise<void>
}
