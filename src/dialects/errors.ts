import { AthanorError } from '../errors.ts'
import { describe } from '../operations/describe.ts'
import type { Operation } from '../operations/model.ts'
import type { DialectName } from '../schema/model.ts'

export class UnsupportedOperationError extends AthanorError {
  readonly code = 'unsupported-operation'
  readonly operation: Operation
  readonly dialect: DialectName

  constructor(operation: Operation, dialect: DialectName, hint: string) {
    super(`${dialect} cannot ${describe(operation)}`, { hint })
    this.operation = operation
    this.dialect = dialect
  }
}

export class UnsupportedTypeError extends AthanorError {
  readonly code = 'unsupported-type'
  readonly type: string
  readonly dialect: DialectName

  constructor(type: string, dialect: DialectName, hint: string) {
    super(`${dialect} has no type "${type}"`, { hint })
    this.type = type
    this.dialect = dialect
  }
}

/** A compile-table entry for an operation the database does not have. */
export function unsupported(dialect: DialectName, hint: string): (operation: Operation) => never {
  return (operation) => {
    throw new UnsupportedOperationError(operation, dialect, hint)
  }
}

export class LockTimeoutError extends AthanorError {
  readonly code = 'lock-timeout'
  readonly holder: string | undefined

  constructor(database: string, milliseconds: number, holder?: string) {
    super(
      `another upgrade holds the lock on ${database}${holder === undefined ? '' : ` (${holder})`}; gave up after ${milliseconds / 1000} s`,
      {
        hint: 'Nothing was changed. Wait for the other upgrade to end, or allow more time: --lock-timeout 300',
      },
    )
    this.holder = holder
  }
}
