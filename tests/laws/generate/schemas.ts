import fc from 'fast-check'
import { asOwn, fromAloneOf, parentsOf } from '../../../src/schema/inheritance.ts'
import { emptySchema, type Schema } from '../../../src/schema/model.ts'
import { columnMakes } from './edits/columns.ts'
import { constraintMakes, exclusionMakes } from './edits/constraints.ts'
import { factMakes, postgresqlFactMakes, sqliteFactMakes } from './edits/facts.ts'
import { familyMakes } from './edits/family.ts'
import { foreignMakes } from './edits/foreign.ts'
import { inheritanceMakes, settledHeirs } from './edits/inheritance.ts'
import { numberingMakes } from './edits/numbering.ts'
import { objectMakes, sqliteObjectMakes } from './edits/objects.ts'
import { placementMakes } from './edits/placement.ts'
import { postgresqlObjectMakes } from './edits/postgresql-objects.ts'
import { exclusionRetouchMakes, retouchMakes } from './edits/retouch.ts'
import { indexRetouchMakes } from './edits/retouch-indexes.ts'
import { objectRetouchMakes, postgresqlObjectRetouchMakes } from './edits/retouch-objects.ts'
import { postgresqlTableMakes, sqliteTableMakes, tableMakes } from './edits/tables.ts'
import { enumMakes, sequenceMakes } from './edits/types.ts'
import { type Ground, isSqlite } from './ground.ts'
import { Picks } from './picks.ts'
import type { Makes } from './scene.ts'

/** One random edit: a kind, and numbers that choose among what there is when it is made. */
export interface Edit {
  readonly kind: string
  readonly picks: readonly number[]
}

/** What a law is tried on: a schema with rows, and the one it becomes. */
export interface Pair {
  readonly before: Schema
  readonly after: Schema
}

const common: Makes = {
  ...tableMakes,
  ...columnMakes,
  ...constraintMakes,
  ...retouchMakes,
  ...indexRetouchMakes,
  ...enumMakes,
  ...objectMakes,
  ...objectRetouchMakes,
  ...factMakes,
  ...foreignMakes,
}

export const makesFor = (ground: Ground): Makes =>
  isSqlite(ground)
    ? { ...common, ...sqliteTableMakes, ...sqliteObjectMakes, ...sqliteFactMakes }
    : {
        ...common,
        ...sequenceMakes,
        ...exclusionMakes,
        ...exclusionRetouchMakes,
        ...postgresqlTableMakes,
        ...placementMakes,
        ...inheritanceMakes,
        ...familyMakes,
        ...numberingMakes,
        ...postgresqlObjectMakes,
        ...postgresqlObjectRetouchMakes,
        ...postgresqlFactMakes,
      }

/** How often a kind of edit comes, where it is not once. */
const WHILE_BUILDING: Readonly<Record<string, number>> = {
  addTable: 1,
  addColumn: 24,
  addForeignKey: 9,
  addIndex: 10,
  addUnique: 6,
  addCheck: 7,
  addEnum: 3,
  addView: 2,
  addTrigger: 2,
  addSequence: 2,
  addPrimaryKey: 3,
  changeFunction: 3,
  addFunction: 2,
  addExclusion: 5,
  addChildTable: 2,
  addIdentity: 3,
  changeIdentity: 2,
  constraintComment: 6,
  tablespace: 3,
  dropTable: 0,
  dropObject: 0,
}

const WHILE_CHANGING: Readonly<Record<string, number>> = {
  addColumn: 3,
  dropColumn: 4,
  widen: 3,
  retype: 2,
  nullability: 2,
  addForeignKey: 2,
  changeEnum: 3,
  regenerate: 3,
  changeIdentity: 6,
  remakeUnique: 4,
  changeFunction: 2,
  changeProcedure: 2,
  limitItem: 2,
  limitObject: 2,
  compute: 4,
  retouchViewIndexes: 2,
  swapNumbering: 4,
  dropObject: 3,
  validate: 2,
  constraintComment: 4,
  nameConstraint: 4,
  retouchPrimaryKey: 2,
  retouchUnique: 3,
  retouchForeignKey: 5,
  retouchExclusion: 5,
  remakeExclusion: 5,
  retouchIndex: 3,
  tablespace: 4,
  indexTablespace: 2,
  leaveParent: 2,
  joinParent: 2,
  restateInherited: 4,
  viewIndexTablespace: 2,
  changeCheck: 2,
  changeIndex: 2,
}

