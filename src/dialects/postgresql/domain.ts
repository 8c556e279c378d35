import { nameIn, type SqlToken, textOf, tokenize } from '../../source/sql-tokens.ts'
import { bare } from './expression.ts'
import { madeName, quote } from './names.ts'

/** A domain, taken apart: what follows `CREATE DOMAIN name`. */
export interface DomainParts {
  readonly type: string
  readonly collation?: string | undefined
  readonly default?: string | undefined
  readonly notNull: boolean
  readonly checks: readonly DomainCheck[]
}

export interface DomainCheck {
  readonly name?: string | undefined
  readonly expression: string
}

/** A domain put together again, in one order and one spelling. */
export const domainText = ({
  type,
  collation,
  default: value,
  notNull,
  checks,
}: DomainParts): string =>
  [
    `AS ${type}`,
    ...(collation === undefined ? [] : [`COLLATE ${collationSql(collation)}`]),
    ...(value === undefined ? [] : [`DEFAULT ${value}`]),
    ...(notNull ? ['NOT NULL'] : []),
    ...checks.map(checkText),
  ].join(' ')

/** The constraint as it stands in CREATE DOMAIN, and behind ADD in ALTER DOMAIN. */
export const checkText = ({ name, expression }: DomainCheck): string =>
  `${name === undefined ? '' : `CONSTRAINT ${quote(name)} `}CHECK (${expression})`

/** A collation's name, unless it is SQL already because it says a schema. */
export const collationSql = (collation: string): string =>
  /^"(?:[^"]|"")*"\./.test(collation) ? collation : quote(collation)

const STARTS = new Set(['collate', 'default', 'not', 'null', 'constraint', 'check'])

/** Takes a domain's definition apart, whoever wrote it. */
export function parseDomain(definition: string): DomainParts {
  const [head = [], ...clauses] = split(tokenize(definition))
  const type = textOf(head)
    .trim()
    .replace(/^as\s+/i, '')
  let parts: DomainParts = { type, notNull: false, checks: [] }
  let name: string | undefined
  for (const clause of clauses) {
    const [keyword, ...rest] = clause
    const text = textOf(rest).trim()
    switch (keyword!.text.toLowerCase()) {
      case 'collate':
        parts = { ...parts, collation: unquoted(rest) }
        break
      case 'default':
        parts = { ...parts, default: text }
        break
      case 'not':
        parts = { ...parts, notNull: true }
        break
      case 'constraint':
        name = rest.map(nameIn).find((one) => one !== undefined)
        break
      case 'check':
        parts = { ...parts, checks: [...parts.checks, checkOf(text, name)] }
        name = undefined
        break
    }
  }
  return parts
}

/** Whether rows have been checked, CREATE DOMAIN cannot say. */
const checkOf = (text: string, name: string | undefined): DomainCheck => ({
  name,
  expression: bare(text.replace(/\s+not\s+valid$/i, '')),
})

/** `"C"` is C, and a name with its schema stays as it is. */
function unquoted(tokens: readonly SqlToken[]): string {
  const text = textOf(tokens).trim()
  const [only, ...more] = tokens.filter(({ kind }) => kind !== 'space')
  return more.length > 0 || only === undefined ? text : (nameIn(only) ?? text)
}

/** The clauses, each from its keyword on; the first is the type. `NOT VALID` and `NOT NULL` keep together. */
function split(tokens: readonly SqlToken[]): SqlToken[][] {
  const clauses: SqlToken[][] = [[]]
  let depth = 0
  for (const [at, token] of tokens.entries()) {
    if (depth === 0 && startsClause(tokens, at)) clauses.push([])
    if (token.text === '(') depth += 1
    if (token.text === ')') depth -= 1
    clauses.at(-1)!.push(token)
  }
  return clauses
}

function startsClause(tokens: readonly SqlToken[], at: number): boolean {
  const token = tokens[at]!
  if (token.kind !== 'word' || !STARTS.has(token.text.toLowerCase())) return false
  const said = (token: SqlToken | undefined) => token?.text.toLowerCase()
  const others = (from: readonly SqlToken[]) => from.filter(({ kind }) => kind !== 'space')
  const before = said(others(tokens.slice(0, at)).at(-1))
  const after = said(others(tokens.slice(at + 1))[0])
  if (said(token) === 'not') return after === 'null'
  return (
    before !== 'not' && before !== 'constraint' && !(said(token) === 'null' && before === 'default')
  )
}

/** Names for the checks that have none, as PostgreSQL gives them. */
export function namedChecks(domain: string, checks: readonly DomainCheck[]): DomainCheck[] {
  const taken = new Set(checks.flatMap(({ name }) => name ?? []))
  return checks.map((check) => {
    if (check.name !== undefined) return check
    const name = freeName((suffix) => madeName(domain, undefined, `check${suffix}`), taken)
    taken.add(name)
    return { ...check, name }
  })
}

/** The first of a name and the same with 1, 2, … behind it that is not taken. */
export function freeName(made: (suffix: string) => string, taken: ReadonlySet<string>): string {
  for (let pass = 0; ; pass += 1) {
    const name = made(pass === 0 ? '' : String(pass))
    if (!taken.has(name)) return name
  }
}
