import { sameName } from '../../../schema/lookup.ts'
import type { ObjectName, Schema, StoredObject, Table } from '../../../schema/model.ts'
import { dollarQuoted, qualified } from '../names.ts'
import { below } from './below.ts'
import { type Piece, sql } from './pieces.ts'

/**
 * Changes rows of a table that is altered next. What is checked at the end of a transaction is checked at once then, for
 * no table is altered while there is something left to check; and waits for the end again afterwards.
 *
 * @see https://www.postgresql.org/docs/current/sql-set-constraints.html
 */
export const update = (table: ObjectName, change: string, schema: Schema): Piece[] => [
  sql(`UPDATE ${qualified(table)} SET ${change}`),
  ...(hasDeferred(table, schema) ? checkedNow : []),
]

const checkedNow: readonly Piece[] = [
  sql('SET CONSTRAINTS ALL IMMEDIATE'),
  sql(
    `DO ${dollarQuoted(`DECLARE names text;
BEGIN
  SELECT string_agg(DISTINCT format('%I.%I', nspname, conname), ', ') INTO names
    FROM pg_catalog.pg_constraint JOIN pg_catalog.pg_namespace AS n ON n.oid = connamespace
   WHERE condeferred;
  IF names IS NOT NULL THEN
    EXECUTE 'SET CONSTRAINTS ' || names || ' DEFERRED';
  END IF;
END`)}`,
  ),
]

/** Whether something of the table, or of one that inherits from it, is checked at the end of a transaction. */
function hasDeferred(name: ObjectName, schema: Schema): boolean {
  const all = [name, ...below(name, schema)]
  const isThere = (one: ObjectName): boolean => all.some((table) => sameName(table, one))
  return (
    schema.tables.some(
      (table) =>
        (isThere(table) && keysOf(table).some(isDeferred)) ||
        table.foreignKeys.some((key) => isDeferred(key) && isThere(key.references)),
    ) || schema.objects.some((object) => object.table && isThere(object.table) && waits(object))
  )
}

const keysOf = ({ primaryKey, uniques, foreignKeys, exclusions }: Table) => [
  ...(primaryKey === undefined ? [] : [primaryKey]),
  ...uniques,
  ...foreignKeys,
  ...exclusions,
]

const isDeferred = ({ deferrable }: { readonly deferrable?: string | undefined }): boolean =>
  deferrable === 'deferred'

const waits = ({ kind, definition }: StoredObject): boolean =>
  kind === 'trigger' && /\bINITIALLY\s+DEFERRED\b/i.test(definition)
