import type { ObjectName } from '../../../schema/model.ts'

/** The default schema has no name. */
export const nameOfRow = (row: {
  readonly schema: string | null
  readonly name: string
}): ObjectName =>
  row.schema === null ? { name: row.name } : { schema: row.schema, name: row.name }

/** `{fillfactor=70,…}` as the catalog has it. */
export function optionsOf(
  options: readonly string[] | null,
): Readonly<Record<string, string>> | undefined {
  if (options === null || options.length === 0) return undefined
  const entries = options.map((option) => {
    const at = option.indexOf('=')
    return [option.slice(0, at), option.slice(at + 1)] as const
  })
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)))
}
