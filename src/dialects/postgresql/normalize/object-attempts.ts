import type { StoredObject } from '../../../schema/model.ts'
import { type SqlToken, textOf, tokenize } from '../../../source/sql-tokens.ts'
import { indexDefinition } from '../index-definition.ts'
import { quote, quoteAll } from '../names.ts'
import type { Attempt } from './server.ts'

/** The object under its name in the temporary schema, so that it can be read back as the server prints it. */
export function objectAttempt(object: StoredObject): Attempt[] {
  const name = quote(object.name)
  switch (object.kind) {
    case 'view':
    case 'materializedView':
      return [
        {
          sql: `CREATE TEMPORARY VIEW ${name}${object.columns?.length ? ` (${quoteAll(object.columns)})` : ''} AS ${object.definition}`,
        },
      ]
    case 'domain':
      return [{ sql: `CREATE DOMAIN pg_temp.${name} ${object.definition}` }]
    case 'function':
    case 'procedure':
      return [{ sql: routineIn(object) }]
    case 'trigger':
    case 'policy':
      return [{ sql: onTable(object.definition, `pg_temp.${quote(object.table?.name ?? '')}`) }]
    default:
      return []
  }
}

/** A materialized view's indexes, on a table that looks like it. */
export const viewIndexAttempts = (view: StoredObject): Attempt[] => [
  { sql: `CREATE TEMPORARY TABLE ${quote(view.name)} AS ${view.definition} WITH NO DATA` },
  ...(view.indexes ?? []).map(({ tablespace: _, with: __, ...index }) => ({
    sql: indexDefinition(index, { schema: 'pg_temp', name: view.name }),
  })),
]

/** `CREATE [OR REPLACE] FUNCTION <here>(…`, whatever schema was said there. */
function routineIn({ name, definition }: StoredObject): string {
  const tokens = tokenize(definition)
  const keyword = tokens.findIndex(({ text }) => /^(function|procedure)$/i.test(text))
  const open = tokens.findIndex(({ text }, at) => at > keyword && text === '(')
  if (keyword === -1 || open === -1) return definition
  return `CREATE OR REPLACE ${tokens[keyword]!.text} pg_temp.${quote(name)}${textOf(tokens.slice(open))}`
}

/** The statement on another table: what follows its first ON. */
export function onTable(definition: string, table: string): string {
  const tokens = tokenize(definition)
  const on = tokens.findIndex(({ kind, text }) => kind === 'word' && /^on$/i.test(text))
  if (on === -1) return definition
  const start = skipSpace(tokens, on + 1)
  const dot = skipSpace(tokens, start + 1)
  const end = tokens[dot]?.text === '.' ? skipSpace(tokens, dot + 1) : start
  return `${textOf(tokens.slice(0, start))}${table}${textOf(tokens.slice(end + 1))}`
}

function skipSpace(tokens: readonly SqlToken[], from: number): number {
  let at = from
  while (tokens[at]?.kind === 'space' || tokens[at]?.kind === 'comment') at += 1
  return at
}
