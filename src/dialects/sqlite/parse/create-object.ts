import { quote } from '../names.ts'
import { lastOfPath } from './create-table.ts'
import { reader } from './reader.ts'

export interface ViewText {
  readonly columns: readonly string[] | undefined
  /** The SELECT. */
  readonly definition: string
}

/** Reads a `CREATE VIEW` statement. */
export function parseCreateView(sql: string): ViewText {
  const read = reader(sql)
  read.must('CREATE')
  read.takes('TEMP') || read.takes('TEMPORARY')
  read.must('VIEW')
  read.takes('IF', 'NOT', 'EXISTS')
  lastOfPath(read)
  const columns: string[] = []
  if (read.takesOperator('(')) {
    do columns.push(read.name())
    while (read.takesOperator(','))
    read.must(')')
  }
  read.must('AS')
  return { columns: columns.length > 0 ? columns : undefined, definition: read.rest() }
}

/**
 * A `CREATE TRIGGER` statement as SQLite stores it: without `IF NOT EXISTS` and the schema before the name, and without
 * a comment or semicolon at the end.
 */
export function plainTrigger(sql: string): string {
  const read = reader(sql)
  read.must('CREATE')
  read.must('TRIGGER')
  read.takes('IF', 'NOT', 'EXISTS')
  return `CREATE TRIGGER ${quote(lastOfPath(read))} ${read.rest()}`
}

/** A statement without the white space, comments and semicolons around it. */
export const statementText = (sql: string): string => reader(sql).rest()
