/** Grants in all the ways people write them: found as they are described, and taken back whole. */
import assert from 'node:assert/strict'
import { postgresql } from '../../src/dialects/postgresql/index.ts'
import { emptySchema } from '../../src/schema/model.ts'
import { forEachCase } from '../support/cases.ts'
import { carryOut, reflectAll } from './live.ts'

const GROUND = `DROP SCHEMA IF EXISTS s CASCADE; DROP SCHEMA IF EXISTS "S s" CASCADE; DROP SCHEMA public CASCADE; CREATE SCHEMA public;
  CREATE SCHEMA s; CREATE SCHEMA "S s"; CREATE TABLE t (a integer, "the b" text, "on" text, "to" text); CREATE SEQUENCE q; CREATE SEQUENCE s."Q q";
  CREATE TABLE s."T t" (a integer); CREATE TABLE "S s".t (a integer); CREATE VIEW v AS SELECT a FROM t; CREATE TABLE "to" (a integer)`

const WRITTEN: readonly string[] = [
  'GRANT SELECT ON t TO pg_monitor',
  'grant insert ,select on table t to pg_monitor ;',
  'GRANT ALL ON t TO PUBLIC',
  'Grant All Privileges On Table t To public',
  'GRANT INSERT, SELECT (a, "the b"), UPDATE ("the b") ON t TO "pg_monitor" WITH GRANT OPTION',
  'GRANT SELECT ("on", "to"), DELETE ON t TO pg_monitor with  grant\n option',
  'GRANT TRIGGER, TRUNCATE, REFERENCES, DELETE ON t TO pg_monitor',
  'GRANT REFERENCES ("the b"), INSERT (a) ON t TO pg_monitor',
  'GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER ON t TO pg_monitor',
  'GRANT SELECT ON s."T t" TO GROUP pg_monitor',
  'GRANT UPDATE (a) ON "S s".t TO pg_monitor',
  'GRANT SELECT ON S."T t" TO PG_MONITOR',
  'GRANT SELECT ON "to" TO pg_monitor',
  'GRANT SELECT, UPDATE ON v TO pg_read_all_data',
  'GRANT USAGE ON SEQUENCE q TO pg_monitor',
  'grant update, usage on sequence s."Q q" to pg_monitor with grant option',
  'GRANT UPDATE, SELECT, USAGE ON SEQUENCE q TO pg_monitor',
  'GRANT ALL ON SEQUENCE q TO PUBLIC',
]

forEachCase(
  'a grant is found as it is described',
  WRITTEN.map((name) => ({ name })),
  async ({ name: definition }, { connection }) => {
    await connection.script(GROUND)
    const before = await reflectAll(connection)
    await connection.script(definition)
    const found = await reflectAll(connection)
    const described = postgresql.canonical({
      ...emptySchema,
      objects: [{ kind: 'grant', name: 'anything', definition }],
    })
    assert.deepEqual(
      found.objects.filter(({ kind }) => kind === 'grant').map(({ dependsOn: _, ...one }) => one),
      described.objects,
    )
    await carryOut(connection, [{ kind: 'dropObject', object: described.objects[0]! }], found)
    assert.deepEqual(await reflectAll(connection), before)
  },
  { on: ['postgresql'] },
)
