import type { Connection } from '../drivers/connection.ts'
import { splitStatements } from '../drivers/split.ts'
import { tokenize } from '../source/sql-tokens.ts'

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '))

/** Statements that change rows or statistics, and nothing that a schema says. */
const ON_ROWS = words('insert update delete merge replace values analyze vacuum refresh lock')

/** Words in front of a parenthesis that are no functions, and functions that only compute. */
const COMPUTES = words(
  'select from where and or not in exists any all some as on using over filter values distinct case when then else by join with ' +
    'count sum avg min max coalesce nullif lower upper length trim replace substr substring abs round cast extract now ' +
    'json_agg jsonb_agg array_agg string_agg group_concat row_number rank concat',
)

/**
 * Whether a script surely leaves the schema as it was, so that it need not be read again. A function that somebody calls
 * may do anything.
 */
export const leavesSchema = (script: string): boolean => splitStatements(script).every(isOnRows)

function isOnRows(statement: string): boolean {
  const tokens = tokenize(statement)
    .filter(({ kind }) => kind !== 'space' && kind !== 'comment')
    .map(({ kind, text }) =>
      kind === 'word' ? text.toLowerCase() : kind === 'operator' ? text : kind,
    )
  const [head = ''] = tokens
  if (ON_ROWS.has(head)) return true
  // SELECT … INTO makes a table on PostgreSQL.
  if ((head !== 'select' && head !== 'with') || tokens.includes('into')) return false
  return tokens.every(
    (token, at) => tokens[at + 1] !== '(' || !/^\w/.test(token) || COMPUTES.has(token),
  )
}

export interface Watched {
  readonly connection: Connection
  /** Whether something went over it since the last time somebody asked that may have changed the schema. */
  changed(): boolean
}

/** The connection, with an eye on what code of the user's sends over it. */
export function watched(connection: Connection): Watched {
  let dirty = false
  const look = (sql: string) => {
    dirty ||= !leavesSchema(sql)
  }
  return {
    connection: {
      ...connection,
      query: (sql, parameters) => {
        look(sql)
        return connection.query(sql, parameters)
      },
      run: (sql, parameters) => {
        look(sql)
        return connection.run(sql, parameters)
      },
      script: (sql) => {
        look(sql)
        return connection.script(sql)
      },
    },
    changed: () => {
      const was = dirty
      dirty = false
      return was
    },
  }
}
