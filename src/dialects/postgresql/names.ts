import type { LiteralValue, ObjectName } from '../../schema/model.ts'

/** Always in quotes: nothing depends on lists of reserved words. */
export const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** A name with its schema; without one it is found in the default schema. */
export const qualified = ({ schema, name }: ObjectName): string =>
  schema === undefined ? quote(name) : `${quote(schema)}.${quote(name)}`

/** A list of names. */
export const quoteAll = (names: readonly string[]): string => names.map(quote).join(', ')

/** A string constant; a backslash is escaped in a way that no `standard_conforming_strings` can read otherwise. */
export function text(value: string): string {
  const doubled = value.replaceAll("'", "''")
  return value.includes('\\') ? `E'${doubled.replaceAll('\\', '\\\\')}'` : `'${doubled}'`
}

/** Text between dollar quotes that it does not hold itself. */
export function dollarQuoted(body: string): string {
  let tag = 'athanor'
  while (body.includes(`$${tag}$`)) tag += '_'
  return `$${tag}$${body}$${tag}$`
}

/** A literal that cannot end its own quoting. */
export function literal(value: LiteralValue): string {
  if (value === null) return 'NULL'
  if (typeof value === 'string') return text(value)
  if (typeof value === 'number' && !Number.isFinite(value)) return text(String(value))
  return String(value)
}

/** Bytes of a name that PostgreSQL keeps (`NAMEDATALEN - 1`). */
export const MAX_NAME_BYTES = 63

const bytes = (name: string): number => Buffer.byteLength(name)

/** The first whole characters of a name that fit into so many bytes. */
function clip(name: string, limit: number): string {
  if (bytes(name) <= limit) return name
  let kept = ''
  let size = 0
  for (const character of name) {
    size += bytes(character)
    if (size > limit) return kept
    kept += character
  }
  return kept
}

/** A name as PostgreSQL keeps it: what is too long is cut off, with no more than a notice. */
export const storedName = (name: string): string => clip(name, MAX_NAME_BYTES)

/** Both parts of a name, as PostgreSQL keeps them. */
export const storedObjectName = ({ schema, name }: ObjectName): ObjectName =>
  schema === undefined
    ? { name: storedName(name) }
    : { schema: storedName(schema), name: storedName(name) }

/**
 * The name PostgreSQL makes of its parts when none is given: the longer of the first two is shortened
 * until all fits.
 *
 * @see https://github.com/postgres/postgres/blob/REL_18_STABLE/src/backend/commands/indexcmds.c (makeObjectName)
 */
export function madeName(first: string, second: string | undefined, label: string): string {
  const room = MAX_NAME_BYTES - bytes(label) - 1 - (second === undefined ? 0 : 1)
  let [one, two] = [bytes(first), second === undefined ? 0 : bytes(second)]
  while (one + two > room) {
    if (one > two) one -= 1
    else two -= 1
  }
  const parts = [clip(first, one), ...(second === undefined ? [] : [clip(second, two)]), label]
  return parts.join('_')
}

/** The sequence PostgreSQL makes for a `serial` or identity column, when the name is free. */
export const serialSequence = (table: string, column: string): string =>
  madeName(storedName(table), storedName(column), 'seq')
