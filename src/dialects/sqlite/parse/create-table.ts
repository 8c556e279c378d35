import type { Constraint, Table, TableOptions } from '../../../schema/model.ts'
import { columnText } from './columns.ts'
import { tableConstraint } from './constraints.ts'
import { type Reader, reader } from './reader.ts'
import { folded, isOperator, isWord } from './tokens.ts'

/** A table as its CREATE statement says it. */
export interface TableText {
  readonly table: Table
  /** What stands in the statement and has no place in the model: it would be lost if the table were made anew. */
  readonly beyond: readonly string[]
}

interface Body {
  readonly columns: Table['columns']
  readonly constraints: readonly Constraint[]
  readonly autoincrement: boolean
  /** The primary key is a constraint of the table, not a clause of its column. */
  readonly keyOfTable: boolean
  readonly beyond: readonly string[]
}

/** Reads a `CREATE TABLE` statement. Throws `UnreadableSqlError` for what is none. */
export function parseCreateTable(sql: string): TableText {
  const read = reader(sql)
  read.must('CREATE')
  read.takes('TEMP') || read.takes('TEMPORARY')
  read.must('TABLE')
  read.takes('IF', 'NOT', 'EXISTS')
  const name = lastOfPath(read)
  read.must('(')
  const body = tableBody(read)
  read.must(')')
  const { autoincrement } = body
  const options: TableOptions = { ...tableOptions(read), ...(autoincrement && { autoincrement }) }
  if (read.peek() !== undefined && !read.takesOperator(';')) read.fail()
  return { table: tableOf(name, body, options), beyond: body.beyond }
}

/** The name, without the schema that may stand in front of it. */
export function lastOfPath(read: Reader): string {
  const first = read.name()
  return read.takesOperator('.') ? read.name() : first
}

function tableBody(read: Reader): Body {
  const columns = []
  const constraints: Constraint[] = []
  const beyond: string[] = []
  let [autoincrement, keyOfTable] = [false, false]
  while (!startsTableConstraint(read)) {
    const text = columnText(read)
    columns.push(text.column)
    constraints.push(...text.constraints)
    autoincrement ||= text.autoincrement
    if (!read.takesOperator(',')) break
  }
  while (!isOperator(read.peek(), ')')) {
    const { constraint, key } = tableConstraint(read)
    constraints.push(constraint)
    keyOfTable ||= constraint.kind === 'primaryKey'
    beyond.push(...(key?.beyond ?? []))
    autoincrement ||= key?.autoincrement ?? false
    read.takesOperator(',')
  }
  return { columns, constraints, autoincrement, keyOfTable, beyond }
}

/** A bare word: a column may be called "check" in quotes. */
const startsTableConstraint = (read: Reader): boolean =>
  isWord(read.peek(), 'CONSTRAINT', 'PRIMARY', 'UNIQUE', 'CHECK', 'FOREIGN')

function tableOptions(read: Reader): TableOptions {
  const options: { strict?: true; withoutRowid?: true } = {}
  while (isWord(read.peek(), 'WITHOUT', 'STRICT')) {
    if (read.takes('STRICT')) options.strict = true
    else if (read.takes('WITHOUT', 'ROWID')) options.withoutRowid = true
    else read.fail()
    read.takesOperator(',')
  }
  return options
}

function tableOf(name: string, body: Body, options: TableOptions): Table {
  const { columns, constraints } = body
  const primaryKey = primaryKeyOf(body, options)
  return {
    name,
    columns,
    ...(primaryKey !== undefined && { primaryKey }),
    uniques: ofKind(constraints, 'unique'),
    foreignKeys: ofKind(constraints, 'foreignKey'),
    checks: ofKind(constraints, 'check'),
    exclusions: [],
    indexes: [],
    ...(Object.keys(options).length > 0 && { options }),
  }
}

/**
 * `PRIMARY KEY (id DESC)` of a table makes an INTEGER the rowid, which has one direction only; `INTEGER PRIMARY KEY DESC` of
 * a column, by an old mistake that SQLite keeps, does not.
 *
 * @see https://www.sqlite.org/lang_createtable.html#rowids_and_the_integer_primary_key
 */
function primaryKeyOf(
  { columns, constraints, keyOfTable }: Body,
  { withoutRowid }: TableOptions,
): Table['primaryKey'] {
  const [key] = ofKind(constraints, 'primaryKey')
  const [only, more] = key?.columns ?? []
  if (key === undefined || only === undefined || more !== undefined) return key
  const column = columns.find(({ name }) => folded(name) === folded(only))
  const isRowid = keyOfTable && !withoutRowid && column?.type.kind === 'integer'
  const { descending: _, ...plain } = key
  return isRowid ? plain : key
}

type OfKind<K extends Constraint['kind']> = Omit<Extract<Constraint, { kind: K }>, 'kind'>

function ofKind<K extends Constraint['kind']>(
  constraints: readonly Constraint[],
  wanted: K,
): readonly OfKind<K>[] {
  return constraints.flatMap(({ kind, ...rest }) =>
    kind === wanted ? [rest as unknown as OfKind<K>] : [],
  )
}
