import type {
  Check,
  Constraint,
  ConstraintKind,
  Exclusion,
  Index,
  IndexElement,
} from '../../schema/model.ts'
import { array, type Code, call, imported, object, optional } from '../code.ts'
import { literal } from '../literal.ts'
import { facts } from './column.ts'
import { expressionCode } from './expression.ts'
import { given } from './type.ts'

type ConstraintOf<K extends ConstraintKind> = Extract<Constraint, { kind: K }>

/** The arguments of a constraint's builder, which are those of the operation that makes it too. */
const constraintArguments: {
  readonly [K in ConstraintKind]: (constraint: ConstraintOf<K>) => readonly (Code | undefined)[]
} = {
  primaryKey: ({ kind: _, columns, ...options }) => [literal(columns), facts(options)],
  unique: ({ kind: _, columns, ...options }) => [literal(columns), facts(options)],
  foreignKey: ({ kind: _, columns, references: { schema, name, columns: theirs }, ...options }) => [
    literal(columns),
    literal({ schema, table: name, columns: theirs.length === 0 ? undefined : theirs }),
    facts(options),
  ],
  check: ({ kind: _, expression, ...options }: { readonly kind: 'check' } & Check) => [
    expressionCode(expression),
    facts(options),
  ],
  exclusion: ({ kind: _, elements, ...options }) => [
    array(elements.map(exclusionElement)),
    exclusionFacts(options),
  ],
}

const BUILDERS: Readonly<Record<ConstraintKind, string>> = {
  primaryKey: 'primaryKey',
  unique: 'unique',
  foreignKey: 'foreignKey',
  check: 'check',
  exclusion: 'exclude',
}

export function argumentsOf(constraint: Constraint): readonly (Code | undefined)[] {
  const source = constraintArguments[constraint.kind] as (
    constraint: Constraint,
  ) => readonly (Code | undefined)[]
  return source(constraint)
}

/** A constraint as an item of a table: `unique(['a', 'b'], { name: 'uq' })`. */
export const constraintCode = (constraint: Constraint): Code =>
  call(imported(BUILDERS[constraint.kind]), ...argumentsOf(constraint))

const exclusionElement = ({
  column,
  expression,
  operator,
  ...rest
}: Exclusion['elements'][number]): Code =>
  object([
    ['column', given(column)],
    ['expression', expression && expressionCode(expression)],
    ['operator', literal(operator)],
    ...Object.entries(rest).map(([key, value]) => [key, given(value)] as const),
  ])

const exclusionFacts = ({ where, ...options }: Omit<Exclusion, 'elements'>): Code | undefined =>
  optional([
    ...Object.entries(options).map(([key, value]) => [key, given(value)] as const),
    ['where', where && expressionCode(where)],
  ])

// --- indexes -----------------------------------------------------------------------------------

/** An index as an item of a table. */
export const indexCode = ({ elements, ...options }: Index): Code =>
  call(imported('index'), elementsCode(elements), indexFacts(options))

export const elementsCode = (elements: readonly IndexElement[]): Code =>
  array(elements.map(elementCode))

/** What an index says besides its elements; `more` goes behind it. */
export const indexFacts = (
  { where, ...options }: Omit<Index, 'elements' | 'name'> & { readonly name?: string },
  more: Readonly<Record<string, unknown>> = {},
): Code | undefined =>
  optional([
    ...Object.entries(options).map(([key, value]) => [key, given(value)] as const),
    ['where', where && expressionCode(where)],
    ...Object.entries(more).map(([key, value]) => [key, given(value)] as const),
  ])

function elementCode({ column, expression, descending, ...options }: IndexElement): Code {
  const what = expression === undefined ? literal(column) : expressionCode(expression)
  const more = facts(options)
  if (descending === true) return call(imported('desc'), what, more)
  return more === undefined ? what : call(imported('asc'), what, more)
}
