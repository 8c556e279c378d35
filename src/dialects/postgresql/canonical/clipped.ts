import { AthanorError } from '../../../errors.ts'
import { spell } from '../../../schema/lookup.ts'
import type { ObjectName, Schema } from '../../../schema/model.ts'
import { MAX_NAME_BYTES, storedName, storedObjectName } from '../names.ts'

/** Two names that differ only in what PostgreSQL cuts off: one of the two would be lost without a word. */
export class ClippedNamesError extends AthanorError {
  readonly code = 'clipped-names'
  readonly names: readonly [string, string]

  constructor(what: 'tables' | 'columns', [one, other]: readonly [string, string], table?: string) {
    const of = table === undefined ? '' : ` of table "${table}"`
    super(
      `${what} "${one}" and "${other}"${of} are one on PostgreSQL, which keeps ${MAX_NAME_BYTES} bytes of a name`,
      { hint: `Shorten them so that they differ within the first ${MAX_NAME_BYTES} bytes.` },
    )
    this.names = [one, other]
  }
}

/** Refuses a schema whose tables, or a table's columns, would become one. */
export function checkClipped({ tables }: Schema): void {
  const stored = (table: ObjectName) => spell(storedObjectName(table))
  const twins = firstTwins(tables, stored)
  if (twins !== undefined) throw new ClippedNamesError('tables', [spell(twins[0]), spell(twins[1])])
  for (const table of tables) {
    const pair = firstTwins(table.columns, ({ name }) => storedName(name))
    if (pair !== undefined)
      throw new ClippedNamesError('columns', [pair[0].name, pair[1].name], spell(table))
  }
}

function firstTwins<T>(all: readonly T[], keyOf: (one: T) => string): [T, T] | undefined {
  const byKey = new Map<string, T>()
  for (const one of all) {
    const key = keyOf(one)
    const other = byKey.get(key)
    if (other !== undefined) return [other, one]
    byKey.set(key, one)
  }
  return undefined
}
