import type { Column, ColumnType } from '../../../schema/model.ts'

/** Types outside the model that always have the same few bytes. */
const FIXED = new Set(
  `"char" aclitem box cid circle line lseg macaddr macaddr8 money name oid pg_lsn point regclass regcollation regconfig
   regdictionary regnamespace regoper regoperator regproc regprocedure regrole regtype tid xid xid8`.split(
    /\s+/,
  ),
)

/** Types of any length whose values stay in the row all the same. */
const PLAIN = new Set(['gtsvector', 'int2vector', 'oidvector', 'tsquery'])

/** Bytes of a row up to which PostgreSQL never moves anything out of it. */
const THRESHOLD = 2032

/** How large a value may become; `undefined` where nobody can tell. */
function size(type: ColumnType): { readonly moves: boolean; readonly bytes: number | undefined } {
  switch (type.kind) {
    case 'varchar':
    case 'char':
      return { moves: true, bytes: type.length === undefined ? undefined : type.length * 4 + 4 }
    case 'numeric':
      return {
        moves: true,
        bytes: type.precision === undefined ? undefined : digits(type.precision),
      }
    case 'text':
    case 'bytes':
    case 'json':
    case 'jsonb':
    case 'array':
      return { moves: true, bytes: undefined }
    case 'native':
      if (PLAIN.has(type.sql)) return { moves: false, bytes: undefined }
      return FIXED.has(type.sql)
        ? { moves: false, bytes: 24 }
        : { moves: true, bytes: bits(type.sql) }
    default:
      return { moves: false, bytes: 16 }
  }
}

/** Four to two bytes, however the point stands among them. */
const digits = (precision: number): number => 8 + 2 * Math.floor((precision + 6) / 4)

function bits(type: string): number | undefined {
  const [, length] = /^bit(?: varying)?\((\d+)\)$/.exec(type) ?? []
  return length === undefined ? undefined : 8 + Math.ceil(Number(length) / 8)
}

/**
 * Whether PostgreSQL gives a table of these columns another one for values that are too long: without it there is nothing
 * that the `toast.…` parameters could be kept with.
 *
 * @see https://github.com/postgres/postgres/blob/REL_18_STABLE/src/backend/access/heap/heapam_handler.c (heapam_relation_needs_toast_table)
 */
export function hasToast(columns: readonly Column[]): boolean {
  const sizes = columns
    .filter(({ generated }) => generated?.stored !== false)
    .map(({ type }) => size(type))
  if (!sizes.some(({ moves }) => moves)) return false
  if (sizes.some(({ bytes }) => bytes === undefined)) return true
  return sizes.reduce((sum, { bytes = 0 }) => sum + bytes, 24) > THRESHOLD
}
