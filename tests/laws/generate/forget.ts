import { nameOf, sameName } from '../../../src/schema/lookup.ts'
import type {
  Column,
  EnumType,
  ObjectName,
  Schema,
  StoredObject,
  Table,
} from '../../../src/schema/model.ts'
import { speaksOf } from './ground.ts'
import { textOf, withTable } from './scene.ts'

/** The schema without some objects, and without what stands on them. */
export function withoutObjects(schema: Schema, gone: (object: StoredObject) => boolean): Schema {
  const first = schema.objects.filter(gone)
  if (first.length === 0) return schema
  const left = { ...schema, objects: schema.objects.filter((object) => !gone(object)) }
  return first.reduce<Schema>((now, object) => withoutMentions(now, object), left)
}

/** The schema without what stands on something that is gone: views, triggers, grants, checks, defaults, …. */
export function withoutMentions(schema: Schema, gone: ObjectName): Schema {
  const mentions = (sql: string) => speaksOf(sql, gone.name)
  const tables = schema.tables.map((table) => withoutSpeaking(table, mentions))
  return withoutObjects(
    { ...schema, tables },
    (object) =>
      object.dependsOn?.some((one) => sameName(one, gone)) === true ||
      (object.table !== undefined && sameName(object.table, gone)) ||
      mentions(object.definition),
  )
}

export const heirsOf = (schema: Schema, table: ObjectName): readonly Table[] =>
  schema.tables
    .filter(({ options }) => options?.inherits?.some((parent) => sameName(parent, table)))
    .flatMap((one) => [one, ...heirsOf(schema, one)])

export function withoutTable(schema: Schema, table: Table): Schema {
  const gone = [table, ...heirsOf(schema, table)]
  const isGone = (name: ObjectName) => gone.some((one) => sameName(one, name))
  const tables = schema.tables
    .filter((one) => !isGone(one))
    .map((one) => ({
      ...one,
      foreignKeys: one.foreignKeys.filter(({ references }) => !isGone(references)),
    }))
  const sequences = schema.sequences.filter(
    ({ ownedBy }) => !gone.some((one) => ownedBy !== undefined && sameName(ownedBy, one)),
  )
  const lost = schema.sequences.filter((one) => !sequences.includes(one))
  return [...gone, ...lost].reduce<Schema>((now, one) => withoutMentions(now, nameOf(one)), {
    ...schema,
    tables,
    sequences,
  })
}

/** The schema without a column, and without all that speaks of it. */
export function withoutColumn(schema: Schema, table: Table, column: Column): Schema {
  const bare = withoutUses(schema, table, column)
  const left = bare.tables.find((one) => sameName(one, table))!
  return withTable(bare, {
    ...left,
    columns: left.columns.filter(({ name }) => name !== column.name),
  })
}

/** The schema without all that speaks of a column; the column stays. */
export function withoutUses(schema: Schema, table: Table, { name }: Column): Schema {
  const computed = table.columns.filter(
    ({ generated }) => generated !== undefined && speaksOf(textOf(generated.expression), name),
  )
  const fewer = computed.reduce<Schema>((now, column) => {
    const place = now.tables.find((one) => sameName(one, table))!
    return withoutColumn(now, place, column)
  }, schema)
  const mine = fewer.tables.find((one) => sameName(one, table))!
  const bare = withoutSpeaking(withoutKeys(mine, name), (sql) => speaksOf(sql, name))
  const lost = [mine.primaryKey, ...mine.uniques].flatMap((key) =>
    key === undefined || key === bare.primaryKey || bare.uniques.includes(key)
      ? []
      : [String(key.columns)],
  )
  const referring = fewer.tables.map((one) => ({
    ...(sameName(one, table) ? bare : one),
    foreignKeys: (sameName(one, table) ? bare : one).foreignKeys.filter(
      ({ references }) =>
        !(
          sameName(references, table) &&
          (references.columns.includes(name) ||
            lost.includes(
              String(references.columns.length > 0 ? references.columns : mine.primaryKey?.columns),
            ))
        ),
    ),
  }))
  const sequences = fewer.sequences.filter(
    ({ ownedBy }) => ownedBy === undefined || !sameName(ownedBy, table) || ownedBy.column !== name,
  )
  const going = fewer.sequences.filter((one) => !sequences.includes(one))
  return withoutObjects(
    going.reduce<Schema>((now, one) => withoutMentions(now, nameOf(one)), {
      ...fewer,
      tables: referring,
      sequences,
    }),
    (object) =>
      (object.dependsOn?.some((one) => sameName(one, table)) === true ||
        (object.table !== undefined && sameName(object.table, table))) &&
      (speaksOf(object.definition, name) || / \* /.test(object.definition)),
  )
}

/** Without the keys and indexes that a column is a member of. */
function withoutKeys(table: Table, gone: string): Table {
  const clear = (names: readonly string[] = []) => !names.includes(gone)
  const { primaryKey, ...rest } = table
  return {
    ...rest,
    ...(primaryKey !== undefined &&
      clear(primaryKey.columns) &&
      clear(primaryKey.include) && { primaryKey }),
    uniques: table.uniques.filter(({ columns, include }) => clear(columns) && clear(include)),
    foreignKeys: table.foreignKeys.filter(({ columns }) => clear(columns)),
    exclusions: table.exclusions.filter(
      ({ elements, include }) => clear(include) && elements.every(({ column }) => column !== gone),
    ),
    indexes: table.indexes.filter(
      ({ elements, include }) => clear(include) && elements.every(({ column }) => column !== gone),
    ),
  }
}

/** Without the expressions that mention something. */
function withoutSpeaking(table: Table, mentions: (sql: string) => boolean): Table {
  const silent = (sql: Parameters<typeof textOf>[0]) => !mentions(textOf(sql))
  return {
    ...table,
    columns: table.columns.map((column) => {
      if (column.default === undefined || !('sql' in column.default) || silent(column.default))
        return column
      const { default: _, ...rest } = column
      return rest
    }),
    checks: table.checks.filter(({ expression }) => silent(expression)),
    exclusions: table.exclusions.filter(
      ({ elements, where }) =>
        silent(where) && elements.every(({ expression }) => silent(expression)),
    ),
    indexes: table.indexes.filter(
      ({ elements, where }) =>
        silent(where) && elements.every(({ expression }) => silent(expression)),
    ),
  }
}

/** The schema with an enum's values changed, in every column too. */
export function withEnumValues(schema: Schema, type: EnumType, values: readonly string[]): Schema {
  const renewed = (one: Column['type']): Column['type'] => {
    if (one.kind === 'array') return { ...one, of: renewed(one.of) }
    return one.kind === 'enum' && sameName(one, type) ? { ...one, values } : one
  }
  return {
    ...schema,
    enums: schema.enums.map((one) => (sameName(one, type) ? { ...one, values } : one)),
    tables: schema.tables.map((table) => ({
      ...table,
      columns: table.columns.map((column) => ({ ...column, type: renewed(column.type) })),
    })),
  }
}

/** The columns that hold an enum, alone or in arrays. */
export const columnsOfEnum = (table: Table, type: ObjectName): Column[] =>
  table.columns.filter(({ type: held }) => {
    const inner = held.kind === 'array' ? held.of : held
    return inner.kind === 'enum' && sameName(inner, type)
  })
