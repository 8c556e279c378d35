import { numberedName } from '../operations/sequence-name.ts'
import { findColumn, nameOf } from '../schema/lookup.ts'
import type { Constraint, Index, ObjectName, Table } from '../schema/model.ts'
import type { Alteration, Delta } from './delta.ts'
import type { Known } from './known.ts'
import { constraintSays, indexSays, type Match, type Matched, match, statedName } from './match.ts'
import { mapPair, type Pair, type PairedTable } from './pairs.ts'
import type { Thing } from './things.ts'

/** Both sides' names, for what can only be understood with the rest of the schema in view. */
export interface Views {
  readonly found: Known
  readonly wanted: Known
}

export function compareConstraints(found: Table, wanted: PairedTable, views: Views): Delta {
  const restates = restating(found, wanted)
  const kinds = [
    compareKind('primaryKey', listOf(found.primaryKey), listOf(wanted.primaryKey), views),
    compareKind('unique', found.uniques, wanted.uniques, views),
    compareKind('foreignKey', found.foreignKeys, wanted.foreignKeys, views),
    compareKind('check', found.checks, wanted.checks, views),
    compareKind('exclusion', found.exclusions, wanted.exclusions, views, restates),
  ]
  return constraintDelta(nameOf(found), {
    same: kinds.flatMap(({ same }) => same),
    renamed: kinds.flatMap(({ renamed }) => renamed),
    changed: kinds.flatMap(({ changed }) => changed),
    added: kinds.flatMap(({ added }) => added),
    dropped: kinds.flatMap(({ dropped }) => dropped),
  })
}

export const compareTableIndexes = (found: Table, wanted: PairedTable): Delta =>
  compareIndexes(nameOf(found), found.indexes, wanted.indexes, restating(found, wanted))

/** Those of a table, or of a materialized view. What `restates` comes anew, also where it says the same. */
export function compareIndexes(
  table: ObjectName,
  found: readonly Index[],
  wanted: readonly Pair<Index>[],
  restates: Restates = () => false,
): Delta {
  const asThing = (index: Index): Thing => ({ kind: 'index', table, index })
  const says = (index: Index): string => (restates(index) ? NOTHING : indexSays(index))
  const matched = match(found, wanted, says, indexSays)
  const { same, renamed, changed, added, dropped } = matched
  const things = new Map([...same, ...renamed].map((pair) => [pair, asThing(pair.found)]))
  return {
    created: [...added, ...changed.map((pair) => pair.wanted)].map((pair) =>
      mapPair(pair, asThing),
    ),
    dropped: [...dropped, ...changed.map((pair) => pair.found)].map(asThing),
    kept: same.map((pair) => ({
      found: things.get(pair)!,
      wanted: mapPair(pair.wanted, asThing),
    })),
    altered: [
      ...renamed.map(
        (pair): Alteration => ({
          operation: {
            kind: 'renameIndex',
            table,
            from: pair.found.name,
            to: pair.wanted.canonical.name,
          },
          from: things.get(pair)!,
          to: asThing(pair.wanted.canonical),
          anew: mapPair(pair.wanted, asThing),
        }),
      ),
      ...[...things].flatMap(([pair, thing]) => indexCommentOf(table, thing, pair)),
    ],
  }
}

type Restates = (one: Pick<Index, 'elements'>) => boolean

const NOTHING = 'what nothing says'

/**
 * Whether something says the collation that its column comes to have. With the column's change PostgreSQL forgets that it
 * was said, and back on the way down it would follow the column.
 */
function restating(found: Table, wanted: PairedTable): Restates {
  const coming = new Map(
    wanted.columns.flatMap(({ canonical: { name, collation } }) => {
      const was = findColumn(found, name)
      return was === undefined || was.collation === collation ? [] : [[name, collation]]
    }),
  )
  return ({ elements }) =>
    elements.some(
      ({ column, collation }) =>
        column !== undefined && collation !== undefined && coming.get(column) === collation,
    )
}

/** The change of its comment, under the name that it has by then. One that is made anew gets its comment with it. */
function indexCommentOf(
  table: ObjectName,
  thing: Thing,
  { found, wanted }: Match<Index>,
): Alteration[] {
  const { name, comment } = wanted.canonical
  const [from, to] = [found.comment ?? null, comment ?? null]
  if (from === to) return []
  return [{ operation: { kind: 'setIndexComment', table, name, from, to }, from: thing, to: thing }]
}

function compareKind<T extends { readonly name?: string }>(
  kind: Constraint['kind'],
  found: readonly T[],
  wanted: readonly Pair<T>[],
  views: Views,
  restates: Restates = () => false,
): Matched<Constraint> {
  const asConstraint = (item: T) => ({ ...item, kind }) as unknown as Constraint
  return match(
    found.map(asConstraint),
    wanted.map((pair) => mapPair(pair, asConstraint)),
    (constraint) =>
      constraint.kind === 'exclusion' && restates(constraint)
        ? NOTHING
        : constraintSays(constraint, views.found),
    (constraint) => constraintSays(constraint, views.wanted),
  )
}

