import { compact } from '../../schema/equal.ts'
import type { Default, SqlExpression } from '../../schema/model.ts'
import { type Code, call, imported, joined, object } from '../code.ts'
import { literal } from '../literal.ts'
import { template } from '../strings.ts'

const sql = imported('sql')

/** SQL as an `sql` template, or one for each database where they differ. */
export function expressionCode({ sql: text, dialects = {} }: SqlExpression): Code {
  const { sqlite, ...others } = compact(dialects)
  if (Object.keys(others).length > 0)
    return joined(sql, '`${', literal({ sql: text, dialects }), '}`')
  if (sqlite === undefined) return sqlCode(text)
  return call(
    joined(sql, '.dialect'),
    object([
      ['postgresql', sqlCode(text)],
      ['sqlite', sqlCode(sqlite)],
    ]),
  )
}

export const sqlCode = (text: string): Code => joined(sql, template(text))

/** The argument of `.default(…)`. */
export const defaultCode = (value: Default): Code =>
  'sql' in value ? expressionCode(value) : literal(value.literal)
