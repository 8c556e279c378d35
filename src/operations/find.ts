import { sameData } from '../schema/equal.ts'
import type { Constraint, ConstraintKind, ObjectName } from '../schema/model.ts'
import { tokenize } from '../source/sql-tokens.ts'
import { NotThereError } from './errors.ts'
import { constraintWords, named } from './words.ts'

/** The constraint of that name among a table's, of any kind or of one. */
export function constraintNamed(
  all: readonly Constraint[],
  name: string,
  table: ObjectName,
  kind?: ConstraintKind,
): Constraint {
  const found = all.find((one) => one.name === name && (kind === undefined || one.kind === kind))
  if (found !== undefined) return found
  throw new NotThereError('constraint', name, namesOf(all), `on table ${named(table)}`)
}

/**
 * The constraint that is meant: the one of that name, or, where one of the two has no name (SQLite, and whatever
 * leaves naming to the database), the one that says the same.
 */
export function matching(all: readonly Constraint[], wanted: Constraint): Constraint | undefined {
  const alike = all.filter((one) => one.kind === wanted.kind)
  const byName = alike.find((one) => one.name !== undefined && one.name === wanted.name)
  if (byName !== undefined) return byName
  const unnamed = alike.filter((one) => one.name === undefined || wanted.name === undefined)
  return (
    unnamed.find((one) => sameData({ ...one, name: undefined }, { ...wanted, name: undefined })) ??
    unnamed.find((one) => sameData(gist(one), gist(wanted)))
  )
}

export function constraintIn(
  all: readonly Constraint[],
  wanted: Constraint,
  table: ObjectName,
): Constraint {
  const found = matching(all, wanted)
  if (found !== undefined) return found
  const name = wanted.name ?? constraintWords(wanted)
  throw new NotThereError('constraint', name, namesOf(all), `on table ${named(table)}`)
}

const namesOf = (constraints: readonly Constraint[]): string[] =>
  constraints.flatMap(({ name }) => name ?? [])

/** What a constraint is about, less how. */
function gist(constraint: Constraint): unknown {
  switch (constraint.kind) {
    case 'primaryKey':
      return 'primaryKey'
    case 'unique':
      return constraint.columns
    case 'foreignKey':
      return [constraint.columns, constraint.references]
    case 'check':
      return words(constraint.expression.sql)
    case 'exclusion':
      return constraint.elements
  }
}

const words = (sql: string): string[] =>
  tokenize(sql)
    .filter(({ kind }) => kind !== 'space' && kind !== 'comment')
    .map(({ text }) => text)
