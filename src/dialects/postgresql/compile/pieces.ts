import type { Operation } from '../../../operations/model.ts'
import { sameName } from '../../../schema/lookup.ts'
import type { ObjectName, StoredObject } from '../../../schema/model.ts'
import type { Step } from '../../dialect.ts'
import { qualified } from '../names.ts'

/**
 * When PostgreSQL carries out a clause of one ALTER TABLE, whatever place it has in it.
 *
 * @see https://github.com/postgres/postgres/blob/REL_18_STABLE/src/backend/commands/tablecmds.c (AlterTablePass)
 */
export const PASS = {
  drop: 1,
  type: 2,
  addColumn: 3,
  expression: 4,
  check: 5,
  notNull: 6,
  key: 7,
  other: 8,
  misc: 9,
} as const

type Pass = (typeof PASS)[keyof typeof PASS]

/** One clause of an ALTER TABLE, which may share the statement with its neighbours. */
export interface Clause {
  readonly kind: 'clause'
  readonly table: ObjectName
  readonly sql: string
  readonly pass: Pass
  /** The columns and constraints it is about: two clauses on one of them keep their order. */
  readonly touches: readonly string[]
}

/** A statement of its own. */
export interface Whole {
  readonly kind: 'sql'
  readonly sql: string
  /** May wait until clauses on the same table are done, as a comment can. */
  readonly follows?: Pick<Clause, 'table' | 'touches'>
  readonly outsideTransaction?: boolean
  readonly commitAfter?: boolean
  readonly script?: boolean
}

/** Code of the user's, to be called in its place. */
export interface Code {
  readonly kind: 'run'
  readonly operation: Operation<'run'>
}

/** What stands in the way of what follows, and is made again after it. */
export interface Away {
  readonly kind: 'away'
  readonly objects: readonly StoredObject[]
}

/** What an operation is compiled to, piece by piece. */
export type Piece = Clause | Whole | Code | Away

/** A statement, as text. */
export const sql = (text: string): Whole => ({ kind: 'sql', sql: text })

/** A clause of ALTER TABLE, with the columns and constraints it is about. */
export const clause = (
  table: ObjectName,
  pass: Pass,
  text: string,
  touches: readonly string[] = [],
): Clause => ({ kind: 'clause', table, pass, sql: text, touches })

/** A piece with the operation it comes from. */
export interface Owned {
  readonly piece: Exclude<Piece, Away>
  readonly operation: Operation
}

interface Group {
  readonly table: ObjectName
  readonly clauses: readonly Clause[]
  readonly followers: readonly Whole[]
  readonly operations: readonly Operation[]
}

/** The steps for the pieces: neighbouring clauses on one table in one statement, as far as their order allows. */
export function* merged(pieces: Iterable<Owned>): Generator<Step> {
  let group: Group | undefined
  for (const { piece, operation } of pieces) {
    const grown = group && joined(group, piece, operation)
    if (grown !== undefined) {
      group = grown
      continue
    }
    if (group !== undefined) yield* stepsOf(group)
    group = undefined
    if (piece.kind === 'run') yield { kind: 'run', operation: piece.operation }
    else if (piece.kind === 'sql') yield statement(piece, [operation])
    else group = { table: piece.table, clauses: [piece], followers: [], operations: [operation] }
  }
  if (group !== undefined) yield* stepsOf(group)
}

/** The group with the piece in it, where it may be. */
function joined(group: Group, piece: Owned['piece'], operation: Operation): Group | undefined {
  const operations = group.operations.includes(operation)
    ? group.operations
    : [...group.operations, operation]
  if (piece.kind === 'clause') {
    if (!sameName(piece.table, group.table) || !keepsOrder(group, piece)) return undefined
    return { ...group, clauses: [...group.clauses, piece], operations }
  }
  if (piece.kind === 'sql' && piece.follows && sameName(piece.follows.table, group.table))
    return { ...group, followers: [...group.followers, piece], operations }
  return undefined
}

function keepsOrder(group: Group, { touches, pass, sql }: Clause): boolean {
  const overlap = (others: readonly string[] = []): boolean =>
    touches.some((name) => others.includes(name))
  return (
    group.clauses.every((earlier) =>
      overlap(earlier.touches)
        ? earlier.pass < pass || (earlier.pass === pass && pass !== PASS.type)
        : earlier.sql !== sql,
    ) &&
    // A comment may wait, but not until its column is gone.
    !(pass === PASS.drop && group.followers.some(({ follows }) => overlap(follows?.touches)))
  )
}

function* stepsOf({ table, clauses, followers, operations }: Group): Generator<Step> {
  const list = clauses.map(({ sql }) => sql)
  const separator = list.length > 1 ? '\n  ' : ' '
  yield statement(
    sql(`ALTER TABLE ${qualified(table)}${separator}${list.join(`,${separator}`)}`),
    operations,
  )
  for (const follower of followers) yield statement(follower, operations)
}

const statement = (
  { kind: _, follows: __, sql, ...flags }: Whole,
  operations: readonly Operation[],
): Step => ({ kind: 'statement', sql, operations, ...flags })
