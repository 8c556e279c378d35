import type { ObjectName } from '../../../schema/model.ts'
import { dollarQuoted, qualified, quote, text } from '../names.ts'
import { type Piece, sql } from './pieces.ts'

/** Into another schema first, then to another name: each has a statement of its own. */
export function renaming(
  kind: 'TABLE' | 'TYPE' | 'SEQUENCE',
  from: ObjectName,
  to: ObjectName,
): Piece[] {
  const moved = qualified({ ...to, name: from.name })
  return [
    ...(from.schema === to.schema
      ? []
      : [sql(moving(`${kind} ${qualified(from)}`, to.schema && quote(to.schema)))]),
    ...(from.name === to.name ? [] : [sql(`ALTER ${kind} ${moved} RENAME TO ${quote(to.name)}`)]),
  ]
}

/** The default schema goes by no name in a model, and here it needs one: the server knows it. */
export const moving = (what: string, schema: string | undefined): string =>
  schema === undefined
    ? `DO ${dollarQuoted(`BEGIN
  EXECUTE ${text(`ALTER ${what} SET SCHEMA `)} || quote_ident(current_schema());
END`)}`
    : `ALTER ${what} SET SCHEMA ${schema}`
