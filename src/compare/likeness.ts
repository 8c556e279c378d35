import { sameData } from '../schema/equal.ts'
import { findColumn, sameName } from '../schema/lookup.ts'
import type { Column, ColumnType, Table } from '../schema/model.ts'

/**
 * How much two columns are alike. Of one type: 1 and more, the name first of all. Of another, of the same kind of values: less, and
 * only in the same place under a similar name. Else 0.
 */
export function columnLikeness(was: Column, is: Column, inOnePlace: boolean): number {
  if ((was.generated === undefined) !== (is.generated === undefined)) return 0
  const names = nameLikeness(was.name, is.name)
  if (!sameData(was.type, is.type))
    return inOnePlace && names >= SIMILAR && valuesOf(was.type) === valuesOf(is.type)
      ? names * 0.9
      : 0
  const agreeing = FACETS.filter((facet) => sameData(was[facet], is[facet])).length
  return 1 + agreeing + FACETS.length * names
}

/** Half of the pairs of letters: `price` and `price_cents`, `name` and `username`; not `first_name` and `last_login`. */
const SIMILAR = 0.5

const FACETS = ['nullable', 'default', 'identity', 'autoincrement', 'collation', 'comment'] as const

/** What kind of values a column holds. */
function valuesOf(type: ColumnType): string {
  switch (type.kind) {
    case 'smallint':
    case 'integer':
    case 'bigint':
    case 'real':
    case 'double':
    case 'numeric':
      return 'numbers'
    case 'text':
    case 'char':
    case 'varchar':
    case 'enum':
      return 'text'
    case 'date':
    case 'timestamp':
      return 'dates'
    case 'json':
    case 'jsonb':
      return 'json'
    case 'array':
      return `array of ${valuesOf(type.of)}`
    case 'native':
      return type.sql.replace(/\(.*/s, '').trim().toLowerCase()
    default:
      return type.kind
  }
}

/**
 * Whether two columns stand between the same columns of those that stay, in the table as it was and as it is to be.
 */
export function isOnePlace(was: Table, from: string, is: Table, to: string): boolean {
  const stays = (name: string): boolean =>
    findColumn(was, name) !== undefined && findColumn(is, name) !== undefined
  const [before, after] = [around(was, from, stays), around(is, to, stays)]
  return before.left === after.left && before.right === after.right
}

function around({ columns }: Table, name: string, stays: (name: string) => boolean) {
  const names = columns.map((column) => column.name)
  const at = names.indexOf(name)
  return { left: names.slice(0, at).findLast(stays), right: names.slice(at + 1).find(stays) }
}

/** The part of the columns that two tables share, and how much their names are alike; 0 where most differ. */
export function tableLikeness(was: Table, is: Table): number {
  if (sameName(was, is)) return 0
  const shared = was.columns.filter((column) => {
    const other = findColumn(is, column.name)
    return other !== undefined && sameData(column.type, other.type)
  }).length
  const most = Math.max(was.columns.length, is.columns.length)
  return shared * 2 > most ? shared / most + nameLikeness(was.name, is.name) : 0
}

/** How many pairs of neighbouring letters two names share: 0 for none, 1 for all. */
export function nameLikeness(a: string, b: string): number {
  const [left, right] = [bigrams(a), bigrams(b)]
  const shared = left.filter((pair) => right.includes(pair)).length
  return left.length + right.length === 0 ? 0 : (2 * shared) / (left.length + right.length)
}

const bigrams = (name: string): string[] => {
  const letters = [...name.toLowerCase()]
  return [...new Set(letters.slice(1).map((letter, i) => `${letters[i]}${letter}`))]
}
