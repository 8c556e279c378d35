/** What one role may do with one relation, or with some of its columns. */
export interface GrantRow {
  readonly schema: string | null
  readonly name: string
  readonly kind: 'r' | 'p' | 'v' | 'm' | 'S'
  readonly grantee: string
  readonly grantable: boolean
  readonly privilege: string
  /** Absent: the whole relation. */
  readonly columns: readonly string[] | null
}

/** The owner's own rights are left out: they come with owning it. */
export const GRANTS = `
  SELECT r.schema, r.name, r.kind, CASE WHEN a.grantee = 0 THEN 'public' ELSE g.rolname END AS grantee,
         a.is_grantable AS grantable, a.privilege_type AS privilege,
         json_agg(a.attname ORDER BY a.attnum) FILTER (WHERE a.attname IS NOT NULL) AS columns
    FROM relation AS r
    JOIN pg_catalog.pg_class AS c ON c.oid = r.oid
   CROSS JOIN LATERAL (
         SELECT x.grantee, x.is_grantable, x.privilege_type, NULL::name AS attname, 0 AS attnum
           FROM aclexplode(c.relacl) AS x
          UNION ALL
         SELECT x.grantee, x.is_grantable, x.privilege_type, col.attname, col.attnum
           FROM pg_catalog.pg_attribute AS col, aclexplode(col.attacl) AS x
          WHERE col.attrelid = c.oid AND NOT col.attisdropped) AS a
    LEFT JOIN pg_catalog.pg_roles AS g ON g.oid = a.grantee
   WHERE a.grantee <> c.relowner AND (a.grantee = 0 OR g.rolname IS NOT NULL)
   GROUP BY r.schema, r.name, r.kind, a.grantee, g.rolname, a.is_grantable, a.privilege_type, (a.attname IS NULL)
   ORDER BY r.schema NULLS FIRST, r.name, grantee, grantable, privilege`
