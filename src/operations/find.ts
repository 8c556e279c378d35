import { sameData } from '../schema/equal.ts'
import { sameName } from '../schema/lookup.ts'
import type {
  Constraint,
  ConstraintKind,
  Exclusion,
  ForeignKey,
  ObjectName,
  SqlExpression,
} from '../schema/model.ts'
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
    unnamed.find((one) => sameGist(one, wanted))
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

type Of<K extends ConstraintKind> = Extract<Constraint, { kind: K }>

/** Whether two constraints of one kind are about the same, however they go about it. */
const GISTS: { readonly [K in ConstraintKind]: (one: Of<K>, other: Of<K>) => boolean } = {
  primaryKey: () => true,
  unique: (one, other) => sameData(one.columns, other.columns),
  foreignKey: (one, other) =>
    sameData(one.columns, other.columns) && sameTarget(one.references, other.references),
  check: (one, other) => alike(one.expression, other.expression),
  exclusion: (one, other) => sameElements(one.elements, other.elements),
}

const sameGist = <K extends ConstraintKind>(one: Of<K>, other: Of<K>): boolean =>
  (GISTS[one.kind as K] as (one: Of<K>, other: Of<K>) => boolean)(one, other)

/** A key that names no columns over there means the primary key's. */
const sameTarget = (one: ForeignKey['references'], other: ForeignKey['references']): boolean =>
  sameName(one, other) &&
  (one.columns.length === 0 || other.columns.length === 0 || sameData(one.columns, other.columns))

const sameElements = (all: Exclusion['elements'], others: Exclusion['elements']): boolean =>
  all.length === others.length &&
  all.every(({ column, expression, operator }, at) => {
    const other = others[at]!
    return (
      column === other.column &&
      operator.trim() === other.operator.trim() &&
      sameExpression(expression, other.expression)
    )
  })

const sameExpression = (
  one: SqlExpression | undefined,
  other: SqlExpression | undefined,
): boolean => (one === undefined || other === undefined ? one === other : alike(one, other))

const alike = (one: SqlExpression, other: SqlExpression): boolean =>
  wordings(one).some((words) => wordings(other).includes(words))

/** An expression as each database words it, spaces, comments and outer parentheses apart: a database has one of them. */
const wordings = ({ sql, dialects = {} }: SqlExpression): readonly string[] =>
  [sql, ...Object.values(dialects)].map((text) => bare(wordsOf(text)).join(' '))

const wordsOf = (sql: string): string[] =>
  tokenize(sql)
    .filter(({ kind }) => kind !== 'space' && kind !== 'comment')
    .map(({ text }) => text)

/** Without the parentheses around all of it. */
function bare(words: readonly string[]): readonly string[] {
  if (words[0] !== '(') return words
  let depth = 0
  const closed = words.findIndex((word) => {
    depth += word === '(' ? 1 : word === ')' ? -1 : 0
    return depth === 0
  })
  return closed === words.length - 1 ? bare(words.slice(1, -1)) : words
}
