/** Whatever SQLite lets somebody make or say changes what is read: it is a part of the model, or reported by name. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { reflect } from '../../src/dialects/sqlite/reflect/index.ts'
import { withSqlite } from '../support/databases.ts'

const reflected = (...statements: readonly string[]) =>
  withSqlite(async ({ connection }) => {
    for (const sql of statements) await connection.script(sql)
    return reflect(connection)
  })

/** Pairs of definitions that SQLite tells apart: so must we. */
const DEFINITIONS: readonly (readonly [string, string])[] = [
  ['a', 'a TEXT'],
  ['a TEXT', 'a VARCHAR(3)'],
  ['a', 'a NOT NULL'],
  ['a NOT NULL', 'a NOT NULL ON CONFLICT IGNORE'],
  ['a NOT NULL', 'a CONSTRAINT n NOT NULL'],
  ['a', 'a DEFAULT 5'],
  ['a DEFAULT 5', "a DEFAULT '5'"],
  ['a DEFAULT 5', 'a DEFAULT 5.0'],
  ['a', 'a COLLATE NOCASE'],
  ['a', 'a UNIQUE'],
  ['a UNIQUE', 'a CONSTRAINT u UNIQUE'],
  ['a UNIQUE', 'a UNIQUE ON CONFLICT REPLACE'],
  ['a, UNIQUE (a)', 'a, UNIQUE (a COLLATE NOCASE)'],
  ['a, UNIQUE (a)', 'a, UNIQUE (a DESC)'],
  ['a', 'a PRIMARY KEY'],
  ['a PRIMARY KEY', 'a PRIMARY KEY DESC'],
  ['a PRIMARY KEY', 'a CONSTRAINT k PRIMARY KEY'],
  ['a PRIMARY KEY', 'a PRIMARY KEY ON CONFLICT REPLACE'],
  ['a, PRIMARY KEY (a)', 'a, PRIMARY KEY (a COLLATE NOCASE)'],
  ['a INTEGER PRIMARY KEY', 'a INT PRIMARY KEY'],
  ['a INTEGER PRIMARY KEY', 'a INTEGER PRIMARY KEY DESC'],
  ['a INTEGER PRIMARY KEY', 'a INTEGER PRIMARY KEY AUTOINCREMENT'],
  ['a', 'a CHECK (a > 0)'],
  ['a CHECK (a > 0)', 'a CONSTRAINT c CHECK (a > 0)'],
  ['a, CHECK (a > 0)', 'a, CHECK (a > 0) ON CONFLICT IGNORE'],
  ['a', 'a REFERENCES o'],
  ['a REFERENCES o', 'a REFERENCES o (id)'],
  ['a REFERENCES o', 'a REFERENCES o ON DELETE CASCADE'],
  ['a REFERENCES o', 'a REFERENCES o ON UPDATE SET NULL'],
  ['a REFERENCES o', 'a REFERENCES o MATCH FULL'],
  ['a REFERENCES o', 'a REFERENCES o DEFERRABLE INITIALLY DEFERRED'],
  ['a REFERENCES o', 'a CONSTRAINT f REFERENCES o'],
  ['a, b', 'a, b AS (a + 1)'],
  ['a, b AS (a + 1)', 'a, b AS (a + 1) STORED'],
]

describe('what SQLite tells apart is read apart', () => {
  for (const [one, other] of DEFINITIONS)
    test(`${one} / ${other}`, async () => {
      const [a, b] = [
        await reflected(`CREATE TABLE t (${one})`),
        await reflected(`CREATE TABLE t (${other})`),
      ]
      assert.notDeepEqual(a, b)
    })
})

const GROUND = `CREATE TABLE t (a TEXT, b); CREATE VIEW v AS SELECT a FROM t`

const MADE: Readonly<Record<string, string | undefined>> = {
  'CREATE TABLE x (a)': undefined,
  'CREATE TABLE x (a ANY) STRICT': undefined,
  'CREATE TABLE x (a PRIMARY KEY) WITHOUT ROWID': undefined,
  'CREATE INDEX i ON t (a)': undefined,
  'CREATE UNIQUE INDEX i ON t (a COLLATE NOCASE DESC) WHERE b > 0': undefined,
  'CREATE INDEX i ON t (lower(a))': undefined,
  'CREATE VIEW w AS SELECT 1': undefined,
  'CREATE TRIGGER r AFTER INSERT ON t BEGIN SELECT 1; END': undefined,
  'CREATE TRIGGER r INSTEAD OF INSERT ON v BEGIN SELECT 1; END': undefined,
  'CREATE VIRTUAL TABLE x USING fts5(a)': 'virtual table',
  'CREATE VIRTUAL TABLE x USING rtree(id, low, high)': 'virtual table',
  'CREATE TABLE x (a, UNIQUE (a COLLATE NOCASE))': 'table clause',
}

describe('what is made is read, or reported', () => {
  for (const [sql, kind] of Object.entries(MADE))
    test(sql, async () => {
      const [before, after] = [await reflected(GROUND), await reflected(GROUND, sql)]
      if (kind === undefined) {
        assert.notDeepEqual(after, before)
        assert.deepEqual(after.unmodelled, [])
      } else assert.ok(after.unmodelled.some((one) => one.kind === kind))
    })
})
