import { AthanorError } from '../../../errors.ts'
import { spell } from '../../../schema/lookup.ts'
import type { ConstraintKind, ObjectName } from '../../../schema/model.ts'

/** PostgreSQL drops constraints by name, and nobody knows this one's. */
export class UnnamedConstraintError extends AthanorError {
  readonly code = 'unnamed-constraint'

  constructor(table: ObjectName, kind: ConstraintKind) {
    super(
      `the ${kind} to be dropped from "${spell(table)}" has no name, and the table has none like it`,
      {
        hint: `Say its name: op.dropConstraint('${spell(table)}', 'name'). psql shows it: \\d ${spell(table)}`,
      },
    )
  }
}
