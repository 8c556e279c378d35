import type { Column, Constraint } from '../../../schema/model.ts'
import { readDefault } from '../defaults.ts'
import { textLiteral } from '../names.ts'
import { parseType } from '../types.ts'
import {
  conflictClause,
  constraintName,
  deferrableClause,
  referencesClause,
  takesDirection,
} from './constraints.ts'
import type { Reader } from './reader.ts'
import { isOperator, isWord, spelled, type Token } from './tokens.ts'

/** A column as it is written, with the constraints that stand behind it. */
export interface ColumnText {
  readonly column: Column
  readonly constraints: readonly Constraint[]
  readonly autoincrement: boolean
}

interface Draft {
  column: Column
  constraints: Constraint[]
  autoincrement: boolean
}

/** The words at which a type ends; SQLite takes every other word for a part of it. */
const AFTER_THE_TYPE = [
  'CONSTRAINT',
  'PRIMARY',
  'NOT',
  'NULL',
  'UNIQUE',
  'CHECK',
  'DEFAULT',
  'COLLATE',
  'REFERENCES',
  'AS',
  'DEFERRABLE',
  'AUTOINCREMENT',
  'ON',
] as const

export function columnText(read: Reader): ColumnText {
  const name = read.name()
  const draft: Draft = {
    column: { name, type: parseType(typeText(read)), nullable: true },
    constraints: [],
    autoincrement: false,
  }
  while (columnClause(read, draft));
  return draft
}

function typeText(read: Reader): string {
  const first = read.peek()
  if (first === undefined || !inType(read)) return ''
  while (inType(read)) read.next()
  if (read.takesOperator('(')) while (!isOperator(read.next(), ')'));
  return read.since(first)
}

function inType(read: Reader): boolean {
  const token = read.peek()
  if (token === undefined || spelled(token) === undefined) return false
  return !isWord(token, ...AFTER_THE_TYPE) && !read.sees('GENERATED', 'ALWAYS')
}

/** Reads one clause into the draft; false where the column ends. The name of a DEFAULT or COLLATE means nothing to SQLite. */
function columnClause(read: Reader, draft: Draft): boolean {
  const named = constraintName(read)
  const { column, constraints } = draft
  const set = (facts: Partial<Column>) => {
    draft.column = { ...draft.column, ...facts }
    return true
  }
  const add = (constraint: Constraint) => constraints.push(constraint) > 0
  if (read.takes('PRIMARY', 'KEY')) return primaryKeyClause(read, draft, named)
  if (read.takes('NOT', 'NULL')) {
    const { onConflict } = conflictClause(read)
    return set({
      nullable: false,
      ...(named.name !== undefined && { notNullName: named.name }),
      ...(onConflict && { notNullOnConflict: onConflict }),
    })
  }
  if (read.takes('NULL')) return conflictClause(read) !== undefined
  if (read.takes('UNIQUE'))
    return add({ kind: 'unique', ...named, columns: [column.name], ...conflictClause(read) })
  if (read.takes('CHECK'))
    return add({ kind: 'check', ...named, expression: { sql: read.parenthesized() } })
  if (read.takes('DEFAULT')) return set({ default: readDefault(defaultText(read)) })
  if (read.takes('COLLATE')) return set({ collation: read.name() })
  if (read.sees('REFERENCES'))
    return add({ kind: 'foreignKey', ...named, columns: [column.name], ...referencesClause(read) })
  if (read.takes('GENERATED', 'ALWAYS', 'AS') || read.takes('AS'))
    return set({ generated: generatedClause(read) })
  const deferred = deferrableClause(read)
  if (deferred !== undefined) return deferLast(draft, deferred)
  return named.name !== undefined
}

function primaryKeyClause(read: Reader, draft: Draft, named: { name?: string }): boolean {
  const { name } = draft.column
  const down = takesDirection(read)
  draft.constraints.push({
    kind: 'primaryKey',
    ...named,
    columns: [name],
    ...(down && { descending: [name] }),
    ...conflictClause(read),
  })
  if (read.takes('AUTOINCREMENT')) draft.autoincrement = true
  return true
}

function generatedClause(read: Reader): NonNullable<Column['generated']> {
  const expression = { sql: read.parenthesized() }
  const stored = read.takes('STORED')
  if (!stored) read.takes('VIRTUAL')
  return { expression, stored }
}

/** A deferral belongs to the foreign key it stands behind. */
function deferLast({ constraints }: Draft, deferred: ReturnType<typeof deferrableClause>): boolean {
  const last = constraints.findLastIndex(({ kind }) => kind === 'foreignKey')
  const key = constraints[last]
  if (key?.kind === 'foreignKey') {
    const { deferrable: _, ...rest } = key
    constraints[last] = {
      ...rest,
      ...(deferred?.deferrable && { deferrable: deferred.deferrable }),
    }
  }
  return true
}

/** The text of a default; a bare or double-quoted name stands for the string that it spells. */
function defaultText(read: Reader): string {
  const first: Token | undefined = read.peek()
  if (first === undefined) return read.fail()
  if (isOperator(first, '(')) return `(${read.parenthesized()})`
  if (read.takesOperator('-') || read.takesOperator('+')) {
    read.next()
    return read.since(first)
  }
  read.next()
  const constant = isWord(first, 'NULL', 'TRUE', 'FALSE', ...CLOCK)
  if (first.kind === 'name' || (first.kind === 'word' && !constant))
    return textLiteral(spelled(first)!)
  return first.text
}

const CLOCK = ['CURRENT_TIMESTAMP', 'CURRENT_DATE', 'CURRENT_TIME'] as const
