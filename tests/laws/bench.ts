import type { Dialect } from '../../src/dialects/dialect.ts'
import { postgresql } from '../../src/dialects/postgresql/index.ts'
import { sqlite } from '../../src/dialects/sqlite/index.ts'
import type { Connection } from '../../src/drivers/connection.ts'
import type { DialectName } from '../../src/schema/model.ts'
import { freshPostgres, freshSqlite, type TestDatabase } from '../support/databases.ts'
import type { Ground } from './generate/ground.ts'

/** A live database to try laws on, as often as need be. */
export interface Bench {
  readonly ground: Ground
  readonly dialect: Dialect
  /** An empty database; whatever was on the bench before is gone. */
  empty(): Promise<Connection>
  close(): Promise<void>
}

export const dialects: Readonly<Record<DialectName, Dialect>> = { postgresql, sqlite }

export const openBench = (dialect: DialectName): Promise<Bench> =>
  dialect === 'sqlite' ? sqliteBench() : postgresBench()

async function sqliteBench(): Promise<Bench> {
  let database: TestDatabase = await freshSqlite()
  return {
    ground: { dialect: 'sqlite', version: database.connection.version },
    dialect: sqlite,
    empty: async () => {
      await database.drop()
      database = await freshSqlite()
      return database.connection
    },
    close: () => database.drop(),
  }
}

/** After so many uses the catalog is so full of what was dropped that a fresh database is quicker. */
const USES = 200

/** One database, emptied by dropping what is in it: four times as quick as making it anew. */
async function postgresBench(): Promise<Bench> {
  let database: TestDatabase = await freshPostgres()
  let uses = 0
  return {
    ground: { dialect: 'postgresql', version: database.connection.version },
    dialect: postgresql,
    empty: async () => {
      uses += 1
      if (uses % USES === 0) {
        await database.drop()
        database = await freshPostgres()
      } else await clear(database.connection)
      return database.connection
    },
    close: () => database.drop(),
  }
}

/** Whatever a failed try left open or set is undone first. */
const clear = (connection: Connection): Promise<void> =>
  connection.script(`ROLLBACK; RESET ALL; ${DROP_ALL}; CREATE SCHEMA public`)

const DROP_ALL = `
  DO $$
  DECLARE command text;
  BEGIN
    SET LOCAL client_min_messages = error;
    FOR command IN
      SELECT format('DROP EXTENSION %I CASCADE', extname) FROM pg_extension WHERE extname <> 'plpgsql'
      UNION ALL
      SELECT format('DROP EVENT TRIGGER %I', evtname) FROM pg_event_trigger
      UNION ALL
      SELECT format('DROP PUBLICATION %I', pubname) FROM pg_publication
      UNION ALL
      SELECT format('DROP FOREIGN DATA WRAPPER %I CASCADE', fdwname) FROM pg_foreign_data_wrapper
      UNION ALL
      SELECT format('DROP SCHEMA %I CASCADE', nspname) FROM pg_namespace
       WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
    LOOP EXECUTE command; END LOOP;
  END $$`
