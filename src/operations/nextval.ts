import type { Column, ObjectName } from '../schema/model.ts'
import { bareName, nameIn, textOf, tokenize } from '../source/sql-tokens.ts'

/** The column, whose default `nextval('old'::regclass)` keeps asking the same sequence under its new name. */
export function askingAnother(column: Column, from: ObjectName, to: ObjectName): Column {
  if (!asksSequence(column, from)) return column
  const tokens = tokenize(sqlOf(column)).map((token) =>
    token.kind === 'string' && namesSequence(token.text, from)
      ? { ...token, text: `'${regclass(to).replaceAll("'", "''")}'` }
      : token,
  )
  return { ...column, default: { ...column.default, sql: textOf(tokens) } }
}

/** Whether the column's default takes numbers from the sequence. */
export const asksSequence = (column: Column, sequence: ObjectName): boolean =>
  sqlOf(column).includes('nextval') &&
  tokenize(sqlOf(column)).some(
    (token) => token.kind === 'string' && namesSequence(token.text, sequence),
  )

const sqlOf = ({ default: value }: Column): string =>
  value !== undefined && 'sql' in value ? value.sql : ''

/** Only PostgreSQL has sequences: names are compared as it does. */
function namesSequence(text: string, { schema, name }: ObjectName): boolean {
  const [first, dot, second] = tokenize(text.slice(1, -1).replaceAll("''", "'"))
  if (first === undefined) return false
  if (dot === undefined) return schema === undefined && nameIn(first) === name
  return second !== undefined && nameIn(second) === name && nameIn(first) === (schema ?? 'public')
}

const regclass = ({ schema, name }: ObjectName): string =>
  [...(schema === undefined ? [] : [schema]), name].map(bareName).join('.')
