import type { Default, DialectName, SqlExpression } from '../../schema/model.ts'
import { type Code, call, imported, joined, object } from '../code.ts'
import { literal } from '../literal.ts'
import { template } from '../strings.ts'

const sql = imported('sql')

/** SQL as an `sql` template, or one for each database where they differ. */
export function expressionCode({ sql: text, dialects = {} }: SqlExpression): Code {
  const differs = Object.values(dialects).some((wording) => wording !== undefined)
  if (!differs) return sqlCode(text)
  const wording = (dialect: DialectName) => [dialect, sqlCode(dialects[dialect] ?? text)] as const
  return call(joined(sql, '.dialect'), object([wording('postgresql'), wording('sqlite')]))
}

export const sqlCode = (text: string): Code => joined(sql, template(text))

/** The argument of `.default(…)`. */
export const defaultCode = (value: Default): Code =>
  'sql' in value ? expressionCode(value) : literal(value.literal)
