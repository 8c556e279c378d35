import { sameName } from '../schema/lookup.ts'
import type { Column, ColumnType, Default, ObjectName, Schema } from '../schema/model.ts'
import { nameAmong, type SqlToken, textOf, tokenize } from '../source/sql-tokens.ts'
import { mapExpressions } from './follow.ts'
import type { RenameEnumValue } from './model.ts'

/** A renamed value in every default of its type, and in every expression that casts it to the type. */
export function renameValueIn(schema: Schema, rename: RenameEnumValue): Schema {
  return {
    ...schema,
    tables: schema.tables.map((table) => {
      const inside = mapExpressions(table, (sql) => renameCast(sql, rename))
      return { ...inside, columns: inside.columns.map((column) => renameDefault(column, rename)) }
    }),
    objects: schema.objects.map((object) =>
      object.kind === 'view' || object.kind === 'materializedView'
        ? { ...object, definition: renameCast(object.definition, rename) }
        : object,
    ),
  }
}

function renameDefault(column: Column, rename: RenameEnumValue): Column {
  const { default: value } = column
  if (value === undefined || !isOf(column.type, rename.enum)) return column
  return { ...column, default: renamedDefault(value, rename) }
}

function renamedDefault(value: Default, rename: RenameEnumValue): Default {
  if ('sql' in value) return { ...value, sql: renameCast(value.sql, rename) }
  return value.literal === rename.from ? { literal: rename.to } : value
}

function isOf(type: ColumnType, name: ObjectName): boolean {
  if (type.kind === 'array') return isOf(type.of, name)
  if (type.kind === 'variant') return isOf(type.base, name)
  return type.kind === 'enum' && sameName(type, name)
}

/** `'old'::mood` as PostgreSQL writes the constants it has stored. */
function renameCast(sql: string, { enum: name, from, to }: RenameEnumValue): string {
  const tokens = tokenize(sql)
  return textOf(
    tokens.map((token, i) =>
      isText(token, from) && castTo(tokens.slice(i + 1), name)
        ? { ...token, text: `'${to.replaceAll("'", "''")}'` }
        : token,
    ),
  )
}

const isText = ({ kind, text }: SqlToken, value: string): boolean =>
  kind === 'string' && text === `'${value.replaceAll("'", "''")}'`

function castTo([operator, first, dot, second]: readonly SqlToken[], name: ObjectName): boolean {
  if (operator?.text !== '::' || first === undefined) return false
  const qualified = dot?.text === '.' && second !== undefined
  if (nameAmong(qualified ? second : first, [name.name]) === undefined) return false
  if (!qualified) return name.schema === undefined
  return nameAmong(first, [name.schema ?? 'public']) !== undefined
}
