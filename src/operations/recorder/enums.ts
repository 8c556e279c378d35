import { enumType } from '../../schema/builders/index.ts'
import type { EnumType } from '../../schema/model.ts'
import { InvalidOperationError } from '../errors.ts'
import { checkStates, nameOf, newNameOf, on, refOf, type Sink, type TableRef } from './arguments.ts'

interface EnumOptions {
  readonly schema?: string
  readonly comment?: string
}

export interface EnumOperations {
  /** PostgreSQL: makes a schema. */
  createSchema(name: string, options?: { readonly ifNotExists?: boolean }): void

  /** PostgreSQL: drops a schema, which must be empty. */
  dropSchema(name: string, options?: { readonly ifExists?: boolean }): void

  /**
   * Makes an enum type. Like all operations on enums it does nothing on SQLite, where columns of the type keep text.
   *
   * @example op.createEnum('mood', ['sad', 'ok', 'happy'])
   * @throws `AlreadyThereError` when it is there, unless `ifNotExists`.
   */
  createEnum(
    name: TableRef,
    values: readonly string[],
    options?: EnumOptions & { readonly ifNotExists?: boolean },
  ): void

  /** Drops an enum type that no column uses any more. Without its values, they are looked up. */
  dropEnum(
    name: TableRef,
    values?: readonly string[],
    options?: EnumOptions & { readonly ifExists?: boolean },
  ): void

  /** Renames an enum type; the columns of it follow. */
  renameEnum(from: TableRef, to: TableRef): void

  /**
   * Adds a value to an enum type, at its end unless said otherwise. It can be used after it is committed, which is seen to.
   * Undone by `alterEnum`, which fails while rows have the value. `values` are those there were before; they are looked up.
   *
   * @example op.addEnumValue('mood', 'angry', { before: 'sad' })
   */
  addEnumValue(
    name: TableRef,
    value: string,
    options?: {
      readonly before?: string
      readonly after?: string
      readonly values?: readonly string[]
      readonly ifNotExists?: boolean
    },
  ): void

  /** Renames a value; the rows that have it follow. */
  renameEnumValue(name: TableRef, from: string, to: string): void

  /**
   * Changes the values of an enum type in any way, and the data with them: the type is made anew and every column of it
   * converted, with its default, checks and indexes. `mapping` says what becomes of values that go (`null`: NULL), `mappingBack`
   * what becomes of the others on the way back; where a value goes unmapped, a row that has it makes it fail.
   *
   * @example
   * op.alterEnum('mood', {
   *   from: ['sad', 'meh', 'happy'],
   *   to: ['sad', 'happy'],
   *   mapping: { meh: 'sad' },
   * })
   */
  alterEnum(
    name: TableRef,
    change: {
      readonly from?: readonly string[]
      readonly to: readonly string[]
      readonly mapping?: Readonly<Record<string, string | null>>
      readonly mappingBack?: Readonly<Record<string, string | null>>
      /** The type's comment, where it changes. */
      readonly comment?: { readonly from: string | null; readonly to: string | null }
    },
  ): void
}

export const enumMethods = (push: Sink): EnumOperations => ({
  createSchema: (name, { ifNotExists } = {}) =>
    push({
      kind: 'createSchema',
      name: nameOf('createSchema', name, 'schema'),
      ...on({ ifNotExists }),
    }),
  dropSchema: (name, { ifExists } = {}) =>
    push({ kind: 'dropSchema', name: nameOf('dropSchema', name, 'schema'), ...on({ ifExists }) }),

  createEnum: (ref, values, { ifNotExists, ...options } = {}) =>
    push({
      kind: 'createEnum',
      enum: enumOf('createEnum', ref, values, options),
      ...on({ ifNotExists }),
    }),

  dropEnum: (ref, values, { ifExists, ...options } = {}) =>
    push({
      kind: 'dropEnum',
      enum: enumOf('dropEnum', ref, values ?? [], options),
      ...on({ ifExists, lookUp: values === undefined }),
    }),

  renameEnum: (from, to) => {
    const old = refOf('renameEnum', from)
    push({ kind: 'renameEnum', from: old, to: newNameOf('renameEnum', old, to) })
  },

  addEnumValue: (ref, value, { before, after, values, ifNotExists } = {}) =>
    push({
      kind: 'addEnumValue',
      enum: refOf('addEnumValue', ref),
      value: enumValue('addEnumValue', value),
      ...(before !== undefined && { before: enumValue('addEnumValue', before) }),
      ...(after !== undefined && { after: enumValue('addEnumValue', after) }),
      ...(values !== undefined && { values }),
      ...on({ ifNotExists }),
    }),

  renameEnumValue: (ref, from, to) =>
    push({
      kind: 'renameEnumValue',
      enum: refOf('renameEnumValue', ref),
      from: enumValue('renameEnumValue', from),
      to: enumValue('renameEnumValue', to),
    }),

  alterEnum: (ref, change) => {
    checkStates('alterEnum', change, 'mapping', 'mappingBack', 'comment')
    const { from, ...rest } = change
    const name = refOf('alterEnum', ref)
    if (from !== undefined) checkValues('alterEnum', from)
    checkValues('alterEnum', rest.to)
    const lookUp = from === undefined
    push({ kind: 'alterEnum', enum: name, from: from ?? [], ...rest, ...on({ lookUp }) })
  },
})

function enumOf(
  method: string,
  ref: TableRef,
  values: readonly string[],
  options: EnumOptions,
): EnumType {
  const { schema = options.schema, name } = refOf(method, ref)
  return { ...enumType(name, values, { ...options, schema }) }
}

/** A value, which may be an empty text. */
function enumValue(method: string, value: unknown): string {
  if (typeof value === 'string') return value
  throw new InvalidOperationError(method, 'was given a value of an enum that is no text', {
    what: 'enum value',
    hint: `op.${method}('mood', 'happy', …)`,
  })
}

function checkValues(method: string, values: unknown): void {
  const all: readonly unknown[] = Array.isArray(values) ? values : [undefined]
  for (const value of all) enumValue(method, value)
}
