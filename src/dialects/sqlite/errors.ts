import { AthanorError } from '../../errors.ts'
import { spell } from '../../schema/lookup.ts'
import type { ObjectName } from '../../schema/model.ts'

/** A change that only a rebuild can make, of a table whose definition holds more than the model of it. */
export class LossyRebuildError extends AthanorError {
  readonly code = 'lossy-rebuild'
  readonly table: string
  readonly clauses: readonly string[]

  constructor(table: ObjectName, clauses: readonly string[]) {
    super(
      `table "${spell(table)}" cannot be made anew, because that would lose ${clauses.join(' and ')}`,
      {
        hint: 'SQLite makes this change only by making the table anew. Write it by hand: op.execute(`…`)',
      },
    )
    this.table = spell(table)
    this.clauses = clauses
  }
}

/** A table of an attached database. The statements of a rebuild find their tables in the main one. */
export class ElsewhereRebuildError extends AthanorError {
  readonly code = 'elsewhere-rebuild'

  constructor(table: ObjectName) {
    super(
      `table "${spell(table)}" is not in the main database, and only there tables are made anew`,
      {
        hint: 'Connect to the file that holds it, and run the revision there.',
      },
    )
  }
}
