import { AthanorError } from '../../errors.ts'
import type { ObjectName, StoredObject } from '../../schema/model.ts'
import { nameIn } from '../../source/sql-tokens.ts'
import { words } from './expression.ts'
import { qualified, quote, quoteAll } from './names.ts'

export interface Privilege {
  readonly privilege: string
  /** Empty: the whole relation. */
  readonly columns: readonly string[]
}

/** What one role may do with one table, view or sequence. */
export interface Grant {
  readonly privileges: readonly Privilege[]
  readonly sequence: boolean
  readonly relation: ObjectName
  /** `public` is everybody. */
  readonly grantee: string
  readonly grantable: boolean
}

/** In PostgreSQL's own order. */
const TABLE = ['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']
const SEQUENCE = ['USAGE', 'SELECT', 'UPDATE']

const every = (sequence: boolean, major: number): readonly string[] => {
  if (sequence) return SEQUENCE
  return major >= 17 ? [...TABLE, 'MAINTAIN'] : TABLE
}

export const grantName = ({ grantee, grantable }: Grant): string =>
  grantable ? `${grantee} with grant option` : grantee

export const grantText = (grant: Grant, major: number): string =>
  `GRANT ${privilegesText(grant, major)} ON ${grant.sequence ? 'SEQUENCE ' : ''}${qualified(grant.relation)} TO ${roleSql(grant.grantee)}${grant.grantable ? ' WITH GRANT OPTION' : ''}`

export const revokeText = (grant: Grant): string =>
  `REVOKE ${privilegesText(grant, Number.POSITIVE_INFINITY)} ON ${grant.sequence ? 'SEQUENCE ' : ''}${qualified(grant.relation)} FROM ${roleSql(grant.grantee)}`

const roleSql = (role: string): string => (role === 'public' ? 'PUBLIC' : quote(role))

function privilegesText({ privileges, sequence }: Grant, major: number): string {
  const all = every(sequence, major)
  const whole = privileges.filter(({ columns }) => columns.length === 0).map(({ privilege }) => privilege)
  if (all.every((privilege) => whole.includes(privilege))) return 'ALL'
  const order = (privilege: string) => [...all, privilege].indexOf(privilege)
  return [...privileges]
    .sort((a, b) => order(a.privilege) - order(b.privilege) || a.columns.length - b.columns.length)
    .map(({ privilege, columns }) =>
      columns.length === 0 ? privilege : `${privilege} (${quoteAll(columns)})`,
    )
    .join(', ')
}

/** A grant that says more, or less, than what one role may do with one relation. */
export class GrantShapeError extends AthanorError {
  readonly code = 'grant-shape'

  constructor(object: StoredObject, problem: string) {
    super(`the grant "${object.name}" ${problem}`, {
      hint: `Say one for each role and table: grant('reader', 'user', 'GRANT SELECT, INSERT ON "user" TO reader')`,
    })
  }
}

const GRANT =
  /^grant\u0000(?<privileges>.+?)\u0000on\u0000(?:(?<kind>table|sequence)\u0000)?(?<relation>.+?)\u0000to\u0000(?:group\u0000)?(?<role>[^\u0000]+)(?<option>\u0000with\u0000grant\u0000option)?$/

/** Takes a GRANT statement apart, whoever wrote it. */
export function parseGrant(object: StoredObject): Grant {
  const tokens = words(object.definition.replace(/;\s*$/, ''))
  const spelling = tokens.map((token) => (token.kind === 'word' ? token.text.toLowerCase() : token.text))
  const { privileges, kind, relation, role, option } = GRANT.exec(spelling.join('\u0000'))?.groups ?? {}
  if (privileges === undefined || relation === undefined || role === undefined)
    throw new GrantShapeError(object, 'is no GRANT of privileges on one table or sequence to one role')
  const name = relation.split('\u0000')
  if (name.includes(','))
    throw new GrantShapeError(object, 'names more than one table')
  return {
    privileges: privilegesOf(privileges.split('\u0000'), kind === 'sequence'),
    sequence: kind === 'sequence',
    relation: object.table ?? relationOf(name),
    grantee: nameOf(role),
    grantable: option !== undefined,
  }
}

const nameOf = (word: string): string => nameIn(words(word)[0]!) ?? word

function relationOf(tokens: readonly string[]): ObjectName {
  const names = tokens.filter((token) => token !== '.').map(nameOf)
  return names.length > 1 ? { schema: names[0]!, name: names[1]! } : { name: names[0]! }
}

function privilegesOf(tokens: readonly string[], sequence: boolean): Privilege[] {
  const [first, second, third] = tokens
  if (first === 'all' && (second === undefined || (second === 'privileges' && third === undefined)))
    return every(sequence, Number.POSITIVE_INFINITY).map((privilege) => ({ privilege, columns: [] }))
  const privileges: { privilege: string; columns: string[] }[] = []
  let inside = false
  for (const token of tokens) {
    if (token === '(' || token === ')') inside = token === '('
    else if (token === ',') continue
    else if (inside) privileges.at(-1)!.columns.push(nameOf(token))
    else privileges.push({ privilege: token.toUpperCase(), columns: [] })
  }
  return privileges
}
