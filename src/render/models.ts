import { sameData } from '../schema/equal.ts'
import { nameOf, sameName } from '../schema/lookup.ts'
import type { EnumType, Schema, StoredObject, Table } from '../schema/model.ts'
import { type Code, call, imported, importsIn } from '../source/code.ts'
import { docComment, lineComment } from '../source/comments.ts'
import type { SourceContext } from '../source/dsl/context.ts'
import { enumCode, objectCode, sequenceCode } from '../source/dsl/object.ts'
import { tableArguments } from '../source/dsl/table.ts'
import { given } from '../source/dsl/type.ts'
import { importStatements } from '../source/imports.ts'
import { literal } from '../source/literal.ts'
import { print } from '../source/print.ts'
import { type Constants, constantsOf, type Exported } from './constants.ts'
import { contextOf, type RenderItem } from './render-item.ts'

export interface ModelsOptions {
  readonly renderItem?: RenderItem
  /** What the file says about itself at its top. */
  readonly comment?: string
}

/**
 * The text of a models file that describes the schema: its models, put together, are equal to it. Like revision files
 * it is JavaScript as much as TypeScript.
 */
export function renderModels(schema: Schema, options: ModelsOptions = {}): string {
  const constants = constantsOf(schema)
  const context: SourceContext = {
    ...contextOf(options.renderItem),
    enumConstant: (type) => constantOf(type, constants),
  }
  const models = [
    ...constants.enums.map((one) => declared(one, enumCode)),
    ...constants.sequences.map((one) => declared(one, sequenceCode)),
    ...constants.tables.map((one) => declared(one, (table) => tableCode(tidied(table), context))),
    ...constants.objects.map((one) => declared(one, (object) => objectCode(object, context))),
  ]
  const parts = [
    options.comment === undefined ? [] : [docComment([options.comment])],
    importStatements(models.flatMap(({ code }) => (code === undefined ? [] : importsIn(code)))),
    leftOut(schema, constants),
    ...models.map(({ constant, code }) => {
      const head = `export const ${constant} = `
      return code === undefined ? [] : [head + print(code, 0, head.length)]
    }),
  ]
  return `${parts
    .filter((part) => part.length > 0)
    .map((part) => part.join('\n'))
    .join('\n\n')}\n`
}

interface Declaration {
  readonly constant: string
  readonly code: Code | undefined
}

const declared = <T>(
  { constant, thing }: Exported<T>,
  code: (thing: T) => Code | undefined,
): Declaration => ({ constant, code: code(thing) })

const tableCode = (table: Table, context: SourceContext): Code =>
  call(
    imported('table'),
    literal(table.name),
    ...tableArguments(table, context, [['schema', given(table.schema)]]),
  )

/** The constant of an enum, for columns that know the same values. */
const constantOf = (type: EnumType, { enums }: Constants): string | undefined =>
  enums.find(({ thing }) => sameName(thing, type) && sameData(thing.values, type.values))?.constant

/** Constraints that can be said in line with their columns, in the order of these. Their order means nothing. */
function tidied(table: Table): Table {
  const position = ({ columns }: { readonly columns: readonly string[] }): number =>
    columns.length === 1
      ? table.columns.findIndex(({ name }) => name === columns[0])
      : table.columns.length
  const byColumn = <T extends { readonly columns: readonly string[] }>(all: readonly T[]): T[] =>
    all.toSorted((a, b) => position(a) - position(b))
  return {
    ...table,
    uniques: byColumn(table.uniques),
    foreignKeys: byColumn(table.foreignKeys),
  }
}

/** What the database has besides, in comments: nothing is left out without a word. */
function leftOut(schema: Schema, { objects }: Constants): string[] {
  const kept: readonly StoredObject[] = objects.map(({ thing }) => thing)
  const odd = kept.filter((object) => objectCode(object, {}) === undefined)
  const empty = schema.schemas.filter((name) => !livesIn(schema, name))
  const lines = [
    ...schema.unmodelled.map(({ kind, name }) => `${kind} ${JSON.stringify(name)}`),
    ...odd.map(
      (object) =>
        `${object.kind} ${JSON.stringify(nameOf(object))}: its definition has no form here`,
    ),
    ...empty.map((name) => `schema ${JSON.stringify(name)}: there is nothing in it`),
  ]
  if (lines.length === 0) return []
  return [
    'The database also has, and these models do not:',
    ...lines.map((line) => `- ${line}`),
  ].flatMap((line) => lineComment(line))
}

const livesIn = (schema: Schema, name: string): boolean =>
  [...schema.tables, ...schema.enums, ...schema.sequences, ...schema.objects].some(
    (thing) => thing.schema === name,
  )
