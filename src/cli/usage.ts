import { AthanorError } from '../errors.ts'

/** The words on the command line make no call. */
export class UsageError extends AthanorError {
  readonly code = 'usage'
}
