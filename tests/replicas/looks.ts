import { createHash } from 'node:crypto'
import type { DialectName } from '../../src/schema/model.ts'

/** One statement on whatever connection there is: bystanders are plain applications, and have none of Athanor's. */
export type Ask = (sql: string) => Promise<readonly { readonly name: string }[]>

export interface Glance {
  /** The revision that the database says it is at, with a note where another is under way. */
  readonly place: string
  readonly schema: string
  /** `table.column` of all there is. */
  readonly columns: ReadonlySet<string>
}

/** Where a database says it is, and what its schema is, in one transaction: plain queries, which see what its snapshot sees. */
export async function glance(ask: Ask, dialect: DialectName): Promise<Glance> {
  const names = async (sql: string) => (await ask(sql)).map(({ name }) => name)
  const own = await names(OWN[dialect])
  const versions = own.includes(VERSIONS)
    ? await names(`SELECT version_num AS name FROM ${VERSIONS} ORDER BY 1`)
    : []
  const facts = await names(SCHEMA[dialect])
  const underWay = own.includes(`${VERSIONS}_progress`) ? [' and on'] : []
  return {
    place: [...versions, ...underWay].join('') || 'no revision',
    schema: createHash('sha256').update(facts.toSorted().join('\n')).digest('hex').slice(0, 16),
    columns: new Set(facts.flatMap((fact) => /^\w+\.\w+(?= )/.exec(fact)?.[0] ?? [])),
  }
}

const VERSIONS = 'alembic_version'

/** Athanor's own tables, as far as they are there. */
const OWN: Readonly<Record<DialectName, string>> = {
  postgresql: `SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relname LIKE '${VERSIONS}%'`,
  sqlite: `SELECT name FROM sqlite_schema WHERE type = 'table' AND name LIKE '${VERSIONS}%'`,
}

/** A fact a row, but for indexes: those may be made beside a transaction. */
const SCHEMA: Readonly<Record<DialectName, string>> = {
  postgresql: `
    SELECT concat_ws(' ', c.relname || '.' || a.attname, t.typname, a.atttypmod, a.attnotnull) AS name
      FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid JOIN pg_type AS t ON t.oid = a.atttypid
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'v')
       AND c.relname NOT LIKE '${VERSIONS}%' AND a.attnum > 0 AND NOT a.attisdropped
     UNION ALL
    SELECT concat_ws(' ', k.conname, k.contype, 'of', c.relname)
      FROM pg_constraint AS k JOIN pg_class AS c ON c.oid = k.conrelid
     WHERE k.connamespace = 'public'::regnamespace AND k.contype <> 'n' AND c.relname NOT LIKE '${VERSIONS}%'
     UNION ALL
    SELECT t.typname || ' = ' || e.enumlabel FROM pg_enum AS e JOIN pg_type AS t ON t.oid = e.enumtypid`,
  sqlite: `
    SELECT m.name || '.' || c.name || ' ' || c.type || ' ' || c."notnull" AS name
      FROM sqlite_schema AS m, pragma_table_info(m.name) AS c
     WHERE m.type IN ('table', 'view') AND m.tbl_name NOT LIKE '${VERSIONS}%'
     UNION ALL
    SELECT sql FROM sqlite_schema WHERE type <> 'index' AND tbl_name NOT LIKE '${VERSIONS}%'`,
}
