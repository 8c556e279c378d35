import { MODEL, markOf, TABLE } from './builders/symbols.ts'
import type { TableDefinition } from './builders/table.ts'
import { InvalidModelError } from './errors.ts'
import type { EnumType, Sequence, StoredObject } from './model.ts'

/** A model, and where in what was exported it was found: for messages. */
export interface Found<T> {
  readonly model: T
  readonly path: string
}

export interface Collected {
  readonly tables: readonly Found<TableDefinition>[]
  readonly enums: readonly Found<EnumType>[]
  readonly sequences: readonly Found<Sequence>[]
  readonly objects: readonly Found<StoredObject>[]
}

/** A module's exports, or models in arrays and records, however deep. */
export type Models = Readonly<Record<string, unknown>> | readonly unknown[]

/** Every model among the exports, once each, in the order they stand in. Whatever is no model is passed over. */
export function collect(models: Models): Collected {
  if (typeof models !== 'object' || models === null)
    throw new InvalidModelError(
      `${models === null ? 'null' : typeof models} is not a module or list of models`,
      {
        hint: "Give what the models file exports: import * as models from './models.ts'",
      },
    )
  const found = [...walk(models, '', new Set())]
  const of = <T>(mark: string): Found<T>[] =>
    found
      .filter(({ model }) => markOf(model, MODEL) === mark)
      .map(({ model, path }) => ({ model: model as T, path }))
  return {
    tables: found.flatMap(({ model, path }) => {
      const definition = markOf(model, TABLE)
      return definition === undefined ? [] : [{ model: definition as TableDefinition, path }]
    }),
    enums: of('enum'),
    sequences: of('sequence'),
    objects: of('object'),
  }
}

function* walk(value: unknown, path: string, seen: Set<unknown>): Generator<Found<unknown>> {
  if (typeof value !== 'object' || value === null || seen.has(value)) return
  seen.add(value)
  if (markOf(value, TABLE) !== undefined || markOf(value, MODEL) !== undefined)
    yield { model: value, path }
  else if (Array.isArray(value))
    for (const [i, member] of value.entries()) yield* walk(member, `${path}[${i}]`, seen)
  else if (isRecord(value))
    for (const [key, member] of Object.entries(value))
      yield* walk(member, path === '' ? key : `${path}.${key}`, seen)
}

/** A plain object or a module; not something with a life of its own, such as a connection. */
function isRecord(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || prototype === Object.prototype
}
