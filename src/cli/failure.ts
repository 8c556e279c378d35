import { AthanorError } from '../errors.ts'
import { type Paint, printable } from './paint.ts'

export const exitCodes = { done: 0, failed: 1, usage: 2, interrupted: 130 } as const

/** Codes of errors that are a wrong use of the command line, or a question nobody answered. */
const usageCodes: ReadonlySet<string> = new Set([
  'usage',
  'unanswered-question',
  'invalid-config',
  'config-not-found',
])

export const isAthanorError = (error: unknown): error is AthanorError =>
  error instanceof AthanorError ||
  // An application may have another copy of the library than the command line has.
  (error instanceof Error &&
    typeof (error as { code?: unknown }).code === 'string' &&
    'hint' in error)

export function exitCodeOf(error: unknown): number {
  if (!isAthanorError(error)) return exitCodes.failed
  if (error.code === 'aborted') return exitCodes.interrupted
  return usageCodes.has(error.code) ? exitCodes.usage : exitCodes.failed
}

/** A failure in words: the fact, what lies behind it, the next step. A defect of ours keeps its stack. */
export function failureLines(error: unknown, paint: Paint): string[] {
  if (!isAthanorError(error)) {
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error)
    return [
      `${paint.bad('error')} ${printable(stack)}`,
      '',
      paint.faint(
        'This is a defect in Athanor or in code it called. Please report it with the lines above.',
      ),
    ]
  }
  return [
    ...indented(`${paint.bad('error')} `, printable(error.message)),
    ...(error.hint === undefined
      ? []
      : ['', ...indented(`${paint.strong('next')}  `, printable(error.hint))]),
  ]
}

function indented(label: string, text: string): string[] {
  const [first = '', ...rest] = text.split('\n')
  return [`${label}${first}`, ...rest.map((line) => `      ${line}`)]
}