const editOf = (
  kinds: readonly string[],
  weights: Readonly<Record<string, number>>,
): fc.Arbitrary<Edit> =>
  fc.record({
    kind: fc.constantFrom(...kinds.flatMap((kind) => Array<string>(weights[kind] ?? 1).fill(kind))),
    picks: fc.array(fc.nat(0xffff), { minLength: 4, maxLength: 20, size: 'max' }),
  })

const listOf = (edits: fc.Arbitrary<Edit>, minLength: number, maxLength: number) =>
  fc.array(edits, { minLength, maxLength, size: 'max' })

/** How many edits of each sort, at least and at most. */
type Range = Readonly<Record<'tables' | 'items' | 'changes', [least: number, most: number]>>

/**
 * Schemas of a few tables with a dozen items each, and a few edits to them that stay legal for the rows. What is drawn
 * are lists of edits, so that a counter-example shrinks to the few that matter.
 */
export function pairs(ground: Ground): fc.Arbitrary<Pair> {
  const kinds = Object.keys(makesFor(ground))
  const few = { tables: [0, 2], items: [0, 12], changes: [0, 3] } satisfies Range
  const many = { tables: [1, 3], items: [35, 80], changes: [4, 18] } satisfies Range
  const size: fc.Arbitrary<Range> = fc.oneof(
    { arbitrary: fc.constant(few), weight: 1 },
    { arbitrary: fc.constant(many), weight: 6 },
  )
  return size
    .chain((range) =>
      fc.record({
        tables: listOf(editOf(['addTable'], {}), ...range.tables),
        items: listOf(editOf(kinds, WHILE_BUILDING), ...range.items),
        changes: listOf(editOf(kinds, WHILE_CHANGING), ...range.changes),
        forgetful: fc.boolean(),
      }),
    )
    .map(({ tables, items, changes, forgetful }) => {
      const before = edited(emptySchema, [...tables, ...items], ground, undefined)
      const after = edited(before, changes, ground, withInherited(before))
      return forgetful ? { before: forgotten(before), after: forgotten(after) } : { before, after }
    })
}

/** The schema with all that its tables inherit said: there are rows in that, too. */
const withInherited = (schema: Schema): Schema => ({
  ...schema,
  tables: schema.tables.map((table) => {
    const { columns } = fromAloneOf(table, parentsOf(table), schema)
    return {
      ...table,
      columns: [...columns.map(({ column }) => asOwn(column)), ...table.columns],
    }
  }),
})

/** What a list of edits makes of a schema; `origin` is the one with rows in it. */
export const edited = (
  schema: Schema,
  edits: readonly Edit[],
  ground: Ground,
  origin: Schema | undefined,
): Schema =>
  edits.reduce((made, { kind, picks }) => {
    const scene = { schema: made, ground, origin }
    const changed = makesFor(ground)[kind]?.(scene, new Picks(picks)) ?? made
    return tidy(settledHeirs(changed, origin), ground)
  }, schema)

/** Options that come to nothing are not said; SQLite needs a key where there is no rowid. */
const tidy = (schema: Schema, ground: Ground): Schema => ({
  ...schema,
  tables: schema.tables.map((table) => {
    if (table.options === undefined) return table
    const { options, ...rest } = table
    const { withoutRowid, ...others } = options
    const left = isSqlite(ground) && table.primaryKey === undefined ? others : options
    return Object.keys(left).length > 0 ? { ...rest, options: left } : rest
  }),
})

/** Models seldom say what a view reads: then its text has to do. */
const forgotten = (schema: Schema): Schema => ({
  ...schema,
  objects: schema.objects.map(({ dependsOn: _, ...object }) => object),
})
