import { AthanorError } from '../../errors.ts'
import type { ObjectName, StoredObject } from '../../schema/model.ts'
import { nameIn } from '../../source/sql-tokens.ts'
import { words } from './expression.ts'
import { qualified, quote, quoteAll, storedName, storedObjectName } from './names.ts'

/** One right, on the whole or on some columns. */
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

/** What the object is called: it is one for each role, and another for what the role may hand on. */
export const grantName = ({ grantee, grantable }: Grant): string =>
  grantable ? `${grantee} with grant option` : grantee

/** The GRANT, in one order and one spelling. */
export const grantText = (grant: Grant, major: number): string =>
  `GRANT ${privilegesText(grant, major)} ON ${grant.sequence ? 'SEQUENCE ' : ''}${qualified(grant.relation)} TO ${roleSql(grant.grantee)}${grant.grantable ? ' WITH GRANT OPTION' : ''}`

/** What takes it back. */
export const revokeText = (grant: Grant): string =>
  `REVOKE ${privilegesText(grant, Number.POSITIVE_INFINITY)} ON ${grant.sequence ? 'SEQUENCE ' : ''}${qualified(grant.relation)} FROM ${roleSql(grant.grantee)}`

const roleSql = (role: string): string => (role === 'public' ? 'PUBLIC' : quote(role))

function privilegesText({ privileges, sequence }: Grant, major: number): string {
  const all = every(sequence, major)
  const whole = privileges
    .filter(({ columns }) => columns.length === 0)
    .map(({ privilege }) => privilege)
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

/** Takes a GRANT statement apart, whoever wrote it. */
export function parseGrant(object: StoredObject): Grant {
  const said = words(object.definition.replace(/;\s*$/, '')).map((token) =>
    token.kind === 'word' ? token.text.toLowerCase() : token.text,
  )
  const on = said.indexOf('on')
  const to = said.indexOf('to', on)
  const grantable = said.slice(-3).join(' ') === 'with grant option'
  const [role, ...more] = said
    .slice(to + 1, grantable ? -3 : undefined)
    .filter((one) => one !== 'group')
  if (said[0] !== 'grant' || on < 2 || to < on + 2 || role === undefined || more.length > 0)
    throw new GrantShapeError(
      object,
      'is no GRANT of privileges on one table or sequence to one role',
    )
  const sequence = said[on + 1] === 'sequence'
  const relation = said.slice(sequence || said[on + 1] === 'table' ? on + 2 : on + 1, to)
  if (relation.includes(',')) throw new GrantShapeError(object, 'names more than one table')
  return {
    privileges: privilegesOf(said.slice(1, on), sequence),
    sequence,
    relation: storedObjectName(object.table ?? relationOf(relation)),
    grantee: nameOf(role),
    grantable,
  }
}

const nameOf = (word: string): string => storedName(nameIn(words(word)[0]!) ?? word)

function relationOf(tokens: readonly string[]): ObjectName {
  const names = tokens.filter((token) => token !== '.').map(nameOf)
  return names.length > 1 ? { schema: names[0]!, name: names[1]! } : { name: names[0]! }
}

function privilegesOf(tokens: readonly string[], sequence: boolean): Privilege[] {
  const [first, second, third] = tokens
  if (first === 'all' && (second === undefined || (second === 'privileges' && third === undefined)))
    return every(sequence, Number.POSITIVE_INFINITY).map((privilege) => ({
      privilege,
      columns: [],
    }))
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
