import assert from 'node:assert/strict'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'node:test'
import type { PGlite } from '@electric-sql/pglite'
import type { Dialect, Kysely } from 'kysely'
import type { Client, Pool, PoolClient } from 'pg'
import type { BetterSqlite3Database } from './better-sqlite3.ts'
import type { Connection } from './connection.ts'
import { isLendable } from './lend.ts'
import type { Lendable } from './lendable.ts'

type Fits<T extends Lendable> = T

/** For the compiler: each package's own class is one of them, and what leads nowhere is none. */
type Packages = [
  Fits<Connection>,
  Fits<Client>,
  Fits<PoolClient>,
  Fits<Pool>,
  Fits<DatabaseSync>,
  Fits<BetterSqlite3Database>,
  Fits<PGlite>,
  Fits<Kysely<{ a: { id: number } }>>,
  Fits<Dialect>,
]

test('the classes of the packages may be handed over', () => {
  const database: Packages[number] = new DatabaseSync(':memory:')
  // @ts-expect-error: no database
  const none: Lendable = new Map()
  assert.deepEqual([database, none].map(isLendable), [true, false])
})
