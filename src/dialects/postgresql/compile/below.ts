import { isAmong, parentsOf } from '../../../schema/inheritance.ts'
import type { ObjectName, Schema, Table } from '../../../schema/model.ts'

/** The tables that inherit from it, and those that inherit from them: each after all that it inherits from. */
export function below(table: ObjectName, schema: Schema): readonly Table[] {
  const all = descend(table, schema)
  return all.filter((one, at) => all.lastIndexOf(one) === at)
}

const descend = (table: ObjectName, schema: Schema): readonly Table[] =>
  schema.tables
    .filter((one) => isAmong(table, parentsOf(one)))
    .flatMap((child) => [child, ...descend(child, schema)])
