import { FIRST_OID } from './own.ts'

/** That one stored object reads another one: for the order in which they are made. */
export interface DependencyRow {
  readonly class: 'pg_class' | 'pg_proc' | 'pg_trigger' | 'pg_policy' | 'pg_type'
  readonly oid: number
  readonly schema: string | null
  readonly name: string
}

const SAYS_SO = `d.objid >= ${FIRST_OID} AND d.refobjid >= ${FIRST_OID} AND d.deptype IN ('n', 'a')`

/**
 * Views depend through their rule, domains through their checks; a dependency on a row type or an array type is one
 * on the table or the type itself.
 */
export const DEPENDENCIES = `
  SELECT DISTINCT d.class, d.oid::bigint, s.schema, t.name
    FROM (SELECT 'pg_class' AS class, 'pg_catalog.pg_class'::regclass::oid AS classid, w.ev_class AS oid,
                 d.refclassid, d.refobjid
            FROM pg_catalog.pg_depend AS d
            JOIN pg_catalog.pg_rewrite AS w ON w.oid = d.objid
           WHERE d.classid = 'pg_catalog.pg_rewrite'::regclass AND ${SAYS_SO}
           UNION ALL
          SELECT 'pg_type', 'pg_catalog.pg_type'::regclass, c.contypid, d.refclassid, d.refobjid
            FROM pg_catalog.pg_depend AS d
            JOIN pg_catalog.pg_constraint AS c ON c.oid = d.objid AND c.contypid <> 0
           WHERE d.classid = 'pg_catalog.pg_constraint'::regclass AND ${SAYS_SO}
           UNION ALL
          SELECT d.classid::regclass::text, d.classid, d.objid, d.refclassid, d.refobjid
            FROM pg_catalog.pg_depend AS d
           WHERE d.classid IN ('pg_catalog.pg_proc'::regclass, 'pg_catalog.pg_trigger'::regclass,
                               'pg_catalog.pg_policy'::regclass, 'pg_catalog.pg_type'::regclass) AND ${SAYS_SO}) AS d
   CROSS JOIN LATERAL (
          SELECT relname AS name, relnamespace AS space FROM pg_catalog.pg_class
           WHERE d.refclassid = 'pg_catalog.pg_class'::regclass AND oid = d.refobjid
             AND relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
           UNION ALL
          SELECT proname, pronamespace FROM pg_catalog.pg_proc
           WHERE d.refclassid = 'pg_catalog.pg_proc'::regclass AND oid = d.refobjid
           UNION ALL
          SELECT coalesce((SELECT e.typname FROM pg_catalog.pg_type AS e WHERE e.oid = o.typelem AND o.typcategory = 'A'),
                          o.typname), o.typnamespace
            FROM pg_catalog.pg_type AS o
           WHERE d.refclassid = 'pg_catalog.pg_type'::regclass AND o.oid = d.refobjid) AS t
    JOIN space AS s ON s.oid = t.space
   WHERE coalesce(s.schema, '') !~ '^pg_|^information_schema$'
     AND NOT (d.classid = d.refclassid AND d.refobjid = d.oid)
   ORDER BY 1, 2, 3, 4`
