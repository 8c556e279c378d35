import type { Operation } from '../../src/operations/model.ts'
import { findColumn, findTable, sameName, spell } from '../../src/schema/lookup.ts'
import type { Column, ColumnType, ObjectName, Schema, Table } from '../../src/schema/model.ts'

/**
 * What PostgreSQL would say against an operation, or against the schema it leaves: references to what is not there,
 * changes under something that stands on them, names worn twice.
 */
export function objections(before: Schema, op: Operation, after: Schema): string[] {
  return [...against(op, before), ...inconsistent(after)]
}

function against(op: Operation, before: Schema): string[] {
  switch (op.kind) {
    case 'alterColumn':
      return op.to.type === undefined ? [] : readers(before, op.table, op.column, 'retyped')
    case 'dropColumn':
      return [
        ...readers(before, op.table, op.column.name, 'dropped'),
        ...insideTable(before, op.table, op.column.name),
      ]
    case 'alterEnum':
      return before.tables.flatMap((table) =>
        table.columns
          .filter((column) => enumsIn(column.type).some((type) => sameName(type, op.enum)))
          .flatMap((column) => [
            ...readers(before, table, column.name, 'retyped'),
            ...(column.type.kind === 'enum' &&
            'literal' in (column.default ?? {}) &&
            !op.to.includes(literalOf(column))
              ? [`default of ${spell(table)}.${column.name} is no longer a value`]
              : []),
          ]),
      )
    case 'replaceObject':
      return before.objects
        .filter((object) => object.dependsOn?.some((name) => sameName(name, op.from)))
        .map((object) => `${object.name} reads the replaced ${op.from.name}`)
    default:
      return []
  }
}

/** Views, triggers and generated columns that a column must not change under. */
const readers = (schema: Schema, name: ObjectName, column: string, what: string): string[] => {
  const table = findTable(schema, name)
  const mentions = (sql: string) => new RegExp(`\\b${column}\\b`).test(sql)
  return [
    ...(table?.columns ?? [])
      .filter(({ generated }) => generated !== undefined && mentions(generated.expression.sql))
      .map((reader) => `${column} is ${what} under generated column ${reader.name}`),
    ...schema.objects
      .filter(
        (object) =>
          mentions(object.definition) &&
          [...(object.dependsOn ?? []), ...(object.table ? [object.table] : [])].some((one) =>
            sameName(one, name),
          ),
      )
      .map((reader) => `${spell(name)}.${column} is ${what} under ${reader.kind} ${reader.name}`),
  ]
}

/** Everything that would go with the column without being said. */
function insideTable(schema: Schema, name: ObjectName, column: string): string[] {
  const table = findTable(schema, name)!
  const mentions = (sql: unknown) => new RegExp(`\\b${column}\\b`).test(JSON.stringify(sql))
  const owned = schema.sequences.filter(
    ({ ownedBy }) => ownedBy !== undefined && sameName(ownedBy, name) && ownedBy.column === column,
  )
  return [
    ...[table.primaryKey, ...table.uniques].filter((key) => key?.columns.includes(column)),
    ...table.foreignKeys.filter((key) => key.columns.includes(column)),
    ...table.checks.filter(({ expression }) => mentions(expression)),
    ...[...table.exclusions, ...table.indexes].filter(({ elements, ...rest }) =>
      mentions([elements, 'where' in rest ? rest.where : '']),
    ),
    ...owned,
  ].map((one) => `${spell(name)}.${column} is dropped with ${JSON.stringify(one)}`)
}

