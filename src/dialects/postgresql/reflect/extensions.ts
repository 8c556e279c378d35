import { isOwn } from './own.ts'

export interface ExtensionRow {
  readonly name: string
  readonly version: string
  readonly schema: string | null
  readonly comment: string | null
}

/** `plpgsql` is in every database. A comment that came with the extension is nobody's business. */
export const EXTENSIONS = `
  SELECT x.extname AS name, x.extversion AS version, s.schema,
         CASE WHEN d.description IS NOT NULL THEN
           nullif(d.description, (SELECT a.comment FROM pg_catalog.pg_available_extensions() AS a WHERE a.name = x.extname))
         END AS comment
    FROM pg_catalog.pg_extension AS x JOIN space AS s ON s.oid = x.extnamespace
    LEFT JOIN pg_catalog.pg_description AS d
      ON d.objoid = x.oid AND d.classoid = 'pg_catalog.pg_extension'::regclass AND d.objsubid = 0
   WHERE x.extname <> 'plpgsql'
   ORDER BY x.extname`

/** The schemas that are read, besides the default one. */
export interface SchemaRow {
  readonly name: string
}

export const SCHEMAS = `
  SELECT s.schema AS name
    FROM space AS s
   WHERE s.in_scope AND s.schema IS NOT NULL AND ${isOwn('pg_namespace', 's.oid')}
   ORDER BY s.schema`
