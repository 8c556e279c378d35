import type { Connection } from '../../../drivers/connection.ts'
import { sameData } from '../../../schema/equal.ts'
import { findTable, sameName } from '../../../schema/lookup.ts'
import type { ObjectName, Schema, StoredObject, Table } from '../../../schema/model.ts'
import { mentions } from '../expression.ts'
import { schemaFrom } from '../reflect/index.ts'
import { adoptObjects } from './adopt-objects.ts'
import { adoptTable } from './adopt-tables.ts'
import { isSame } from './agree-objects.ts'
import { type Doubts, enumAttempt, tableAttempts } from './attempts.ts'
import { constantPairs, constantsAgree } from './constants.ts'
import { changesTypes, doubtsAbout, isDoubtful, oddTypes } from './doubts.ts'
import { objectAttempt, viewIndexAttempts } from './object-attempts.ts'
import { ask, type Attempt } from './server.ts'

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
interface Case {
  readonly space: string | undefined
  readonly tables: readonly Doubtful[]
  readonly objects: readonly StoredObject[]
  /** What is made and read back: the wanted words, the found ones on the wanted columns, or indexes of materialized views. */
  readonly of: 'wanted' | 'found' | 'view indexes'
}

/** `wanted` with the server's judgement on all that the words alone leave open. */
export async function judged(connection: Connection, wanted: Schema, found: Schema): Promise<Schema> {
  const cases = casesFor(wanted, found)
  const constants = constantPairs(wanted, found)
  if (cases.length === 0 && constants.length === 0) return wanted
  const answers = await ask(connection, {
    groups: cases.map((one) => attemptsFor(one, wanted, found)),
    conditions: constants.map(({ condition }) => condition),
  })
  if (answers === undefined) return wanted
  const read = cases.map((one, i) => {
    const catalog = answers.catalogs[i]
    return { ...one, answer: catalog ? schemaFrom(catalog, connection.version[0]) : undefined }
  })
  const adopted = read.reduce((schema, { answer, ...one }) => {
    if (answer === undefined || one.of === 'found') return schema
    const reread = read.find(({ of, space }) => of === 'found' && space === one.space)?.answer
    return {
      ...schema,
      tables: schema.tables.map((table) =>
        one.of === 'wanted' && one.tables.some((other) => sameName(other.wanted, table))
          ? adoptTable(table, inSpace(answer, table), findTable(found, table), reread && inSpace(reread, table))
          : table,
      ),
      objects: adoptObjects(schema.objects, one.objects, answer, found),
    }
  }, wanted)
  return constantsAgree(
    adopted,
    constants.filter((_, i) => answers.conditions[i] === true),
  )
}

/** The table of the same name in what was read back, where there is but one schema. */
const inSpace = (answer: Schema, { name }: ObjectName): Table | undefined =>
  findTable(answer, { name })

function casesFor(wanted: Schema, found: Schema): Case[] {
  const objects = wanted.objects.filter((object) => isInDoubt(object, found))
  const indexed = wanted.objects.filter((object) => hasDoubtfulIndexes(object, found))
  const mayBeRenamed = found.tables.some((table) => findTable(wanted, table) === undefined)
  const tables = wanted.tables.flatMap((table): Doubtful[] => {
    const counterpart = findTable(found, table)
    if (counterpart === undefined && !mayBeRenamed)
      return isUsed(table, objects) ? [{ wanted: table, found: undefined, doubts: noDoubts }] : []
    const doubts = doubtsAbout(table, counterpart ?? everything(found))
    const isOdd = counterpart !== undefined && oddTypes(table, counterpart)
    return isDoubtful(doubts) || isOdd || isUsed(table, objects)
      ? [{ wanted: table, found: counterpart, doubts }]
      : []
  })
  const spaces = new Set([...tables.map(({ wanted }) => wanted.schema), ...objects.map(spaceOf), ...indexed.map(spaceOf)])
  return [...spaces].flatMap((space): Case[] => {
    const here = tables.filter((one) => one.wanted.schema === space)
    const those = objects.filter((object) => spaceOf(object) === space)
    const views = indexed.filter((object) => spaceOf(object) === space)
    const changed = here.filter((one) => one.found && changesTypes(one.wanted, one.found))
    return [
      ...(here.length + those.length > 0
        ? [{ space, tables: here, objects: those, of: 'wanted' as const }]
        : []),
      ...(changed.length > 0 ? [{ space, tables: changed, objects: [], of: 'found' as const }] : []),
      ...(views.length > 0 ? [{ space, tables: [], objects: views, of: 'view indexes' as const }] : []),
    ]
  })
}

const spaceOf = (object: StoredObject): string | undefined =>
  object.table === undefined ? object.schema : object.table.schema

/** All the tables that may have been renamed, as one. */
const everything = (found: Schema): Table => ({
  name: '',
  columns: [],
  uniques: [],
  foreignKeys: [],
  checks: found.tables.flatMap((table) => table.checks),
  exclusions: found.tables.flatMap((table) => table.exclusions),
  indexes: found.tables.flatMap((table) => table.indexes),
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

const hasDoubtfulIndexes = (object: StoredObject, found: Schema): boolean =>
  object.indexes !== undefined &&
  found.objects.some(
    (one) => isSame(one, object) && one.indexes !== undefined && !sameData(one.indexes, object.indexes),
  )

const isUsed = (table: Table, objects: readonly StoredObject[]): boolean =>
  objects.some(
    (object) =>
      (object.table !== undefined && sameName(object.table, table)) ||
      (isView(object) && spaceOf(object) === table.schema && mentions(object.definition, table.name)),
  )

const isView = ({ kind }: StoredObject): boolean => kind === 'view' || kind === 'materializedView'

function attemptsFor({ of, space, tables, objects }: Case, wanted: Schema, found: Schema): Attempt[] {
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
