import { AthanorError } from '../errors.ts'
import { unheard, unheardIn } from '../runtime/unawaited.ts'
import { exitCodes } from './failure.ts'

/** A Ctrl-C during something that can be given up at any time. */
export class InterruptedError extends AthanorError {
  readonly code = 'aborted'

  constructor() {
    super('stopped\nThe database was not changed.')
  }
}

export interface Interruptible {
  readonly signal: AbortSignal
  /** Lets go of the process's signals, and tells of a rejection that nobody heard of. */
  readonly stop: () => Error | undefined
}

/**
 * The first Ctrl-C asks what is running to stop and roll back; a second one does not wait for it. A promise of the user's code that is
 * rejected where nobody awaits it stops it as well.
 */
export function interruptible(): Interruptible {
  const controller = new AbortController()
  const onSignal = (signal: NodeJS.Signals) => {
    if (controller.signal.aborted) process.exit(exitCodes.interrupted)
    controller.abort(new Error(`stopped by ${signal}`))
  }
  const onRejection = (thrown: unknown) => controller.abort(unheard(thrown))
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal).on('unhandledRejection', onRejection)
  return {
    signal: controller.signal,
    stop: () => {
      process.off('SIGINT', onSignal).off('SIGTERM', onSignal)
      process.off('unhandledRejection', onRejection)
      return unheardIn(controller.signal)
    },
  }
}

/** The work, or an error as soon as the signal is given: for what has nothing to roll back. */
export async function untilInterrupted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>()
  const onAbort = () => reject(unheardIn(signal) ?? new InterruptedError())
  signal.addEventListener('abort', onAbort, { once: true })
  try {
    if (signal.aborted) onAbort()
    return await Promise.race([work, promise])
  } finally {
    signal.removeEventListener('abort', onAbort)
  }
}
