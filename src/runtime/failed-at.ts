import type { Operation } from '../operations/model.ts'

/** Where in a revision something went wrong; what went wrong is the `cause`. Never leaves this folder. */
export class FailedAt extends Error {
  /** The number of the operation in the revision, counted from 0. */
  readonly index: number
  readonly operation: Operation
  readonly statement: string | undefined

  constructor(index: number, operation: Operation, statement: string | undefined, cause: unknown) {
    super('a revision failed', { cause })
    this.index = index
    this.operation = operation
    this.statement = statement
  }
}
