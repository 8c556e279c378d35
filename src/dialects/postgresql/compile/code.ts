import { RefusedError } from '../../../operations/errors.ts'
import type { Operation } from '../../../operations/model.ts'
import type { DialectName } from '../../../schema/model.ts'
import { unsupported } from '../../errors.ts'
import type { Context } from './context.ts'
import { type Piece, sql } from './pieces.ts'

type Wordings = string | Readonly<Partial<Record<DialectName, string>>>

/** The wording for PostgreSQL; none where only another database is meant. */
const wording = (text: Wordings | undefined): string | undefined =>
  typeof text === 'object' ? text.postgresql : text

const script = (text: string | undefined, outsideTransaction?: boolean): Piece[] =>
  text === undefined || text.trim() === ''
    ? []
    : [
        {
          ...sql(text.trim().replace(/;\s*$/, '')),
          script: true,
          ...(outsideTransaction && { outsideTransaction }),
        },
      ]

/** SQL of the author’s own: nothing where it is for another database only. */
export const execute = (op: Operation<'execute'>): Piece[] =>
  script(wording(op.sql), op.outsideTransaction)

const refuseCode = unsupported(
  'postgresql',
  'A script cannot run code. Give its SQL: op.run(async (db) => { … }, { sql: `…` })',
)

/** Code of the author’s own; in a script the SQL that stands for it. */
export function run(operation: Operation<'run'>, { offline }: Context): Piece[] {
  if (!offline) return [{ kind: 'run', operation }]
  const text = wording(operation.sql)
  return text === undefined ? refuseCode(operation) : script(text)
}

/** Statements of somebody else’s operation. */
export function custom(op: Operation<'custom'>): readonly Piece[] {
  if (op.irreversible !== undefined) throw new RefusedError(op.irreversible)
  const { postgresql } = op.ddl
  if (postgresql === undefined)
    return unsupported(
      'postgresql',
      'Give its statements: op.custom({ …, ddl: { postgresql: [`…`] } })',
    )(op)
  return postgresql.flatMap((statement) => script(statement))
}
