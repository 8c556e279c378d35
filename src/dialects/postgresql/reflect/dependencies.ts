/** That one stored object reads another one: for the order in which they are made. */
export interface DependencyRow {
  readonly class: 'pg_class' | 'pg_proc' | 'pg_trigger' | 'pg_policy' | 'pg_type'
  readonly oid: number
  readonly schema: string | null
  readonly name: string
}

/**
 * Views depend through their rule, domains through their checks; a dependency on a row type or an array type is one
 * on the table or the type itself.
 */
export const DEPENDENCIES = `
  SELECT DISTINCT d.class, d.oid::bigint, s.schema, t.name
    FROM (SELECT CASE WHEN w.oid IS NOT NULL THEN 'pg_class' WHEN c.oid IS NOT NULL THEN 'pg_type'
                      ELSE d.classid::regclass::text END AS class,
                 coalesce(w.ev_class, c.contypid, d.objid) AS oid, d.refclassid, d.refobjid
            FROM pg_catalog.pg_depend AS d
            LEFT JOIN pg_catalog.pg_rewrite AS w ON d.classid = 'pg_catalog.pg_rewrite'::regclass AND w.oid = d.objid
            LEFT JOIN pg_catalog.pg_constraint AS c
              ON d.classid = 'pg_catalog.pg_constraint'::regclass AND c.oid = d.objid AND c.contypid <> 0
           WHERE d.deptype IN ('n', 'a')
             AND (w.oid IS NOT NULL OR c.oid IS NOT NULL
                  OR d.classid IN ('pg_catalog.pg_proc'::regclass, 'pg_catalog.pg_trigger'::regclass,
                                   'pg_catalog.pg_policy'::regclass, 'pg_catalog.pg_type'::regclass))) AS d
    JOIN (SELECT 'pg_catalog.pg_class'::regclass AS class, oid, relname AS name, relnamespace AS space
            FROM pg_catalog.pg_class WHERE relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
           UNION ALL
          SELECT 'pg_catalog.pg_proc'::regclass, oid, proname, pronamespace FROM pg_catalog.pg_proc
           UNION ALL
          SELECT 'pg_catalog.pg_type'::regclass, t.oid, coalesce(e.typname, t.typname), t.typnamespace
            FROM pg_catalog.pg_type AS t
            LEFT JOIN pg_catalog.pg_type AS e ON e.oid = t.typelem AND t.typcategory = 'A') AS t
      ON t.class = d.refclassid AND t.oid = d.refobjid
    JOIN space AS s ON s.oid = t.space
   WHERE coalesce(s.schema, '') !~ '^pg_|^information_schema$'
     AND NOT (d.class::regclass = d.refclassid AND d.refobjid = d.oid)
   ORDER BY 1, 2, 3, 4`
