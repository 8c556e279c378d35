import { draftTable } from './builders/build-table.ts'
import { objectName } from './builders/objects.ts'
import { checkReferences } from './check-references.ts'
import { checkNames } from './check-schema.ts'
import { checkTableNames } from './check-table.ts'
import { type Collected, collect, type Found, type Models } from './collect.ts'
import type { DraftTable } from './draft.ts'
import { compact, sameData } from './equal.ts'
import { DuplicateTableError, EnumConflictError } from './errors.ts'
import { nameOf, spell } from './lookup.ts'
import type { ColumnType, EnumType, ObjectName, Schema, StoredObject, Table } from './model.ts'
import { applyNaming, type NamingConvention } from './naming.ts'
import { referredColumns } from './references.ts'

export interface SchemaOptions {
  /** Names for constraints and indexes that the models leave unnamed. */
  readonly naming?: NamingConvention
  /** Tables that others own: the models may refer to them. */
  readonly external?: readonly (string | ObjectName)[]
}

/**
 * The schema that models describe: finds the tables, enums, sequences, views, … among what a module exports
 * (or in arrays and records), gives names by the convention, and checks everything that can be known without
 * a database. Export names do not matter, and neither does the order.
 */
export function schemaOf(models: Models, options: SchemaOptions = {}): Schema {
  const found = collect(models)
  const drafts = draftsOf(found.tables)
  const external = (options.external ?? []).map(objectName)
  checkReferences(drafts, found, external)
  const tables = drafts.map((draft) => finished(draft, drafts, options.naming))
  const enums = enumsOf(found.enums, tables)
  const sequences = found.sequences.map(({ model }) => ({ ...model }))
  const objects = found.objects.map(({ model }) => ({ ...model }))
  const schemas = schemasOf([...tables, ...enums, ...sequences, ...objects.map(placeOf)])
  const schema: Schema = { schemas, tables, enums, sequences, objects, unmodelled: [] }
  checkNames(schema)
  return schema
}

function draftsOf(found: Collected['tables']): DraftTable[] {
  const seen = new Map<string, string>()
  return found.map(({ model: { name, columns, items, facts }, path }) => {
    const key = JSON.stringify([facts.schema ?? '', name])
    const first = seen.get(key)
    if (first !== undefined)
      throw new DuplicateTableError(compact({ schema: facts.schema, name }), first, path)
    seen.set(key, path)
    return draftTable(name, columns, items, facts)
  })
}

function finished(
  draft: DraftTable,
  drafts: readonly DraftTable[],
  naming: NamingConvention | undefined,
): Table {
  const table = applyNaming(draft, naming, (key) => referredColumns({ tables: drafts }, key))
  checkTableNames(table)
  return table
}

/** The enums that were exported, and those that columns use, once each. */
function enumsOf(exported: Collected['enums'], tables: readonly Table[]): EnumType[] {
  const mentions: Found<EnumType>[] = [
    ...exported.map(({ model, path }) => ({ model: { ...model }, path: `the export ${path}` })),
    ...tables.flatMap((table) =>
      table.columns.flatMap((column) =>
        enumsIn(column.type).map((model) => ({
          model,
          path: `"${spell(table)}"."${column.name}"`,
        })),
      ),
    ),
  ]
  return [...Map.groupBy(mentions, ({ model }) => JSON.stringify(nameOf(model))).values()].map(
    agreed,
  )
}

/** One enum of all that is said under its name. */
function agreed(mentions: readonly Found<EnumType>[]): EnumType {
  const first = mentions[0]!
  const other = mentions.find(
    ({ model }) =>
      !sameData(model.values, first.model.values) ||
      (model.comment ?? first.model.comment) !== (first.model.comment ?? model.comment),
  )
  if (other !== undefined)
    throw new EnumConflictError(
      first.model,
      `is described in two ways: ${words(first)} and ${words(other)}`,
      'Make it once, with enumType(name, values), and use it by enumeration(it).',
    )
  return (mentions.find(({ model }) => model.comment !== undefined) ?? first).model
}

const words = ({ model, path }: Found<EnumType>): string =>
  `(${model.values.join(', ')}) by ${path}`

/** The enums that a type is, or is made of. */
export function enumsIn(type: ColumnType): EnumType[] {
  if (type.kind === 'array') return enumsIn(type.of)
  if (type.kind === 'variant') return [type.base, ...Object.values(type.dialects)].flatMap(enumsIn)
  return type.kind === 'enum' ? [{ ...nameOf(type), values: type.values }] : []
}

const schemasOf = (things: readonly ObjectName[]): string[] =>
  [...new Set(things.flatMap((thing) => thing.schema ?? []))].sort()

/** Where an extension puts what it brings is a part of its definition; no other begins with `SCHEMA`. */
const placeOf = (object: StoredObject): ObjectName => {
  const [, quoted] = /^SCHEMA "((?:[^"]|"")+)"/.exec(object.definition) ?? []
  return quoted === undefined ? object : { schema: quoted.replaceAll('""', '"'), name: object.name }
}
