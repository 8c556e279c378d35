import type {
  ConflictAction,
  Constraint,
  Deferrable,
  ForeignKey,
  ReferentialAction,
} from '../../../schema/model.ts'
import type { Reader } from './reader.ts'
import { isOperator } from './tokens.ts'

/** The columns of a key, and what of them a model of the table cannot hold. */
export interface KeyColumns {
  readonly columns: readonly string[]
  readonly descending: readonly string[]
  readonly autoincrement: boolean
  readonly beyond: readonly string[]
}

const CONFLICT_ACTIONS: readonly ConflictAction[] = [
  'rollback',
  'abort',
  'fail',
  'ignore',
  'replace',
]

/** `ON CONFLICT …`; without it SQLite aborts, so `ABORT` says nothing. */
export function conflictClause(read: Reader): { onConflict?: ConflictAction } {
  if (!read.takes('ON', 'CONFLICT')) return {}
  const action = read.name().toLowerCase()
  const onConflict = CONFLICT_ACTIONS.find((known) => known === action) ?? read.fail()
  return onConflict === 'abort' ? {} : { onConflict }
}

/** `(a, b COLLATE NOCASE DESC)` of a primary or unique key. */
export function keyColumns(read: Reader, kind: string): KeyColumns {
  const columns: string[] = []
  const descending: string[] = []
  const beyond: string[] = []
  let autoincrement = false
  read.must('(')
  const start = read.peek()!
  do {
    const column = read.name()
    const collated = read.takes('COLLATE') && read.name() !== ''
    const down = takesDirection(read)
    columns.push(column)
    if (down) descending.push(column)
    if (read.takes('AUTOINCREMENT')) autoincrement = true
    if (collated || (down && kind === 'UNIQUE')) beyond.push(`${kind} (${read.since(start)})`)
  } while (read.takesOperator(','))
  read.must(')')
  return { columns, descending, autoincrement, beyond: beyond.slice(-1) }
}

/** Whether `DESC` comes next; `ASC` is what nothing means. */
export function takesDirection(read: Reader): boolean {
  const down = read.takes('DESC')
  if (!down) read.takes('ASC')
  return down
}

/** The constraints that stand behind the columns, and may follow each other without a comma. */
export function tableConstraint(read: Reader): {
  readonly constraint: Constraint
  readonly key?: KeyColumns
} {
  const named = constraintName(read)
  if (read.takes('PRIMARY', 'KEY')) {
    const key = keyColumns(read, 'PRIMARY KEY')
    const { columns, descending } = key
    const facts = { columns, ...(descending.length > 0 && { descending }) }
    return { key, constraint: { kind: 'primaryKey', ...named, ...facts, ...conflictClause(read) } }
  }
  if (read.takes('UNIQUE')) {
    const key = keyColumns(read, 'UNIQUE')
    const { columns } = key
    return { key, constraint: { kind: 'unique', ...named, columns, ...conflictClause(read) } }
  }
  if (read.takes('CHECK')) {
    const expression = { sql: read.parenthesized() }
    return { constraint: { kind: 'check', ...named, expression, ...conflictClause(read) } }
  }
  if (!read.takes('FOREIGN', 'KEY')) read.fail()
  const columns = nameList(read)
  const clause = referencesClause(read)
  const deferrable = deferrableClause(read)?.deferrable
  return {
    constraint: {
      kind: 'foreignKey',
      ...named,
      columns,
      ...clause,
      ...(deferrable && { deferrable }),
    },
  }
}

/** `CONSTRAINT name`, which may stand alone, and may be repeated: the last one counts. */
export function constraintName(read: Reader): { name?: string } {
  let name: string | undefined
  while (read.takes('CONSTRAINT')) name = read.name()
  return name === undefined ? {} : { name }
}

function nameList(read: Reader): readonly string[] {
  const names: string[] = []
  read.must('(')
  do names.push(read.name())
  while (read.takesOperator(','))
  read.must(')')
  return names
}

/** `REFERENCES …` up to where `DEFERRABLE` may follow. Of repeated actions the last one counts. */
export function referencesClause(read: Reader): Omit<ForeignKey, 'columns' | 'name'> {
  read.must('REFERENCES')
  const name = read.name()
  const columns = isOperator(read.peek(), '(') ? nameList(read) : []
  const actions: { onDelete?: ReferentialAction; onUpdate?: ReferentialAction; match?: 'full' } = {}
  for (;;) {
    if (read.takes('ON', 'DELETE')) actions.onDelete = referentialAction(read)
    else if (read.takes('ON', 'UPDATE')) actions.onUpdate = referentialAction(read)
    else if (read.takes('ON', 'INSERT')) referentialAction(read)
    // SQLite reads MATCH and does nothing about it; SIMPLE and PARTIAL are not worth keeping.
    else if (read.takes('MATCH')) {
      if (read.name().toLowerCase() === 'full') actions.match = 'full'
    } else return { references: { name, columns }, ...actions }
  }
}

function referentialAction(read: Reader): ReferentialAction {
  if (read.takes('SET', 'NULL')) return 'set null'
  if (read.takes('SET', 'DEFAULT')) return 'set default'
  if (read.takes('CASCADE')) return 'cascade'
  if (read.takes('RESTRICT')) return 'restrict'
  if (read.takes('NO', 'ACTION')) return 'no action'
  return read.fail()
}

/** `[NOT] DEFERRABLE …`; undefined where no such clause comes next. */
export function deferrableClause(read: Reader): { deferrable: Deferrable | undefined } | undefined {
  const not = read.takes('NOT', 'DEFERRABLE')
  if (!not && !read.takes('DEFERRABLE')) return undefined
  const deferred = read.takes('INITIALLY', 'DEFERRED')
  if (!deferred) read.takes('INITIALLY', 'IMMEDIATE')
  if (not) return { deferrable: undefined }
  return { deferrable: deferred ? 'deferred' : 'immediate' }
}
