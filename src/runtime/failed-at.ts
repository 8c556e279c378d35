import type { Operation } from '../operations/model.ts'

interface Place {
  readonly operation?: Operation | undefined
  readonly statement?: string | undefined
  /** `file:line` of the operation. */
  readonly place?: string | undefined
}

/** Where in a revision something went wrong; what went wrong is the `cause`. Never leaves this folder. */
export class FailedAt extends Error {
  readonly at: Place

  constructor(at: Place, cause: unknown) {
    super('a revision failed', { cause })
    this.at = at
  }
}
