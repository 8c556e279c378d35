import type { Connection } from '../../../drivers/connection.ts'
import { dollarQuoted } from '../names.ts'
import { asCatalog, type Catalog, catalogSql, type Section } from '../reflect/catalog.ts'

/** Something to make. If the server refuses it, the alternatives are made, as far as it takes those. */
export interface Attempt {
  readonly sql: string
  readonly else?: readonly string[]
}

/** All that is asked at once. */
export interface Questions {
  /** Each is made in the temporary schema, read back, and undone, before the next. */
  readonly groups: readonly (readonly Attempt[])[]
  /** What is read back. */
  readonly sections: readonly Section[]
  /** Conditions, each by itself. */
  readonly conditions: readonly string[]
}

/** In the order of the questions; null where the server would not say. */
export interface Answers {
  readonly catalogs: readonly (Catalog | null)[]
  readonly conditions: readonly (boolean | null)[]
}

/**
 * Makes what the groups say, with the temporary schema as the default one, reads the catalog, and takes everything back
 * by way of an exception, which undoes what its block did and leaves the variables alone. So it does no
 * matter whether a transaction is open, and nothing that is refused spoils the rest.
 */
const block = (
  { groups, conditions }: Questions,
  catalog: string,
): string => `#variable_conflict use_column
DECLARE
  home text := coalesce(current_schema(), 'public');
  questions jsonb := ${dollarQuoted(JSON.stringify({ groups, conditions }))};
  catalogs jsonb := '[]';
  truths jsonb := '[]';
  things jsonb;
  thing jsonb;
  instead text;
  answer text;
BEGIN
  FOR instead IN SELECT jsonb_array_elements_text(questions -> 'conditions') LOOP
    answer := NULL;
    BEGIN
      EXECUTE 'SELECT (' || instead || ')::text' INTO answer;
    EXCEPTION WHEN OTHERS THEN NULL;
    END;
    truths := truths || jsonb_build_array(answer::boolean);
  END LOOP;
  FOR things IN SELECT jsonb_array_elements(questions -> 'groups') LOOP
    answer := NULL;
    BEGIN
      PERFORM set_config('search_path', 'pg_temp, ' || quote_ident(home), true),
              set_config('check_function_bodies', 'off', true), set_config('client_min_messages', 'error', true),
              set_config('jit', 'off', true);
      FOR thing IN SELECT jsonb_array_elements(things) LOOP
        BEGIN
          EXECUTE thing ->> 'sql';
        EXCEPTION WHEN OTHERS THEN
          FOR instead IN SELECT jsonb_array_elements_text(thing -> 'else') LOOP
            BEGIN
              EXECUTE instead;
            EXCEPTION WHEN OTHERS THEN NULL;
            END;
          END LOOP;
        END;
      END LOOP;
      SELECT it.catalog INTO answer FROM (${catalog}) AS it;
      RAISE EXCEPTION USING ERRCODE = 'AT001';
    EXCEPTION WHEN OTHERS THEN NULL;
    END;
    catalogs := catalogs || jsonb_build_array(answer::jsonb);
  END LOOP;
  PERFORM set_config('athanor.answers', jsonb_build_object('catalogs', catalogs, 'conditions', truths)::text, false);
END`

/** The temporary schema as the default one. */
const temporary = {
  home: '(SELECT nspname FROM pg_catalog.pg_namespace WHERE oid = pg_my_temp_schema())',
  path: "current_setting('search_path')",
}

/** The server's answers; undefined where it gives none. */
export async function ask(
  connection: Connection,
  questions: Questions,
): Promise<Answers | undefined> {
  const catalog = catalogSql(connection.version[0], temporary, questions.sections).replaceAll(
    /\$[12]::jsonb/g,
    "'[]'::jsonb",
  )
  await connection.run(`DO ${dollarQuoted(block(questions, catalog))}`)
  const [row] = await connection.query<{ readonly answers: string | null }>(
    "SELECT current_setting('athanor.answers', true) AS answers, set_config('athanor.answers', '', false)",
  )
  if (!row?.answers) return undefined
  const { catalogs, conditions } = JSON.parse(row.answers) as {
    readonly catalogs: readonly (Partial<Catalog> | null)[]
    readonly conditions: Answers['conditions']
  }
  return { catalogs: catalogs.map((one) => one && asCatalog(one)), conditions }
}
