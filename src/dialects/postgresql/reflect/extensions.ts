export interface ExtensionRow {
  readonly name: string
  readonly version: string
  readonly schema: string | null
  readonly comment: string | null
}

/** `plpgsql` is in every database. A comment that came with the extension is nobody's business. */
export const EXTENSIONS = `
  SELECT x.extname AS name, x.extversion AS version, s.schema,
         nullif(obj_description(x.oid, 'pg_extension'),
                (SELECT a.comment FROM pg_catalog.pg_available_extensions() AS a WHERE a.name = x.extname)) AS comment
    FROM pg_catalog.pg_extension AS x JOIN space AS s ON s.oid = x.extnamespace
   WHERE x.extname <> 'plpgsql'
   ORDER BY x.extname`

/** The schemas that are read, besides the default one. */
export interface SchemaRow {
  readonly name: string
}

export const SCHEMAS = `
  SELECT s.schema AS name
    FROM space AS s
   WHERE s.in_scope AND s.schema IS NOT NULL AND NOT EXISTS (
           SELECT FROM appendage AS e
            WHERE e.classid = 'pg_catalog.pg_namespace'::regclass AND e.objid = s.oid)
   ORDER BY s.schema`
