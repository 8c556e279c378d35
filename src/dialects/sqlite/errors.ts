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

/** A column that goes while a generated column is still computed from it. Some connections would take its name for a string. */
export class ColumnInUseError extends AthanorError {
  readonly code = 'column-in-use'
  readonly column: string
  readonly by: string

  constructor(table: ObjectName, column: string, by: string) {
    super(`column "${column}" of "${spell(table)}" is still used by the generated column "${by}"`, {
      hint: `Drop or change that one in the same revision: op.dropColumn('${table.name}', '${by}')`,
    })
    this.column = column
    this.by = by
  }
}
