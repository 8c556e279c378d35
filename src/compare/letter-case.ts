import type { ObjectName, Schema } from '../schema/model.ts'
import type { CompareInput } from './model.ts'

/**
 * The wanted tables spelled as the database has them, where only the letters' case differs: to SQLite `Users` and
 * `users` are one table, which it cannot even rename.
 */
export function respelled<I extends Pick<CompareInput, 'dialect' | 'wanted' | 'canonical'>>(
  input: I,
  found: Schema,
): I {
  if (input.dialect.name !== 'sqlite') return input
  const there = new Map(found.tables.map(({ name }) => [name.toLowerCase(), name]))
  const exact = new Set(found.tables.map(({ name }) => name))
  const spell = (name: string): string =>
    exact.has(name) ? name : (there.get(name.toLowerCase()) ?? name)
  const isAsFound = input.canonical.tables.every(({ name }) => spell(name) === name)
  if (isAsFound) return input
  const spellIn = <T extends ObjectName>(thing: T): T => ({ ...thing, name: spell(thing.name) })
  const respell = (schema: Schema): Schema => ({
    ...schema,
    tables: schema.tables.map((table) => ({
      ...spellIn(table),
      foreignKeys: table.foreignKeys.map((key) => ({
        ...key,
        references: spellIn(key.references),
      })),
    })),
    objects: schema.objects.map((object) =>
      object.table === undefined ? object : { ...object, table: spellIn(object.table) },
    ),
  })
  return { ...input, wanted: respell(input.wanted), canonical: respell(input.canonical) }
}
