import type { Dialect } from '../../src/dialects/dialect.ts'
import { postgresql } from '../../src/dialects/postgresql/index.ts'
import { sqlite } from '../../src/dialects/sqlite/index.ts'
import type { Connection } from '../../src/drivers/connection.ts'
import type { DialectName } from '../../src/schema/model.ts'
import { freshPostgres, freshSqlite, type TestDatabase } from '../support/databases.ts'
import type { Ground } from './generate/ground.ts'
import { withPlansKept } from './prepared.ts'
import { tablespacesOn } from './tablespaces.ts'

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
  const tablespaces = await tablespacesOn(database.connection)
  let connection = await prepared(database)
  let uses = 0
  return {
    ground: { dialect: 'postgresql', version: database.connection.version, tablespaces },
    dialect: postgresql,
    empty: async () => {
      uses += 1
      if (uses % USES === 0) {
        await database.drop()
        database = await freshPostgres()
        connection = await prepared(database)
      } else await clear(connection)
      await connection.run('SET plan_cache_mode = force_generic_plan')
      return connection
    },
    close: () => database.drop(),
  }
}

/** A temporary schema made now need not be made for every question, which would make the server forget its plans. */
async function prepared({ connection }: TestDatabase): Promise<Connection> {
  await connection.script('CREATE TEMPORARY TABLE first (); DROP TABLE first')
  return withPlansKept(connection)
}

/** Whatever a failed try left open or set is undone first. */
const clear = (connection: Connection): Promise<void> =>
  connection.script(`ROLLBACK; RESET ALL; ${DROP_ALL}`)

/**
 * The schema `public` is emptied rather than made anew where that can be: the server forgets all its plans when schemas
 * come and go.
 */
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
       WHERE nspname !~ '^pg_' AND nspname NOT IN ('information_schema', 'public')
    LOOP EXECUTE command; END LOOP;
    FOR command IN
      SELECT format('TABLE IF EXISTS public.%I', relname) FROM pg_class
       WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
      UNION ALL
      SELECT format('SEQUENCE IF EXISTS public.%I', relname) FROM pg_class
       WHERE relnamespace = 'public'::regnamespace AND relkind = 'S'
         AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_class'::regclass AND objid = pg_class.oid AND deptype = 'i')
      UNION ALL
      SELECT format('ROUTINE IF EXISTS public.%I(%s)', proname, oidvectortypes(proargtypes)) FROM pg_proc
       WHERE pronamespace = 'public'::regnamespace
      UNION ALL
      SELECT format('TYPE IF EXISTS public.%I', typname) FROM pg_type
       WHERE typnamespace = 'public'::regnamespace AND typtype IN ('e', 'd')
    LOOP
      BEGIN
        EXECUTE 'DROP ' || command || ' CASCADE';
      EXCEPTION WHEN OTHERS THEN NULL;
      END;
    END LOOP;
    IF EXISTS (SELECT FROM pg_depend WHERE refclassid = 'pg_namespace'::regclass AND refobjid = 'public'::regnamespace) THEN
      DROP SCHEMA public CASCADE;
      CREATE SCHEMA public;
    END IF;
  END $$`
