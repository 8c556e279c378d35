import type { Connection } from '../drivers/connection.ts'
import type { Operation } from '../operations/model.ts'
import { ForeignKeyViolationError } from './errors.ts'

/**
 * SQLite's foreign keys during a run. A table that is rebuilt is dropped and made again, and while keys are enforced the
 * drop deletes rows elsewhere; so the run switches them off, and looks itself whether every key still holds.
 *
 * @see https://www.sqlite.org/lang_altertable.html#making_other_kinds_of_table_schema_changes
 */
export interface ForeignKeys {
  /** Rows that point nowhere, before the revision. Call it in the transaction, before anything is changed. */
  before(): Promise<void>
  /** Refuses what the revision broke. Call it in the transaction, before the commit. */
  after(operations: readonly Operation[]): Promise<void>
  /** Enforced again, if they were. */
  restore(): Promise<void>
}

/** On databases that need none of it. */
export const noForeignKeys: ForeignKeys = {
  before: async () => {},
  after: async () => {},
  restore: async () => {},
}

const ENFORCED = 'PRAGMA foreign_keys'

/**
 * Switches enforcement off. Inside a transaction SQLite does not listen: then a rebuild that would reach into other
 * tables refuses by itself.
 */
export async function suspendForeignKeys(connection: Connection): Promise<ForeignKeys> {
  const was = await enforcedNow(connection)
  if (was) await connection.run(`${ENFORCED} = OFF`)
  let known: Violations | undefined
  /** `PRAGMA data_version` moves when another connection commits: until then what was read still holds. */
  let version: number | undefined
  return {
    before: async () => {
      const now = await dataVersion(connection)
      // A key whose target is no key makes the check itself fail: then there is nothing to compare with.
      if (now !== version) known = await violations(connection).catch(() => undefined)
      version = now
    },
    after: async (operations) => {
      if (known === undefined) return
      const found = await violations(connection)
      const broken = newlyBroken(known, found, operations)
      if (broken.length > 0) {
        version = undefined
        throw new ForeignKeyViolationError(broken)
      }
      known = found
    },
    restore: async () => {
      if (was) await connection.run(`${ENFORCED} = ON`)
    },
  }
}

async function enforcedNow(connection: Connection): Promise<boolean> {
  const [row] = await connection.query<{ foreign_keys: number }>(ENFORCED)
  return Number(row?.foreign_keys ?? 0) === 1
}

async function dataVersion(connection: Connection): Promise<number> {
  const [row] = await connection.query<{ data_version: number }>('PRAGMA data_version')
  return Number(row?.data_version)
}

interface Violation {
  readonly table: string
  readonly parent: string
  readonly rows: number
}

type Violations = ReadonlyMap<string, Violation>

/** Counted by table: numbers of rows and keys change when a table is rebuilt. */
async function violations(connection: Connection): Promise<Violations> {
  const rows = await connection.query<Violation>(
    'SELECT "table", "parent", count(*) AS "rows" FROM pragma_foreign_key_check GROUP BY 1, 2',
  )
  return new Map(
    rows.map((row) => [keyOf(row.table, row.parent), { ...row, rows: Number(row.rows) }]),
  )
}

const keyOf = (table: string, parent: string): string =>
  JSON.stringify([table.toLowerCase(), parent.toLowerCase()])

function newlyBroken(
  known: Violations,
  found: Violations,
  operations: readonly Operation[],
): readonly string[] {
  const counted = renamed(known, operations)
  return [...found.values()]
    .map((now) => ({ ...now, rows: now.rows - (counted.get(keyOf(now.table, now.parent)) ?? 0) }))
    .filter(({ rows }) => rows > 0)
    .map(({ table, parent, rows }) => `${rows} of "${table}" to "${parent}"`)
}

/** The counts from before, under the names of after. */
function renamed(known: Violations, operations: readonly Operation[]): ReadonlyMap<string, number> {
  const names = operations.filter((operation) => operation.kind === 'renameTable')
  const after = (name: string) =>
    names.reduce((now, { from, to }) => (now === from.name ? to.name : now), name)
  return new Map(
    [...known.values()].map(({ table, parent, rows }) => [
      keyOf(after(table), after(parent)),
      rows,
    ]),
  )
}
