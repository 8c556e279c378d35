/** Something that SQL does to a database, and what reflection says of it then. */
export interface Change {
  readonly sql: string
  /** The kind that is reported, or that it is a part of the model. */
  readonly seen: string
  /** The first version that has it. */
  readonly since?: number
}

/** A role and a tablespace of that name are there. */
export const OTHER = 'athanor_other'

const MODELLED = 'modelled'

/** What the changes are made to. */
export const GROUND = `
  CREATE SCHEMA other;
  CREATE TYPE pair AS (a integer, b text);
  CREATE TYPE mood AS ENUM ('sad', 'ok');
  CREATE DOMAIN email AS text CONSTRAINT is_email CHECK (VALUE ~ '@');
  CREATE SEQUENCE counter;
  CREATE FUNCTION one() RETURNS integer LANGUAGE sql RETURN 1;
  CREATE FUNCTION fires() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
  CREATE FUNCTION heard() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
  CREATE TABLE parent (a integer NOT NULL, b text);
  CREATE TABLE child () INHERITS (parent);
  CREATE TABLE t (id serial CONSTRAINT t_key PRIMARY KEY, a integer UNIQUE, b text, c int4range, n integer NOT NULL, f integer REFERENCES t);
  CREATE INDEX t_lower ON t (lower(b));
  CREATE TRIGGER tr AFTER INSERT ON t FOR EACH ROW EXECUTE FUNCTION fires();
  CREATE POLICY p ON t USING (true);
  CREATE VIEW v AS SELECT id, a FROM t;
  CREATE MATERIALIZED VIEW m AS SELECT id, a FROM t;
  CREATE INDEX m_a ON m (a);
  CREATE TABLE parts (id integer, n integer) PARTITION BY LIST (id)`

