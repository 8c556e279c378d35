import { ShadowedTypeError } from './errors.ts'
import type { ObjectName } from './model.ts'

/** PostgreSQL's own types, by the names its catalog keeps them under (18); an array's is that of its element after `_`. */
const OWN_TYPES: ReadonlySet<string> = new Set(
  `aclitem any anyarray anycompatible anycompatiblearray anycompatiblemultirange anycompatiblenonarray
  anycompatiblerange anyelement anyenum anymultirange anynonarray anyrange bit bool box bpchar bytea char cid cidr
  circle cstring date datemultirange daterange event_trigger fdw_handler float4 float8 gtsvector index_am_handler
  inet int2 int2vector int4 int4multirange int4range int8 int8multirange int8range internal interval json jsonb
  jsonpath language_handler line lseg macaddr macaddr8 money name numeric nummultirange numrange oid oidvector path
  pg_brin_bloom_summary pg_brin_minmax_multi_summary pg_ddl_command pg_dependencies pg_lsn pg_mcv_list pg_ndistinct
  pg_node_tree pg_snapshot point polygon record refcursor regclass regcollation regconfig regdictionary regnamespace regoper regoperator
  regproc regprocedure regrole regtype table_am_handler text tid time timestamp timestamptz timetz trigger
  tsm_handler tsmultirange tsquery tsrange tstzmultirange tstzrange tsvector txid_snapshot unknown uuid varbit
  varchar void xid xid8 xml`.split(/\s+/),
)

/**
 * Throws where a type without a schema has the name of one of PostgreSQL's own: that one is found first, quotes or
 * not, and a column would silently be of it.
 *
 * @see https://www.postgresql.org/docs/current/ddl-schemas.html#DDL-SCHEMAS-CATALOG
 */
export function checkTypeName(what: 'enum' | 'domain', { schema, name }: ObjectName): void {
  if (schema === undefined && isOwnType(name)) throw new ShadowedTypeError(what, name)
}

/** Whether PostgreSQL has a type of that name, or an array kept under it. */
export const isOwnType = (name: string): boolean => OWN_TYPES.has(name.replace(/^_/, ''))
