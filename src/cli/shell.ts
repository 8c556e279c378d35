import type { GlobalFlags } from './command.ts'
import type { Paint } from './paint.ts'

/**
 * The world as a command sees it: two streams, a terminal that may be asked, and a signal. A test gives
 * another one, and needs no process.
 */
export interface Shell {
  readonly globals: GlobalFlags
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly signal: AbortSignal
  readonly paint: Paint
  /** How wide the terminal is, for text that is wrapped. */
  readonly columns: number
  /** Data, on standard output. */
  print(text: string): void
  /** What is going on, on standard error; nothing with `--quiet`. */
  log(line: string): void
  /** What went wrong, on standard error, also with `--quiet`. */
  complain(line: string): void
  /** What is being done at the moment, until something else is said; only on a terminal. */
  progress(text: string | undefined): void
  /** Asks, where somebody can answer; elsewhere `undefined`. */
  confirm(question: string): Promise<boolean | undefined>
  /** Runs a program on the terminal and waits: the editor. */
  launch(command: string, args: readonly string[]): Promise<number>
}