/** Every kind of thing that PostgreSQL 18 lets somebody make, or say of what is there. */
export const CHANGES: readonly Change[] = [
  // Tables and what is said of them.
  { sql: 'CREATE TABLE x (a integer)', seen: MODELLED },
  { sql: 'CREATE UNLOGGED TABLE x (a integer)', seen: MODELLED },
  { sql: 'CREATE TABLE x (b text) INHERITS (parent)', seen: MODELLED },
  { sql: 'CREATE TABLE x (id integer) PARTITION BY RANGE (id)', seen: MODELLED },
  { sql: 'CREATE TABLE x PARTITION OF parts FOR VALUES IN (1)', seen: 'partition' },
  { sql: 'CREATE TABLE x OF pair', seen: 'typed table' },
  { sql: 'ALTER TABLE t SET (fillfactor = 70)', seen: MODELLED },
  { sql: 'ALTER TABLE t SET (toast.autovacuum_enabled = false)', seen: MODELLED },
  { sql: 'ALTER TABLE t ENABLE ROW LEVEL SECURITY', seen: MODELLED },
  { sql: 'ALTER TABLE t ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', seen: MODELLED },
  { sql: 'ALTER TABLE t FORCE ROW LEVEL SECURITY', seen: 'forced row security that is off' },
  { sql: 'ALTER TABLE t REPLICA IDENTITY FULL', seen: 'replica identity' },
  { sql: 'ALTER TABLE t REPLICA IDENTITY USING INDEX t_key', seen: 'replica identity' },
  { sql: 'ALTER TABLE t CLUSTER ON t_lower', seen: 'clustered index' },
  { sql: `ALTER TABLE t OWNER TO ${OTHER}`, seen: 'owner' },
  { sql: "COMMENT ON TABLE t IS 'x'", seen: MODELLED },
  { sql: `GRANT SELECT ON t TO ${OTHER}`, seen: MODELLED },
  { sql: `GRANT SELECT (a) ON t TO ${OTHER}`, seen: MODELLED },
  { sql: 'CREATE RULE r AS ON DELETE TO t DO INSTEAD NOTHING', seen: 'rule' },
  { sql: `ALTER TABLE t SET TABLESPACE ${OTHER}`, seen: MODELLED },
  // Columns.
  { sql: 'ALTER TABLE t ADD x integer', seen: MODELLED },
  { sql: 'ALTER TABLE t ALTER b SET STORAGE EXTERNAL', seen: 'column storage' },
  { sql: 'ALTER TABLE t ALTER b SET COMPRESSION pglz', seen: 'column compression', since: 14 },
  { sql: 'ALTER TABLE t ALTER a SET STATISTICS 7', seen: 'column statistics' },
  { sql: 'ALTER TABLE t ALTER a SET (n_distinct = 5)', seen: 'column options' },
  { sql: "COMMENT ON COLUMN t.a IS 'x'", seen: MODELLED },
  { sql: 'ALTER TABLE child ALTER b SET DEFAULT 5', seen: 'changed inherited column' },
  { sql: 'ALTER TABLE child ALTER b SET NOT NULL', seen: 'changed inherited column' },
  { sql: "COMMENT ON COLUMN child.b IS 'x'", seen: 'changed inherited column' },
  { sql: 'ALTER TABLE m ALTER a SET STATISTICS 7', seen: 'column statistics' },
  // Constraints.
  { sql: 'ALTER TABLE t ADD CHECK (a > 0)', seen: MODELLED },
  { sql: 'ALTER TABLE t ADD CHECK (a > 0) NOT VALID', seen: MODELLED },
  { sql: 'ALTER TABLE t ADD EXCLUDE USING gist (c WITH &&)', seen: MODELLED },
  { sql: "COMMENT ON CONSTRAINT t_key ON t IS 'x'", seen: MODELLED },
  {
    sql: "COMMENT ON CONSTRAINT t_n_not_null ON t IS 'x'",
    seen: 'comment on a constraint',
    since: 18,
  },
  {
    sql: 'ALTER TABLE t ADD CHECK (a > 0) NOT ENFORCED',
    seen: 'constraint that is not enforced',
    since: 18,
  },
  {
    sql: 'ALTER TABLE t ADD NOT NULL a NOT VALID',
    seen: 'not-null constraint that is not valid',
    since: 18,
  },
  {
    sql: 'ALTER TABLE t ADD NOT NULL a NO INHERIT',
    seen: 'not-null constraint that is not inherited',
    since: 18,
  },
  { sql: 'ALTER TABLE t DISABLE TRIGGER ALL', seen: 'disabled constraint' },
  { sql: 'ALTER INDEX t_key SET (fillfactor = 70)', seen: 'index storage parameters' },
  { sql: "COMMENT ON INDEX t_key IS 'x'", seen: 'comment on the index of a constraint' },
  // Indexes.
  { sql: 'CREATE INDEX x ON t (a)', seen: MODELLED },
  { sql: 'ALTER INDEX t_lower SET (fillfactor = 70)', seen: MODELLED },
  { sql: "COMMENT ON INDEX t_lower IS 'x'", seen: MODELLED },
  { sql: 'ALTER INDEX t_lower ALTER COLUMN 1 SET STATISTICS 7', seen: 'index column statistics' },
  { sql: `ALTER INDEX t_lower SET TABLESPACE ${OTHER}`, seen: MODELLED },
  { sql: 'CREATE INDEX x ON ONLY parts (n)', seen: MODELLED },
  {
    sql: 'CREATE TABLE part_1 PARTITION OF parts FOR VALUES IN (1); CREATE INDEX x ON ONLY parts (n)',
    seen: 'invalid index',
  },
  { sql: 'ALTER INDEX t_lower DEPENDS ON EXTENSION plpgsql', seen: 'dependence on an extension' },
  // Views.
  { sql: 'CREATE VIEW x AS SELECT 1 AS a', seen: MODELLED },
  { sql: 'ALTER VIEW v SET (security_barrier = true)', seen: MODELLED },
  { sql: "COMMENT ON VIEW v IS 'x'", seen: MODELLED },
  { sql: "COMMENT ON COLUMN v.a IS 'x'", seen: 'comment on a view column' },
  { sql: 'ALTER VIEW v ALTER a SET DEFAULT 5', seen: 'default of a view column' },
  { sql: `ALTER VIEW v OWNER TO ${OTHER}`, seen: 'owner' },
  { sql: 'CREATE MATERIALIZED VIEW x AS SELECT 1 AS a', seen: MODELLED },
  { sql: 'CREATE MATERIALIZED VIEW x AS SELECT 1 AS a WITH NO DATA', seen: 'view without data' },
  { sql: "COMMENT ON MATERIALIZED VIEW m IS 'x'", seen: MODELLED },
  { sql: "COMMENT ON COLUMN m.a IS 'x'", seen: 'comment on a view column' },
  { sql: 'ALTER MATERIALIZED VIEW m SET (fillfactor = 70)', seen: MODELLED },
  { sql: `ALTER MATERIALIZED VIEW m SET TABLESPACE ${OTHER}`, seen: 'tablespace of a view' },
  { sql: 'ALTER MATERIALIZED VIEW m CLUSTER ON m_a', seen: 'clustered index' },
  // Sequences.
  { sql: 'CREATE SEQUENCE x', seen: MODELLED },
  { sql: 'CREATE UNLOGGED SEQUENCE x', seen: 'unlogged sequence', since: 15 },
  { sql: 'ALTER SEQUENCE t_id_seq INCREMENT 5', seen: 'options of a serial sequence' },
  { sql: "COMMENT ON SEQUENCE counter IS 'x'", seen: MODELLED },
  { sql: "COMMENT ON SEQUENCE t_id_seq IS 'x'", seen: "comment on a column's sequence" },
  { sql: `GRANT USAGE ON SEQUENCE counter TO ${OTHER}`, seen: MODELLED },
  // Routines.
  { sql: 'CREATE FUNCTION x() RETURNS integer LANGUAGE sql RETURN 1', seen: MODELLED },
  { sql: "CREATE PROCEDURE x() LANGUAGE sql AS 'SELECT 1'", seen: MODELLED },
  { sql: 'CREATE AGGREGATE x (integer) (SFUNC = int4pl, STYPE = integer)', seen: 'aggregate' },
  { sql: 'ALTER FUNCTION one() COST 7', seen: MODELLED },
  { sql: "COMMENT ON FUNCTION one() IS 'x'", seen: MODELLED },
  { sql: `GRANT EXECUTE ON FUNCTION one() TO ${OTHER}`, seen: 'grant on a function' },
  { sql: `ALTER FUNCTION one() OWNER TO ${OTHER}`, seen: 'owner' },
  { sql: 'ALTER FUNCTION one() DEPENDS ON EXTENSION plpgsql', seen: 'dependence on an extension' },
  // Triggers and policies.
  {
    sql: 'CREATE TRIGGER x AFTER INSERT ON t FOR EACH ROW EXECUTE FUNCTION fires()',
    seen: MODELLED,
  },
  {
    sql: 'CREATE CONSTRAINT TRIGGER x AFTER INSERT ON t DEFERRABLE FOR EACH ROW EXECUTE FUNCTION fires()',
    seen: MODELLED,
  },
  { sql: 'ALTER TABLE t DISABLE TRIGGER tr', seen: 'disabled trigger' },
  { sql: "COMMENT ON TRIGGER tr ON t IS 'x'", seen: MODELLED },
  { sql: 'CREATE POLICY x ON t USING (true)', seen: MODELLED },
  { sql: "COMMENT ON POLICY p ON t IS 'x'", seen: MODELLED },
  // Types.
  { sql: "CREATE TYPE x AS ENUM ('a')", seen: MODELLED },
  { sql: "COMMENT ON TYPE mood IS 'x'", seen: MODELLED },
  { sql: 'CREATE DOMAIN x AS integer', seen: MODELLED },
  { sql: "COMMENT ON DOMAIN email IS 'x'", seen: MODELLED },
  {
    sql: "ALTER DOMAIN email ADD CHECK (VALUE <> '') NOT VALID",
    seen: 'constraint of a domain that is not valid',
  },
  {
    sql: "COMMENT ON CONSTRAINT is_email ON DOMAIN email IS 'x'",
    seen: 'comment on the constraint of a domain',
  },
  { sql: `GRANT USAGE ON TYPE mood TO ${OTHER}`, seen: 'grant on a type' },
  { sql: `ALTER TYPE mood OWNER TO ${OTHER}`, seen: 'owner' },
  { sql: 'CREATE TYPE x AS (a integer)', seen: 'composite type' },
  { sql: 'CREATE TYPE x AS RANGE (subtype = integer)', seen: 'range type' },
  { sql: 'CREATE TYPE x', seen: 'base type' },
  // Schemas and privileges.
  { sql: 'CREATE SCHEMA x', seen: MODELLED },
  { sql: "COMMENT ON SCHEMA other IS 'x'", seen: 'comment on a schema' },
  { sql: `GRANT USAGE ON SCHEMA other TO ${OTHER}`, seen: 'grant on a schema' },
  { sql: `GRANT CREATE ON SCHEMA public TO ${OTHER}`, seen: 'grant on a schema' },
  { sql: `ALTER SCHEMA other OWNER TO ${OTHER}`, seen: 'owner' },
  {
    sql: `ALTER DEFAULT PRIVILEGES IN SCHEMA other GRANT SELECT ON TABLES TO ${OTHER}`,
    seen: 'default privileges',
  },
  // Everything else that has a name.
  { sql: 'CREATE EXTENSION citext', seen: MODELLED },
  { sql: 'CREATE CAST (pair AS text) WITH INOUT', seen: 'cast' },
  { sql: 'CREATE COLLATION x FROM "C"', seen: 'collation' },
  { sql: "CREATE CONVERSION x FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8", seen: 'conversion' },
  {
    sql: 'CREATE OPERATOR === (LEFTARG = integer, RIGHTARG = integer, FUNCTION = int4eq)',
    seen: 'operator',
  },
  { sql: 'CREATE OPERATOR FAMILY x USING btree', seen: 'operator family' },
  {
    sql: 'CREATE OPERATOR CLASS x FOR TYPE integer USING btree AS OPERATOR 1 <, FUNCTION 1 btint4cmp(integer, integer)',
    seen: 'operator class',
  },
  { sql: 'CREATE TEXT SEARCH CONFIGURATION x (COPY = simple)', seen: 'text search configuration' },
  { sql: 'CREATE TEXT SEARCH DICTIONARY x (TEMPLATE = simple)', seen: 'text search dictionary' },
  {
    sql: 'CREATE TEXT SEARCH PARSER x (START = prsd_start, GETTOKEN = prsd_nexttoken, END = prsd_end, LEXTYPES = prsd_lextype)',
    seen: 'text search parser',
  },
  { sql: 'CREATE TEXT SEARCH TEMPLATE x (LEXIZE = dsimple_lexize)', seen: 'text search template' },
  { sql: 'CREATE STATISTICS x ON a, b FROM t', seen: 'statistics object' },
  {
    sql: 'CREATE EVENT TRIGGER x ON ddl_command_end EXECUTE FUNCTION heard()',
    seen: 'event trigger',
  },
  { sql: 'CREATE PUBLICATION x FOR TABLE t', seen: 'publication' },
  {
    sql: "CREATE SUBSCRIPTION athanor_x CONNECTION 'dbname=nowhere' PUBLICATION x WITH (connect = false)",
    seen: 'subscription',
  },
  { sql: 'CREATE FOREIGN DATA WRAPPER x', seen: 'foreign data wrapper' },
  {
    sql: 'CREATE FOREIGN DATA WRAPPER x; CREATE SERVER x FOREIGN DATA WRAPPER x',
    seen: 'foreign server',
  },
  {
    sql: 'CREATE FOREIGN DATA WRAPPER x; CREATE SERVER x FOREIGN DATA WRAPPER x; CREATE USER MAPPING FOR PUBLIC SERVER x',
    seen: 'user mapping',
  },
  {
    sql: 'CREATE FOREIGN DATA WRAPPER x; CREATE SERVER x FOREIGN DATA WRAPPER x; CREATE FOREIGN TABLE x (a integer) SERVER x',
    seen: 'foreign table',
  },
  { sql: 'CREATE LANGUAGE x HANDLER plpgsql_call_handler', seen: 'language' },
  {
    sql: 'CREATE TRANSFORM FOR integer LANGUAGE sql (FROM SQL WITH FUNCTION prsd_lextype(internal), TO SQL WITH FUNCTION int4recv(internal))',
    seen: 'transform',
  },
  { sql: 'CREATE ACCESS METHOD x TYPE TABLE HANDLER heap_tableam_handler', seen: 'access method' },
  {
    sql: 'CREATE ACCESS METHOD x TYPE TABLE HANDLER heap_tableam_handler; CREATE TABLE y (a integer) USING x',
    seen: 'table access method',
  },
  {
    sql: "SET LOCAL allow_system_table_mods = on; INSERT INTO pg_catalog.pg_seclabel VALUES ('t'::regclass, 'pg_class'::regclass, 0, 'x', 'secret')",
    seen: 'security label',
  },
]
