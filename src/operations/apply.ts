import type { DialectName, Schema } from '../schema/model.ts'
import { applyAs } from './all.ts'
import type { Operation } from './model.ts'

/**
 * The schema after the operation: everything the database changes with it, and nothing else. Where databases
 * differ, as PostgreSQL does it; `applyFor` asks which.
 *
 * Throws `NotThereError` or `AlreadyThereError` where a database would refuse.
 */
export const apply = (schema: Schema, operation: Operation): Schema =>
  applyAs(schema, operation, 'postgresql')

/**
 * `apply` for one database. SQLite gives a renamed column under its new name in every view, has no sequences that
 * keep their names, and lets the columns of a key be null. What is only for other databases does nothing.
 */
export const applyFor =
  (dialect: DialectName) =>
  (schema: Schema, operation: Operation): Schema =>
    applyAs(schema, operation, dialect)