function constraintDelta(table: ObjectName, matched: Matched<Constraint>): Delta {
  const asThing = (constraint: Constraint): Thing => ({ kind: 'constraint', table, constraint })
  const foundThings = new Map(
    [...matched.same, ...matched.renamed].map((pair) => [pair, asThing(pair.found)]),
  )
  const kept = matched.same.filter(equallyValid)
  const validated = matched.same.filter(onlyUnchecked)
  const renamed = matched.renamed.filter((pair) => hasName(pair) && equallyValid(pair))
  const stays = new Set<Match<Constraint>>([...kept, ...validated, ...renamed])
  const anew = [...matched.same, ...matched.renamed, ...matched.changed].filter(
    (pair) => !stays.has(pair),
  )
  const taken = [...kept, ...validated].map((pair) => pair.found.name)
  const created = [...matched.added, ...anew.map((pair) => pair.wanted)]
  return {
    created: withNames(created, taken).map((pair) => mapPair(pair, asThing)),
    dropped: [...matched.dropped, ...anew.map((pair) => pair.found)].map(asThing),
    kept: kept.map((pair) => ({
      found: foundThings.get(pair)!,
      wanted: mapPair(named(pair.wanted, pair.found.name), asThing),
    })),
    altered: [
      ...renamed.map((pair) => renameOf(foundThings.get(pair)!, table, pair)),
      ...validated.map((pair) => validationOf(foundThings.get(pair)!, table, pair)),
      ...[...stays].flatMap((pair) => commentOf(foundThings.get(pair)!, table, pair)),
    ],
  }
}

function renameOf(
  from: Thing,
  table: ObjectName,
  { found, wanted }: Match<Constraint>,
): Alteration {
  const asThing = (constraint: Constraint): Thing => ({ kind: 'constraint', table, constraint })
  return {
    operation: {
      kind: 'renameConstraint',
      table,
      constraint: found.kind,
      from: found.name!,
      to: wanted.canonical.name!,
    },
    from,
    to: asThing(wanted.canonical),
    anew: mapPair(wanted, asThing),
  }
}

function validationOf(
  from: Thing,
  table: ObjectName,
  { found, wanted }: Match<Constraint>,
): Alteration {
  const asThing = (constraint: Constraint): Thing => ({ kind: 'constraint', table, constraint })
  return {
    operation: { kind: 'validateConstraint', table, name: found.name!, constraint: found },
    from,
    to: from,
    anew: mapPair(named(wanted, found.name), asThing),
  }
}

/** The change of its comment, under the name that it has by then. One that is made anew gets its comment with it. */
function commentOf(
  from: Thing,
  table: ObjectName,
  { found, wanted }: Match<Constraint>,
): Alteration[] {
  const [was, is] = [found.comment ?? null, wanted.canonical.comment ?? null]
  const name = statedName(wanted) ?? found.name
  if (was === is || name === undefined) return []
  return [
    {
      operation: { kind: 'setConstraintComment', table, name, from: was, to: is },
      from,
      to: from,
    },
  ]
}

const unchecked = (constraint: Constraint): boolean =>
  'notValid' in constraint && constraint.notValid === true

const equallyValid = ({ found, wanted }: Match<Constraint>): boolean =>
  unchecked(found) === unchecked(wanted.canonical)

/** They differ in nothing but that the rows from before have not been checked yet. */
const onlyUnchecked = (pair: Match<Constraint>): boolean =>
  hasName(pair) && unchecked(pair.found) && !unchecked(pair.wanted.canonical)

const hasName = ({ found }: Match<Constraint>): boolean => found.name !== undefined

/**
 * A constraint that is added gets the name the database would choose, so that its drop can say it; where that
 * name is worn by one that stays, the next free one, as the database does.
 */
function withNames(
  pairs: readonly Pair<Constraint>[],
  worn: readonly (string | undefined)[],
): Pair<Constraint>[] {
  const taken = new Set([...worn, ...pairs.map(({ written }) => written.name)])
  return pairs.map((pair) => {
    const chosen = pair.canonical.name
    if (pair.written.name !== undefined || chosen === undefined) return pair
    let name = chosen
    for (let n = 1; taken.has(name); n++) name = numberedName(chosen, n)
    taken.add(name)
    return named(pair, name)
  })
}

/** Gives a name to what the models leave unnamed. */
const named = <T extends Constraint>(pair: Pair<T>, name: string | undefined): Pair<T> =>
  pair.written.name !== undefined || name === undefined
    ? pair
    : mapPair(pair, (item) => ({ ...item, name }))

const listOf = <T>(item: T | undefined): T[] => (item === undefined ? [] : [item])
