import { matching } from '../../../operations/find.ts'
import type { Operation } from '../../../operations/model.ts'
import type { Constraint, ObjectName, Schema } from '../../../schema/model.ts'
import { nameIn, tokenize } from '../../../source/sql-tokens.ts'
import { canonicalConstraint } from '../canonical/constraints.ts'
import { constraintDefinition } from '../constraint-definition.ts'
import { constraintsOf } from '../definition.ts'
import { qualified, quote } from '../names.ts'
import { commentOn } from './comments.ts'
import { type Context, tableIn } from './context.ts'
import { UnnamedConstraintError } from './errors.ts'
import { type Clause, clause, PASS, type Piece, sql, type Whole } from './pieces.ts'

/** Nothing for one that is only for another database. */
export const addConstraint = (
  { table, constraint }: Operation<'addConstraint'>,
  { after }: Context,
): Piece[] => (isHere(constraint) ? addPieces(table, constraint, after) : [])

const isHere = (constraint: Constraint): boolean =>
  !('dialects' in constraint) || (constraint.dialects?.includes('postgresql') ?? true)

/** Adds the constraint with its comment, when its columns are there. */
export const addPieces = (
  table: ObjectName,
  constraint: Constraint,
  after: Schema,
): (Clause | Whole)[] => [
  addClause(table, constraint),
  ...constraintComment(table, constraint, after),
]

/** Its comment, if it has one; `after` tells the name of a constraint that was made without. */
export function constraintComment(
  table: ObjectName,
  constraint: Constraint,
  after: Schema,
): Whole[] {
  const { comment } = constraint
  if (comment === undefined || comment === '') return []
  const name = constraint.name ?? nameFor(table, constraint, after)
  if (name === undefined) throw new UnnamedConstraintError(table, constraint.kind)
  return [commentPiece(table, name, comment)]
}

/** What a constraint without a name is called in the schema: as the one that says the same. */
const nameFor = (table: ObjectName, constraint: Constraint, schema: Schema): string | undefined =>
  matching(constraintsOf(tableIn(schema, table)), canonicalConstraint(constraint, schema))?.name

/** May wait until the changes to the table are one statement. */
const commentPiece = (table: ObjectName, name: string, comment: string | null): Whole => ({
  ...sql(commentOn(`CONSTRAINT ${quote(name)} ON ${qualified(table)}`, comment)),
  follows: { table, touches: [`constraint ${name}`] },
})

export const setConstraintComment = ({
  table,
  name,
  to,
}: Operation<'setConstraintComment'>): Piece[] => [commentPiece(table, name, to)]

/** The clause of ALTER TABLE that adds the constraint. */
const addClause = (table: ObjectName, constraint: Constraint): Clause =>
  clause(table, passOf(constraint), `ADD ${constraintDefinition(constraint)}`, touched(constraint))

/** The clause of ALTER TABLE that drops the constraint, before its columns change. */
export const dropClause = (table: ObjectName, constraint: Constraint, ifExists = false): Clause =>
  clause(
    table,
    PASS.drop,
    `DROP CONSTRAINT ${ifExists ? 'IF EXISTS ' : ''}${quote(constraint.name!)}`,
    touched(constraint),
  )

function passOf({ kind }: Constraint) {
  if (kind === 'check') return PASS.check
  return kind === 'foreignKey' ? PASS.other : PASS.key
}

/** Its columns, and its own name: they must be there before it, and go after it. */
function touched(constraint: Constraint): string[] {
  const own = constraint.name === undefined ? [] : [`constraint ${constraint.name}`]
  switch (constraint.kind) {
    case 'check':
      return [...own, ...namesIn(constraint.expression.sql)]
    case 'exclusion':
      return [
        ...own,
        ...constraint.elements.flatMap(({ column, expression }) =>
          column === undefined ? namesIn(expression?.sql ?? '') : [column],
        ),
        ...namesIn(constraint.where?.sql ?? ''),
      ]
    default:
      return [...own, ...constraint.columns]
  }
}

const namesIn = (sql: string): string[] => tokenize(sql).flatMap((token) => nameIn(token) ?? [])

/** One without a name goes by the name of the one that says the same. Nothing for one that is only on another database. */
export function dropConstraint(
  { table, constraint, ifExists }: Operation<'dropConstraint'>,
  { before }: Context,
): Piece[] {
  if (!isHere(constraint)) return []
  const name = constraint.name ?? nameFor(table, constraint, before)
  if (name === undefined) throw new UnnamedConstraintError(table, constraint.kind)
  return [dropClause(table, { ...constraint, name }, ifExists)]
}

export const renameConstraint = ({ table, from, to }: Operation<'renameConstraint'>): Piece[] => [
  sql(`ALTER TABLE ${qualified(table)} RENAME CONSTRAINT ${quote(from)} TO ${quote(to)}`),
]

/** By itself: it only takes a light lock, which it must not share with what takes a heavy one. */
export const validateConstraint = ({ table, name }: Operation<'validateConstraint'>): Piece[] => [
  sql(`ALTER TABLE ${qualified(table)} VALIDATE CONSTRAINT ${quote(name)}`),
]
