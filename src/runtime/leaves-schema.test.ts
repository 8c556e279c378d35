import assert from 'node:assert/strict'
import { test } from 'node:test'
import { leavesSchema } from './leaves-schema.ts'

const harmless = [
  "UPDATE t SET a = 'DROP TABLE t'",
  'INSERT INTO t (a) VALUES (1); DELETE FROM t -- CREATE TABLE',
  'WITH x AS (SELECT 1) SELECT * FROM x',
  'SELECT count(*), max(a) FROM t WHERE a IN (1, 2)',
  'select "t"."drop" from "t"',
  'VACUUM',
  '',
]

const doubtful = [
  'CREATE TABLE t (a integer)',
  'SELECT * INTO copy FROM t',
  "SELECT AddGeometryColumn('t', 'geom', 4326, 'POINT', 2)",
  'DO $$ BEGIN EXECUTE 1; END $$',
  'UPDATE t SET a = 1; ALTER TABLE t DROP a',
  'CALL make_tables()',
  'PRAGMA writable_schema = ON',
]

for (const sql of harmless)
  test(`leaves the schema as it was: ${sql}`, () => assert.equal(leavesSchema(sql), true))

for (const sql of doubtful)
  test(`may change the schema: ${sql}`, () => assert.equal(leavesSchema(sql), false))
