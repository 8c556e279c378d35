import { sameName } from '../../../schema/lookup.ts'
import type { Column, ObjectName, Schema, Table } from '../../../schema/model.ts'
import { storedName, storedObjectName } from '../names.ts'

/** The table of that name; one that is too long may be cut off already on one side. */
export function tableCalled(name: ObjectName, { tables }: Schema): Table | undefined {
  const stored = storedObjectName(name)
  return tables.find((table) => sameName(storedObjectName(table), stored))
}

/** The column of that name, in the same way. */
export const columnCalled = (columns: readonly Column[], name: string): Column | undefined =>
  columns.find((column) => storedName(column.name) === storedName(name))
