/** What the server itself brings has smaller numbers; saying so, an index finds the rest, however much was dropped since. */
export const FIRST_OID = 16384

/** What belongs to something else: what came with an extension, and the functions and casts of a range type. */
export const APPENDAGE = `
  SELECT classid, objid FROM pg_catalog.pg_depend
   WHERE refclassid = 'pg_catalog.pg_extension'::regclass AND deptype = 'e'
   UNION ALL
  SELECT classid, objid FROM pg_catalog.pg_depend
   WHERE classid IN ('pg_catalog.pg_proc'::regclass, 'pg_catalog.pg_cast'::regclass) AND objid >= ${FIRST_OID} AND deptype = 'i'`

/** SQL for whether it stands for itself; a hash table answers, where a join would have to be planned. */
export const isOwn = (catalog: string, oid: string): string =>
  `('pg_catalog.${catalog}'::regclass::oid, ${oid}) NOT IN (SELECT classid, objid FROM appendage)`

/** SQL for the oids of the tables that nobody wants to know of. */
export const PASSED_OVER =
  'ARRAY(SELECT passed_over::oid FROM jsonb_array_elements_text($2::jsonb) AS passed_over)'

/** SQL for the role that owns most of what is read. */
export const USUAL_OWNER =
  '(SELECT mode() WITHIN GROUP (ORDER BY c.relowner) FROM relation AS q JOIN pg_catalog.pg_class AS c ON c.oid = q.oid)'
