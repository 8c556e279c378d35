import assert from 'node:assert/strict'
import { test } from 'node:test'
import { withPostgres } from '../../../../tests/support/databases.ts'
import type { Operation } from '../../../operations/model.ts'
import {
  type Column,
  emptySchema,
  type Schema,
  type StoredObject,
  type Table,
} from '../../../schema/model.ts'
import { parseType } from '../parse-type.ts'
import { compile } from './index.ts'

const domain = (definition: string, name = 'd'): StoredObject => ({
  kind: 'domain',
  name,
  definition,
})

const statements = (
  from: StoredObject,
  to: StoredObject,
  before: Schema = emptySchema,
  ...later: Operation[]
) => {
  const replace: Operation = { kind: 'replaceObject', from, to }
  return compile([replace, ...later], before, { version: [18, 0] }).map((step) =>
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

const column = (name: string, type: string, facts: Partial<Column> = {}): Column => ({
  name,
  type: parseType(type),
  nullable: true,
  ...facts,
})
const t = (columns: readonly Column[], facts: Partial<Table> = {}): Table => ({
  name: 't',
  columns,
  uniques: [],
  foreignKeys: [],
  checks: [],
  exclusions: [],
  indexes: [],
  ...facts,
})

test('a domain that gets another collation is made anew', () => {
  const made = statements(domain('AS text'), domain('AS text COLLATE "C"'))
  assert.ok(made.some((sql) => sql.startsWith('CREATE DOMAIN "d" AS text COLLATE "C"')))
})

test('columns of a domain that gets another type are moved over, lists of it too, whatever its name is', () =>
  withPostgres(async ({ connection }) => {
    for (const name of ['d', 'Two words', 'my.domain', 'say "it"']) {
      const quoted = `"${name.replaceAll('"', '""')}"`
      await connection.script(
        `DROP TABLE IF EXISTS t; CREATE DOMAIN ${quoted} AS integer;
         CREATE TABLE t (one ${quoted}, many ${quoted}[]); INSERT INTO t VALUES (1, '{2,3}')`,
      )
      const columns = [
        column('one', quoted),
        column('many', `${quoted}[]`),
        column('other', 'integer'),
      ]
      const [from, to] = [domain('AS integer', name), domain('AS text', name)]
      const before = { ...emptySchema, tables: [t(columns)], objects: [from] }
      for (const sql of statements(from, to, before)) await connection.script(sql)
      assert.deepEqual(
        await connection.query('SELECT one, array_to_json(many)::text AS many FROM t'),
        [{ one: '1', many: '["2","3"]' }],
      )
    }
  }))

test('a column keeps its default when its domain gets another type; an heir goes with its parent, and keeps its own', () =>
  withPostgres(async ({ connection }) => {
    await connection.script(
      `CREATE DOMAIN d AS text; CREATE TABLE t (a d DEFAULT '5'); CREATE TABLE heir (b integer, a d DEFAULT '7') INHERITS (t);
       INSERT INTO t VALUES ('1'); INSERT INTO heir (a) VALUES ('2')`,
    )
    const columns = [column('a', 'd', { default: { literal: '5' } })]
    const inherits = { inherits: [{ name: 't' }] }
    const own = column('a', 'd', { default: { literal: '7' } })
    const heir = t([own, column('b', 'integer')], { name: 'heir', options: inherits })
    const [from, to] = [domain('AS text'), domain('AS integer')]
    const before = { ...emptySchema, tables: [heir, t(columns)], objects: [from] }
    for (const sql of statements(from, to, before)) await connection.script(sql)
    await connection.script('INSERT INTO t DEFAULT VALUES; INSERT INTO heir DEFAULT VALUES')
    assert.deepEqual(await connection.query('SELECT a + 1 AS a FROM t ORDER BY a'), [
      { a: 2 },
      { a: 3 },
      { a: 6 },
      { a: 8 },
    ])
  }))

test('a default that changes with the type of the domain is gone meanwhile', () =>
  withPostgres(async ({ connection }) => {
    await connection.script(`CREATE DOMAIN d AS text; CREATE TABLE t (a d DEFAULT 'x')`)
    const [was, is] = [{ literal: 'x' }, { literal: 5 }]
    const before = { ...emptySchema, tables: [t([column('a', 'd', { default: was })])] }
    const change: Operation = {
      kind: 'alterColumn',
      table: { name: 't' },
      column: 'a',
      from: { default: was },
      to: { default: is },
    }
    for (const sql of statements(domain('AS text'), domain('AS integer'), before, change))
      await connection.script(sql)
    await connection.script('INSERT INTO t DEFAULT VALUES')
    assert.deepEqual(await connection.query('SELECT a FROM t'), [{ a: 5 }])
  }))
