import type { DraftIndex } from '../draft.ts'
import { InvalidModelError } from '../errors.ts'
import type { DialectName, IndexElement, SqlExpression } from '../model.ts'
import { settled, textual } from './facts.ts'
import { type SqlText, toExpression } from './sql.ts'

export interface IndexItem<K extends string = string> extends DraftIndex {
  readonly kind: 'index'
  readonly elements: readonly (IndexElement & { readonly column?: K })[]
}

export interface IndexOptions {
  readonly name?: string
  readonly unique?: boolean
  /** Only the rows for which this is true. */
  readonly where?: SqlText
  /** PostgreSQL: `gin`, `gist`, `brin`, `hash`, `spgist`; btree when absent. */
  readonly method?: string
  readonly include?: readonly string[]
  readonly with?: Readonly<Record<string, string | number | boolean>>
  readonly nullsNotDistinct?: boolean
  readonly tablespace?: string
  readonly comment?: string
  readonly dialects?: readonly DialectName[]
}

export interface ElementOptions {
  readonly nulls?: 'first' | 'last'
  readonly opclass?: string
  readonly collation?: string
}

/** A member of an index: a column, an expression, or either with its order. */
export type IndexPart = string | SqlExpression | IndexElement

export type IndexElementOf<K extends string> = IndexElement & { readonly column: K }

/** The columns that parts of an index name. */
export type ColumnsOf<P> = P extends string
  ? P
  : P extends { readonly column: infer K extends string }
    ? K
    : never

export const index = <const E extends readonly IndexPart[]>(
  elements: E,
  options: IndexOptions = {},
): IndexItem<ColumnsOf<E[number]>> => {
  if (!Array.isArray(elements) || elements.length === 0)
    throw new InvalidModelError('index() takes a list of at least one column or expression', {
      hint: "index(['column', desc('other'), sql`lower(name)`])",
    })
  return {
    kind: 'index',
    elements: elements.map((part: IndexPart) => partOf(part)) as never,
    ...indexFacts(options),
  }
}

/** A member of an index in ascending order, to say more of it than its name. */
export function asc<const K extends string>(column: K, options?: ElementOptions): IndexElementOf<K>
export function asc(expression: SqlExpression, options?: ElementOptions): IndexElement
export function asc(what: string | SqlExpression, options: ElementOptions = {}): IndexElement {
  return elementOf(what, options)
}

/** A member of an index in descending order. */
export function desc<const K extends string>(column: K, options?: ElementOptions): IndexElementOf<K>
export function desc(expression: SqlExpression, options?: ElementOptions): IndexElement
export function desc(what: string | SqlExpression, options: ElementOptions = {}): IndexElement {
  return elementOf(what, { ...options, descending: true })
}

/** What an index says of itself, less what goes without saying. */
export const indexFacts = (options: IndexOptions): Omit<DraftIndex, 'elements'> =>
  settled({
    ...options,
    where: options.where === undefined ? undefined : toExpression(options.where),
    method: options.method?.toLowerCase() === 'btree' ? undefined : options.method,
    with: options.with && textual(options.with),
  })

/** Nulls come last in ascending order and first in descending: there it need not be said. */
export function elementOf(
  what: string | SqlExpression,
  options: ElementOptions & { readonly descending?: boolean } = {},
): IndexElement {
  const usual = options.descending ? 'first' : 'last'
  return settled({
    ...(typeof what === 'string' ? { column: what } : { expression: toExpression(what) }),
    ...options,
    nulls: options.nulls === usual ? undefined : options.nulls,
  })
}

function partOf(part: IndexPart): IndexElement {
  if (typeof part === 'string' || 'sql' in part) return elementOf(part)
  const { column, expression, ...options } = part
  if ((column === undefined) === (expression === undefined))
    throw new InvalidModelError(
      'a member of an index is a column or an expression, one of the two',
      {
        hint: "index([{ column: 'name', opclass: 'text_pattern_ops' }])",
      },
    )
  return elementOf(column ?? expression!, options)
}
