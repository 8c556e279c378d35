import { sameName } from '../schema/lookup.ts'
import type { Column, ColumnType, Default, ObjectName, Schema } from '../schema/model.ts'
import { bareName, nameAmong, type SqlToken, textOf, tokenize } from '../source/sql-tokens.ts'
import { mapExpressions } from './follow.ts'
import type { RenameEnum, RenameEnumValue } from './model.ts'

/** A renamed enum in every expression that casts to it. PostgreSQL keeps these by number, not by name. */
export const renameTypeIn = (schema: Schema, { from, to }: RenameEnum): Schema =>
  mapTexts(schema, (sql) => replaceCasts(sql, from, to))

/** A renamed value in every default of its type, and in every expression that casts it to the type. */
export function renameValueIn(schema: Schema, rename: RenameEnumValue): Schema {
  const edited = mapTexts(schema, (sql) => replaceConstants(sql, rename))
  return {
    ...edited,
    tables: edited.tables.map((table) => ({
      ...table,
      columns: table.columns.map((column) => withDefault(column, rename)),
    })),
  }
}

/** All SQL that speaks of types changed: expressions, defaults, and the SELECTs of views. */
function mapTexts(schema: Schema, edit: (sql: string) => string): Schema {
  const inDefault = (value: Default): Default =>
    'sql' in value ? { ...value, sql: edit(value.sql) } : value
  return {
    ...schema,
    tables: schema.tables.map((table) => {
      const inside = mapExpressions(table, edit)
      const columns = inside.columns.map((column) =>
        column.default === undefined ? column : { ...column, default: inDefault(column.default) },
      )
      return { ...inside, columns }
    }),
    objects: schema.objects.map((object) =>
      object.kind === 'view' || object.kind === 'materializedView'
        ? { ...object, definition: edit(object.definition) }
        : object,
    ),
  }
}

function withDefault(column: Column, { enum: name, from, to }: RenameEnumValue): Column {
  const { default: value, type } = column
  const isIt = value !== undefined && 'literal' in value && value.literal === from
  return isIt && isOf(type, name) ? { ...column, default: { literal: to } } : column
}

function isOf(type: ColumnType, name: ObjectName): boolean {
  if (type.kind === 'array') return isOf(type.of, name)
  if (type.kind === 'variant') return isOf(type.base, name)
  return type.kind === 'enum' && sameName(type, name)
}

/** `'old'::mood` as PostgreSQL writes the constants it has stored. */
function replaceConstants(sql: string, { enum: name, from, to }: RenameEnumValue): string {
  const tokens = tokenize(sql)
  const text = (value: string): string => `'${value.replaceAll("'", "''")}'`
  return textOf(
    tokens.map((token, i) =>
      token.text === text(from) && castAt(tokens, i + 1, name) > 0
        ? { ...token, text: text(to) }
        : token,
    ),
  )
}

/** `…::mood` under another name. */
function replaceCasts(sql: string, from: ObjectName, { schema, name }: ObjectName): string {
  const tokens = tokenize(sql)
  const text = [...(schema === undefined ? [] : [schema]), name].map(bareName).join('.')
  const kept: string[] = []
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i] as SqlToken
    const length = castAt(tokens, i, from)
    kept.push(token.text)
    if (length > 0) kept.push(text)
    i += length
  }
  return kept.join('')
}

/** How many tokens after the `::` at this place spell the type; none when it is no such cast. */
function castAt(tokens: readonly SqlToken[], at: number, { schema, name }: ObjectName): number {
  const [operator, first, dot, second] = tokens.slice(at, at + 4)
  if (operator?.text !== '::' || first === undefined) return 0
  if (dot?.text !== '.' || second === undefined)
    return schema === undefined && nameAmong(first, [name]) === name ? 1 : 0
  const isIt = nameAmong(second, [name]) === name && nameAmong(first, [schema ?? 'public'])
  return isIt ? 3 : 0
}
