import { scrub } from '../drivers/scrub.ts'
import { AthanorError } from '../errors.ts'
import { type Paint, printable } from './paint.ts'

export const exitCodes = { done: 0, failed: 1, usage: 2, interrupted: 130 } as const

/** Errors that are words of the command line which mean nothing in any project, or a question nobody answered. */
const USAGE: ReadonlySet<string> = new Set([
  'usage',
  'malformed-identifier',
  'malformed-range',
  'range-needed',
  'unknown-source',
  'dialect-needed',
  'unanswered-question',
])

/** A project's own modules have another copy of the library than the command line has: its errors are ours as well. */
export const isAthanorError = (error: unknown): error is AthanorError =>
  error instanceof AthanorError ||
  (error instanceof Error &&
    'hint' in error &&
    /^[a-z]+(-[a-z]+)*$/.test(String(Reflect.get(error, 'code'))))

export function exitCodeOf(error: unknown): number {
  if (!isAthanorError(error)) return exitCodes.failed
  if (error.code === 'aborted') return exitCodes.interrupted
  return USAGE.has(error.code) ? exitCodes.usage : exitCodes.failed
}

/** A failure in words: the fact, what lies behind it, the next step. A defect of ours keeps its stack. */
export function failureLines(error: unknown, paint: Paint): string[] {
  if (!isAthanorError(error))
    return [`${paint.bad('error')} ${safe(stackOf(error))}`, '', paint.faint(DEFECT)]
  return [
    ...indented(`${paint.bad('error')} `, safe(error.message)),
    ...(error.hint === undefined
      ? []
      : ['', ...indented(`${paint.strong('next')}  `, safe(error.hint))]),
  ]
}

const DEFECT =
  'This is a defect in Athanor or in code it called. Please report it with the lines above.'

/** The same as data, on one line. */
export const failureJson = (error: unknown): string =>
  JSON.stringify({
    error: isAthanorError(error)
      ? {
          code: error.code,
          message: unsecret(error.message),
          hint: unsecret(error.hint ?? '') || undefined,
        }
      : { code: 'defect', message: unsecret(stackOf(error)), hint: DEFECT },
  })

/** Whoever types a URL in the wrong place finds it in the message, but not the password in it. */
const unsecret = (text: string): string => scrub(text, [])

const safe = (text: string): string => printable(unsecret(text))

const stackOf = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error)

function indented(label: string, text: string): string[] {
  const [first = '', ...rest] = text.split('\n')
  return [`${label}${first}`, ...rest.map((line) => `      ${line}`.trimEnd())]
}
