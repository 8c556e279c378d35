import type { RunEvent } from '../runtime/model.ts'

/** What every command understands that opens databases. */
export interface CommandOptions {
  /** The databases to work on, by their names in the configuration. Absent: all. */
  readonly names?: readonly string[] | undefined
  readonly signal?: AbortSignal | undefined
  /** Called with what goes on, as it goes on. */
  readonly report?: ((event: RunEvent, database: string | undefined) => void) | undefined
  /** Milliseconds to wait for another run, instead of what the configuration says. */
  readonly lockTimeout?: number | undefined
}

/** Which database a result is of: its name, where the configuration has several, and where it is (without a password). */
export interface OfDatabase {
  readonly database?: string
  readonly describe: string
}
