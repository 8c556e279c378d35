import type { DialectName } from '../../src/schema/model.ts'

/**
 * What a bystander asks in one transaction: where the database says it is, and what its schema is. Plain queries on the
 * catalog, which see what the transaction's snapshot sees.
 */
export const VERSIONS = 'SELECT version_num AS name FROM alembic_version ORDER BY 1'

/** Whether a revision is under way that cannot be one transaction. */
export const UNDER_WAY: Readonly<Record<DialectName, string>> = {
  postgresql: "SELECT relname AS name FROM pg_class WHERE relname = 'alembic_version_progress'",
  sqlite: "SELECT name FROM sqlite_schema WHERE name = 'alembic_version_progress'",
}

/** A fact of the schema a row, but for indexes. */
export const SCHEMA: Readonly<Record<DialectName, string>> = {
  postgresql: `
    SELECT c.relname || '.' || a.attname || ' ' || a.atttypid || ' ' || a.atttypmod || ' ' || a.attnotnull AS name
      FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'v')
       AND c.relname NOT LIKE 'alembic%' AND a.attnum > 0 AND NOT a.attisdropped
     UNION ALL
    SELECT conname || ' ' || contype FROM pg_constraint AS k JOIN pg_class AS c ON c.oid = k.conrelid
     WHERE connamespace = 'public'::regnamespace AND contype <> 'n' AND c.relname NOT LIKE 'alembic%'
     UNION ALL
    SELECT t.typname || ' = ' || e.enumlabel FROM pg_enum AS e JOIN pg_type AS t ON t.oid = e.enumtypid`,
  sqlite: `
    SELECT coalesce(sql, name) AS name FROM sqlite_schema WHERE type <> 'index' AND tbl_name NOT LIKE 'alembic%'`,
}
