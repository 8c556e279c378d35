import assert from 'node:assert/strict'
import { test } from 'node:test'
import { withPostgres } from '../../../../tests/support/databases.ts'
import type { Operation } from '../../../operations/model.ts'
import { emptySchema, type Schema, type StoredObject } from '../../../schema/model.ts'
import { parseType } from '../parse-type.ts'
import { compile } from './index.ts'

const domain = (definition: string, name = 'd'): StoredObject => ({
  kind: 'domain',
  name,
  definition,
})

const statements = (from: StoredObject, to: StoredObject, before: Schema = emptySchema) => {
  const replace: Operation = { kind: 'replaceObject', from, to }
  return compile([replace], before, { version: [18, 0] }).map((step) =>
    step.kind === 'run' ? 'run' : step.sql,
  )
}

test('a domain changes in place as far as ALTER DOMAIN goes', () => {
  const [was, is] = [
    "AS text DEFAULT 'a' CONSTRAINT c CHECK (value <> '')",
    "AS text NOT NULL CONSTRAINT e CHECK (value <> 'x')",
  ]
  assert.deepEqual(statements(domain(was), domain(is)), [
    'ALTER DOMAIN "d" DROP CONSTRAINT "c"',
    'ALTER DOMAIN "d" DROP DEFAULT',
    'ALTER DOMAIN "d" SET NOT NULL',
    `ALTER DOMAIN "d" ADD CONSTRAINT "e" CHECK (value <> 'x')`,
  ])
})

test('columns of a domain that gets another type are moved over, lists of it too, whatever its name is', () =>
  withPostgres(async ({ connection }) => {
    for (const name of ['d', 'Two words', 'my.domain', 'say "it"']) {
      const quoted = `"${name.replaceAll('"', '""')}"`
      await connection.script(
        `DROP TABLE IF EXISTS t; CREATE DOMAIN ${quoted} AS integer;
         CREATE TABLE t (one ${quoted}, many ${quoted}[]); INSERT INTO t VALUES (1, '{2,3}')`,
      )
      const column = (called: string, type: string) => ({
        name: called,
        type: parseType(type),
        nullable: true,
      })
      const t = {
        name: 't',
        columns: [column('one', quoted), column('many', `${quoted}[]`), column('other', 'integer')],
        uniques: [],
        foreignKeys: [],
        checks: [],
        exclusions: [],
        indexes: [],
      }
      const [from, to] = [domain('AS integer', name), domain('AS text', name)]
      const before = { ...emptySchema, tables: [t], objects: [from] }
      for (const sql of statements(from, to, before)) await connection.script(sql)
      assert.deepEqual(
        await connection.query('SELECT one, array_to_json(many)::text AS many FROM t'),
        [{ one: '1', many: '["2","3"]' }],
      )
    }
  }))