function inconsistent(schema: Schema): string[] {
  const { tables, enums, sequences, objects, schemas } = schema
  const homes = [...tables, ...enums, ...sequences, ...objects]
    .flatMap((one) => one.schema ?? [])
    .filter((home) => !schemas.includes(home))
  const relations = [
    ...tables.flatMap((table) => [
      spell(table),
      ...[table.primaryKey, ...table.uniques, ...table.exclusions, ...table.indexes].flatMap(
        (one) => (one?.name === undefined ? [] : [spell({ ...table, name: one.name })]),
      ),
      ...table.columns
        .filter((column) => column.autoincrement === true || column.identity !== undefined)
        .map((column) => spell({ ...table, name: `${table.name}_${column.name}_seq` })),
    ]),
    ...sequences.map(spell),
    ...objects.filter(({ kind }) => kind === 'view').map(spell),
  ]
  const twice = relations.filter((name, i) => relations.indexOf(name) !== i)
  const isThere = (name: ObjectName) =>
    findTable(schema, name) !== undefined ||
    objects.some((one) => one.kind === 'view' && sameName(one, name))
  return [
    ...homes.map((home) => `no schema ${home}`),
    ...twice.map((name) => `two relations ${name}`),
    ...tables.flatMap((table) => inTable(table, schema)),
    ...sequences.flatMap(({ name, ownedBy }) => {
      const owner = ownedBy && findTable(schema, ownedBy)
      return ownedBy === undefined || (owner && findColumn(owner, ownedBy.column))
        ? []
        : [`sequence ${name} is owned by nothing`]
    }),
    ...objects.flatMap((object) =>
      [...(object.dependsOn ?? []), ...(object.table ? [object.table] : [])]
        .filter((name) => !isThere(name))
        .map((name) => `${object.kind} ${object.name} reads ${spell(name)}, which is not there`),
    ),
    ...(objects.some(({ kind }) => kind === 'trigger') &&
    !objects.some(({ kind }) => kind === 'function')
      ? ['a trigger without its function']
      : []),
  ]
}

function inTable(table: Table, schema: Schema): string[] {
  const where = spell(table)
  const columns = new Set(table.columns.map(({ name }) => name))
  const lists = [table.primaryKey, ...table.uniques, ...table.foreignKeys].flatMap(
    (one) => one?.columns ?? [],
  )
  const elements = [...table.indexes, ...table.exclusions].flatMap((one) =>
    one.elements.flatMap(({ column }) => column ?? []),
  )
  const names = [
    table.primaryKey,
    ...table.uniques,
    ...table.foreignKeys,
    ...table.checks,
    ...table.exclusions,
  ].flatMap((one) => one?.name ?? [])
  return [
    ...[...lists, ...elements]
      .filter((name) => !columns.has(name))
      .map((name) => `${where} has no ${name}`),
    ...names
      .filter((name, i) => names.indexOf(name) !== i)
      .map((name) => `${where} has two ${name}`),
    ...table.columns.flatMap((column) =>
      enumsIn(column.type).flatMap((type) => {
        const found = schema.enums.find((one) => sameName(one, type))
        if (found === undefined) return [`${where}.${column.name} is of no type ${type.name}`]
        return column.type.kind === 'enum' &&
          column.default !== undefined &&
          !found.values.includes(literalOf(column))
          ? [`${where}.${column.name} has a default that is no ${type.name}`]
          : []
      }),
    ),
    ...table.foreignKeys.flatMap((key) => {
      const target = findTable(schema, key.references)
      const unique = [
        target?.primaryKey?.columns,
        ...(target?.uniques ?? []).map((one) => one.columns),
        ...(target?.indexes ?? [])
          .filter((one) => one.unique === true && one.where === undefined)
          .map((one) => one.elements.map(({ column }) => column)),
      ]
      return unique.some((one) => String(one) === String(key.references.columns))
        ? []
        : [`foreign key ${key.name ?? ''} of ${where} refers to nothing unique`]
    }),
  ]
}

const literalOf = (column: Column): string =>
  String((column.default as { literal?: unknown }).literal)

function enumsIn(type: ColumnType): ObjectName[] {
  if (type.kind === 'array') return enumsIn(type.of)
  return type.kind === 'enum' ? [type] : []
}
