import { sameData } from '../../../schema/equal.ts'
import { findTable, sameName } from '../../../schema/lookup.ts'
import type { Schema, StoredObject, Table } from '../../../schema/model.ts'
import { mentions } from '../expression.ts'
import type { Section } from '../reflect/catalog.ts'
import { isSame } from './agree-objects.ts'
import { type Doubts, enumAttempt, tableAttempts } from './attempts.ts'
import { changesTypes, doubtsAbout, isDoubtful, oddTypes } from './doubts.ts'
import { objectAttempt, viewIndexAttempts } from './object-attempts.ts'
import type { Attempt } from './server.ts'

/** A table of which something is in doubt, or that something in doubt stands on. */
interface Doubtful {
  readonly wanted: Table
  readonly found: Table | undefined
  readonly doubts: Doubts
}

const noDoubts: Doubts = {
  defaults: new Set(),
  generated: new Set(),
  checks: new Set(),
  exclusions: new Set(),
  indexes: new Set(),
}

/** What goes to the server together: all of one schema, for in the temporary one each name is free once. */
export interface Case {
  readonly space: string | undefined
  readonly tables: readonly Doubtful[]
  readonly objects: readonly StoredObject[]
  /** What is made and read back: the wanted words, the found ones on the wanted columns, or indexes of materialized views. */
  readonly of: 'wanted' | 'found' | 'view indexes'
}

/** What has to be put to the server. */
export function casesFor(wanted: Schema, found: Schema): Case[] {
  const doubtful = wanted.objects.filter((object) => isInDoubt(object, found))
  const objects = wanted.objects.filter(
    (object) => doubtful.includes(object) || isUnder(object, doubtful),
  )
  const indexed = wanted.objects.filter((object) => hasDoubtfulIndexes(object, found))
  const tables = doubtfulTables(wanted, found, objects)
  const spaces = new Set([
    ...tables.map((one) => one.wanted.schema),
    ...[...objects, ...indexed].map(spaceOf),
  ])
  return [...spaces].flatMap((space): Case[] => {
    const here = tables.filter((one) => one.wanted.schema === space)
    const those = objects.filter((object) => spaceOf(object) === space)
    const views = indexed.filter((object) => spaceOf(object) === space)
    const changed = here.filter((one) => one.found && changesTypes(one.wanted, one.found))
    const cases: Case[] = [
      { space, tables: here, objects: those, of: 'wanted' },
      { space, tables: changed, objects: [], of: 'found' },
      { space, tables: [], objects: views, of: 'view indexes' },
    ]
    return cases.filter((one) => one.tables.length + one.objects.length > 0)
  })
}

const TABLES: readonly Section[] = ['tables', 'columns', 'constraints', 'indexes', 'enums']

const SECTIONS: Readonly<Partial<Record<StoredObject['kind'], Section>>> = {
  view: 'views',
  // What is made for one is a view.
  materializedView: 'views',
  domain: 'domains',
  function: 'routines',
  procedure: 'routines',
  trigger: 'triggers',
  policy: 'policies',
}

/** The sections of the catalog that tell of what is made for the cases. */
export const sectionsOf = (cases: readonly Case[]): Section[] => [
  ...(cases.some(({ tables, of }) => tables.length > 0 || of === 'view indexes') ? TABLES : []),
  ...new Set(cases.flatMap(({ objects }) => objects.flatMap(({ kind }) => SECTIONS[kind] ?? []))),
]

const spaceOf = (object: StoredObject): string | undefined =>
  object.table === undefined ? object.schema : object.table.schema

/** A table that is new may be one of those that are gone, under another name: then its words matter, too. */
function doubtfulTables(
  wanted: Schema,
  found: Schema,
  objects: readonly StoredObject[],
): Doubtful[] {
  const gone = found.tables.filter((table) => findTable(wanted, table) === undefined)
  return wanted.tables.flatMap((table): Doubtful[] => {
    const counterpart = findTable(found, table)
    const doubts =
      counterpart === undefined && gone.length === 0
        ? noDoubts
        : doubtsAbout(table, counterpart ?? asOne(gone))
    const isOdd = counterpart !== undefined && oddTypes(table, counterpart)
    return isDoubtful(doubts) || isOdd || isUsed(table, counterpart, objects)
      ? [{ wanted: table, found: counterpart, doubts }]
      : []
  })
}

