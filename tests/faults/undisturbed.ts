import type { DialectName } from '../../src/schema/model.ts'
import { type Original, original } from './copies.ts'
import type { Journey } from './journeys.ts'
import { look, type Sight } from './look.ts'
import { mayChange, watched } from './watch.ts'

export interface StatementSeen {
  readonly sql: string
  readonly milliseconds: number
  readonly inTransaction: boolean
}

/** Where journeys go: SQLite keeps its books in one of two ways. */
export type Ground = 'sqlite' | 'sqlite in WAL mode' | 'postgresql'

export const GROUNDS: Readonly<Record<DialectName, readonly Ground[]>> = {
  sqlite: ['sqlite', 'sqlite in WAL mode'],
  postgresql: ['postgresql'],
}

/** A journey as it goes when nothing happens: what every disturbed one is held against. */
export interface Undisturbed {
  readonly journey: Journey
  readonly ground: Ground
  readonly original: Original
  /** In order; number 1 comes first. */
  readonly statements: readonly StatementSeen[]
  /** For each place the database says it is at, everything that was seen there. */
  readonly seen: ReadonlyMap<string, readonly Sight[]>
  readonly end: Sight
}

export async function undisturbed(journey: Journey, ground: Ground): Promise<Undisturbed> {
  const start = await original(ground === 'postgresql' ? ground : 'sqlite', async (connection) => {
    if (ground === 'sqlite in WAL mode') await connection.query('PRAGMA journal_mode = WAL')
    await journey.prepare(connection)
  })
  const copy = await start.copy()
  try {
    const [one, other] = [await copy.open(), await copy.open()]
    const statements: StatementSeen[] = []
    const seen = new Map<string, Sight[]>()
    const note = async () => {
      const sight = await look(other)
      seen.set(sight.place, [...(seen.get(sight.place) ?? []), sight])
      return sight
    }
    await note()
    await journey.run(
      watched(one, {
        after: async (_, sql, milliseconds) => {
          const inTransaction = one.inTransaction?.() === true
          statements.push({ sql, milliseconds, inTransaction })
          if (!inTransaction && mayChange(sql)) await note()
        },
      }),
    )
    return { journey, ground, original: start, statements, seen, end: await note() }
  } finally {
    await copy.drop()
  }
}
