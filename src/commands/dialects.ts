import type { Dialect } from '../dialects/dialect.ts'
import type { DialectName } from '../schema/model.ts'

/** Loaded when used: no command needs both, and most of history needs none. */
const DIALECTS: Readonly<Record<DialectName, () => Promise<Dialect>>> = {
  postgresql: async () => (await import('../dialects/postgresql/index.ts')).postgresql,
  sqlite: async () => (await import('../dialects/sqlite/index.ts')).sqlite,
}

export const dialectFor = (name: DialectName): Promise<Dialect> => DIALECTS[name]()

/** The oldest servers there are: what a script says for them, all others understand. */
export const OLDEST: Readonly<Record<DialectName, readonly [major: number, minor: number]>> = {
  postgresql: [13, 0],
  sqlite: [3, 35],
}
