import type { ObjectName } from '../../../schema/model.ts'
import { dollarQuoted, qualified, text } from '../names.ts'
import { type Piece, sql } from './pieces.ts'

const block = (body: string): Piece => sql(`DO ${dollarQuoted(body)}`)

const oids = (tables: readonly ObjectName[]): string =>
  tables.map((table) => `${text(qualified(table))}::regclass`).join(', ')

/** Gives columns the defaults that tables above say, word for word: so they are known to be theirs. */
export const defaultsCopied = (
  table: ObjectName,
  parents: readonly ObjectName[],
  columns: readonly string[],
): Piece[] =>
  altered(
    table,
    columns,
    `SELECT DISTINCT ON (attname) format('ALTER COLUMN %I SET DEFAULT %s', attname, pg_get_expr(adbin, adrelid))
      FROM pg_catalog.pg_attrdef JOIN pg_catalog.pg_attribute ON attrelid = adrelid AND attnum = adnum
     WHERE adrelid IN (${oids(parents)}) AND attname`,
  )

/** Gives a table the checks of tables above in the same way. */
export const checksCopied = (
  table: ObjectName,
  parents: readonly ObjectName[],
  checks: readonly string[],
): Piece[] =>
  altered(
    table,
    checks,
    `SELECT DISTINCT ON (conname) format('ADD CONSTRAINT %I %s', conname, pg_get_constraintdef(oid))
      FROM pg_catalog.pg_constraint
     WHERE contype = 'c' AND conrelid IN (${oids(parents)}) AND conname`,
  )

/** Alters the table as the catalog says of those names. */
const altered = (table: ObjectName, names: readonly string[], select: string): Piece[] =>
  names.length === 0
    ? []
    : [
        block(`DECLARE change text;
BEGIN
  FOR change IN
    ${select} IN (${names.map(text).join(', ')})
  LOOP
    EXECUTE ${text(`ALTER TABLE ${qualified(table)} `)} || change;
  END LOOP;
END`),
      ]

/**
 * What PostgreSQL tells of a check it may read otherwise than it was made, and then takes for another check: of
 * `a BETWEEN 1 AND 9 AND b` it forgets a pair of parentheses, of `a IN ('x', 'y')` it moves the casts. Where that keeps two
 * from being one, both are read again, until it tells of them what it reads.
 */
export const checksAlike = (table: ObjectName, parents: readonly ObjectName[]): Piece =>
  block(`DECLARE one record;
BEGIN
  FOR pass IN 1..3 LOOP
    FOR one IN
      SELECT DISTINCT k.conrelid::regclass AS place, k.conname AS name, pg_get_constraintdef(k.oid) AS said,
             obj_description(k.oid, 'pg_constraint') AS comment
        FROM pg_catalog.pg_constraint AS p
        JOIN pg_catalog.pg_constraint AS c
          ON c.conname = p.conname AND c.conrelid IN (${oids([table])}) AND c.contype = 'c' AND p.contype = 'c'
        JOIN pg_catalog.pg_constraint AS k ON k.oid IN (p.oid, c.oid) AND k.conislocal AND k.coninhcount = 0
       WHERE p.conrelid IN (${oids(parents)}) AND pg_get_constraintdef(p.oid) <> pg_get_constraintdef(c.oid)
    LOOP
      EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I, ADD CONSTRAINT %2$I %3$s', one.place, one.name, one.said);
      IF one.comment IS NOT NULL THEN
        EXECUTE format('COMMENT ON CONSTRAINT %I ON %s IS %L', one.name, one.place, one.comment);
      END IF;
    END LOOP;
  END LOOP;
END`)
