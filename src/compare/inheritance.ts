import { namesOf } from '../operations/inherited.ts'
import type { Inherited } from '../operations/model.ts'
import { asOwn, fromAloneOf, handedDown, isAmong, parentsOf } from '../schema/inheritance.ts'
import { findColumn, findTable, nameOf, sameName } from '../schema/lookup.ts'
import type { Column, ObjectName, Schema, Table, TableOptions } from '../schema/model.ts'
import type { Alteration } from './delta.ts'
import { columnKey, type Key, relationKey } from './keys.ts'
import { canonicalOf, type Pair, type PairedSchema, type PairedTable } from './pairs.ts'
import type { Thing } from './things.ts'

/** The parents of a table on the way from what was found to what is wanted, and what becomes of what they hand down. */
export interface Passage {
  readonly were: readonly ObjectName[]
  readonly stay: readonly ObjectName[]
  readonly are: readonly ObjectName[]
  /** Its own when it has left. */
  readonly freed: Inherited | undefined
  /** Its parents' alone when it has joined. */
  readonly bound: Inherited | undefined
}

/** Both schemas, with what a table inherits only before or only after said as its own. */
export interface Settled {
  readonly found: Schema
  readonly wanted: PairedSchema
  readonly passages: ReadonlyMap<Key, Passage>
}

/**
 * A table that leaves a parent keeps what it inherited, and one that joins has to have it: so the two are compared with
 * that in them, and what somebody does not want goes, or comes, where it can be seen.
 */
export function settleInheritance(found: Schema, wanted: PairedSchema): Settled {
  const canonical = canonicalOf(wanted)
  const passing = found.tables.flatMap((was) => {
    const is = findTable(canonical, was)
    const passage = is && passageOf({ was, found, is, wanted: canonical })
    return passage === undefined ? [] : [passage]
  })
  if (passing.length === 0) return { found, wanted, passages: new Map() }
  const of = (table: Table) => passing.find(({ name }) => sameName(name, table))
  return {
    found: { ...found, tables: found.tables.map((table) => of(table)?.was ?? table) },
    wanted: {
      ...wanted,
      tables: wanted.tables.map((pair) => withColumns(pair, of(pair.canonical)?.more ?? [])),
    },
    passages: new Map(passing.map(({ name, passage }) => [relationKey(name), passage])),
  }
}

interface Passing {
  readonly name: ObjectName
  readonly passage: Passage
  /** The table that was found, with what becomes its own. */
  readonly was: Table
  /** What it has to have when it joins. */
  readonly more: readonly Column[]
}

interface Sides {
  readonly was: Table
  readonly found: Schema
  readonly is: Table
  readonly wanted: Schema
}

/**
 * Whether it comes to say a column again that it goes on to inherit, or no longer does. PostgreSQL neither adds nor drops
 * such a column: the table leaves its parents for that, and joins them again.
 */
function saysOthers({ was, found, is, wanted }: Sides): boolean {
  const still = handedDown(parentsOf(is), wanted).columns
  return handedDown(parentsOf(was), found).columns.some(({ column: { name } }) => {
    const [said, says] = [was, is].map((table) => findColumn(table, name) !== undefined)
    return said !== says && still.some(({ column }) => column.name === name)
  })
}

function passageOf(sides: Sides): Passing | undefined {
  const { was, is } = sides
  const [were, are] = [parentsOf(was), parentsOf(is)]
  const stay = saysOthers(sides) ? [] : were.filter((one) => isAmong(one, are))
  const left = were.filter((one) => !isAmong(one, stay))
  const joined = are.filter((one) => !isAmong(one, stay))
  if (left.length + joined.length === 0) return undefined
  const freed = fromAloneOf(was, left, sides.found)
  const bound = fromAloneOf(is, joined, sides.wanted)
  const isSilent = ({ columns, checks }: typeof freed) => columns.length + checks.length === 0
  const more = bound.columns.map(({ column }) => asOwn(column))
  return {
    name: nameOf(was),
    passage: {
      were,
      stay,
      are: [...stay, ...joined],
      freed: isSilent(freed) ? undefined : namesOf(freed),
      // The checks come with the parent: only it knows what they will be called.
      bound: isSilent(bound) ? undefined : namesOf({ ...bound, checks: [] }),
    },
    was: {
      ...was,
      columns: [...freed.columns.map(({ column }) => asOwn(column)), ...was.columns],
      checks: [...was.checks, ...freed.checks.map(({ comment: _, ...check }) => check)],
    },
    more,
  }
}

const withColumns = (pair: PairedTable, more: readonly Column[]): PairedTable =>
  more.length === 0
    ? pair
    : {
        ...pair,
        columns: [
          ...more.map((column): Pair<Column> => ({ written: column, canonical: column })),
          ...pair.columns,
        ],
      }

/** Apart from the rest: a table leaves what it no longer inherits from before anything changes, and joins others after. */
export function compareParents(
  found: Thing & { readonly kind: 'table' },
  wanted: Thing & { readonly kind: 'table' },
  { were, stay, are, freed, bound }: Passage,
): Alteration[] {
  const step = (
    from: readonly ObjectName[],
    to: readonly ObjectName[],
    inherited: Inherited | undefined,
    needs: readonly string[] = [],
  ): Alteration[] =>
    from.length === to.length
      ? []
      : [
          {
            operation: {
              kind: 'alterTable',
              table: nameOf(found.table),
              from: inheriting(from),
              to: inheriting(to),
              ...(inherited !== undefined && { inherited }),
            },
            from: withParents(found, from),
            to: withParents(wanted, to),
            needs: needs.map((column) => columnKey(found.table, column)),
          },
        ]
  return [...step(were, stay, freed), ...step(stay, are, bound, bound?.columns)]
}

const withParents = (
  { kind, table }: Thing & { readonly kind: 'table' },
  names: readonly ObjectName[],
): Thing => {
  const { inherits: _, ...others } = table.options ?? {}
  return { kind, table: { ...table, options: { ...others, ...inheriting(names) } } }
}

const inheriting = (inherits: readonly ObjectName[]): TableOptions =>
  inherits.length === 0 ? {} : { inherits }