const asOne = (tables: readonly Table[]): Table => ({
  name: '',
  columns: [],
  uniques: [],
  foreignKeys: [],
  checks: tables.flatMap((table) => table.checks),
  exclusions: tables.flatMap((table) => table.exclusions),
  indexes: tables.flatMap((table) => table.indexes),
})

function isInDoubt(object: StoredObject, found: Schema): boolean {
  if (object.kind === 'grant' || object.kind === 'extension') return false
  const isRoutine = object.kind === 'function' || object.kind === 'procedure'
  return found.objects.some(
    (one) =>
      (isSame(one, object) || (isRoutine && one.kind === object.kind && sameName(one, object))) &&
      (one.definition !== object.definition || object.columns !== undefined),
  )
}

/** A view that a trigger in doubt is on. */
const isUnder = (object: StoredObject, doubtful: readonly StoredObject[]): boolean =>
  isView(object) && doubtful.some(({ table }) => table !== undefined && sameName(table, object))

const hasDoubtfulIndexes = (object: StoredObject, found: Schema): boolean =>
  object.indexes !== undefined &&
  found.objects.some(
    (one) =>
      isSame(one, object) && one.indexes !== undefined && !sameData(one.indexes, object.indexes),
  )

/** A trigger or policy in doubt needs its table; a view needs those that will have other columns than they have. */
function isUsed(
  table: Table,
  counterpart: Table | undefined,
  objects: readonly StoredObject[],
): boolean {
  const differs = counterpart === undefined || !sameData(shape(table), shape(counterpart))
  return objects.some(
    (object) =>
      (object.table !== undefined && sameName(object.table, table)) ||
      (isView(object) &&
        differs &&
        spaceOf(object) === table.schema &&
        mentions(object.definition, table.name)),
  )
}

const shape = ({ columns }: Table) =>
  columns.map(({ name, type, collation }) => [name, type, collation ?? ''])

const isView = ({ kind }: StoredObject): boolean => kind === 'view' || kind === 'materializedView'

// --- what is made ------------------------------------------------------------------------------

/** What is made for a case, in an order in which each finds what it stands on. */
export function attemptsFor(
  { of, space, tables, objects }: Case,
  wanted: Schema,
  found: Schema,
): Attempt[] {
  if (of === 'view indexes') return objects.flatMap(viewIndexAttempts)
  const made = tables.flatMap(({ wanted: table, found: was, doubts }) =>
    of === 'found' && was !== undefined
      ? tableAttempts({ ...was, columns: table.columns }, everythingSaid(was))
      : tableAttempts(table, doubts),
  )
  const enums = wanted.enums.filter(
    (type) =>
      type.schema === undefined &&
      space === undefined &&
      !found.enums.some((one) => sameName(one, type) && sameData(one.values, type.values)),
  )
  return [
    ...enums.map(enumAttempt),
    ...objects.filter(({ kind }) => kind === 'domain').flatMap(objectAttempt),
    ...made,
    ...byMention(objects.filter(({ kind }) => kind !== 'domain')).flatMap(objectAttempt),
  ]
}

/** Of the found words only what reads differently under another type: not defaults, they belong to it. */
const everythingSaid = (table: Table): Doubts => ({
  ...noDoubts,
  checks: new Set(table.checks.flatMap(({ name }) => name ?? [])),
  exclusions: new Set(table.exclusions.flatMap(({ name }) => name ?? [])),
  indexes: new Set(table.indexes.map(({ name }) => name)),
})

/** Views before those that read them, triggers and policies last. */
function byMention(objects: readonly StoredObject[]): StoredObject[] {
  const views = objects.filter(isView)
  const sorted: StoredObject[] = []
  const visit = (view: StoredObject, above: readonly StoredObject[]): void => {
    if (sorted.includes(view) || above.includes(view)) return
    for (const other of views)
      if (other !== view && mentions(view.definition, other.name)) visit(other, [...above, view])
    sorted.push(view)
  }
  for (const view of views) visit(view, [])
  return [...sorted, ...objects.filter((object) => !isView(object))]
}
