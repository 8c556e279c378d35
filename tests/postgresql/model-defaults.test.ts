import assert from 'node:assert/strict'
import { check } from '../../src/commands/check.ts'
import { pull } from '../../src/commands/pull.ts'
import { postgresql } from '../../src/dialects/postgresql/index.ts'
import * as t from '../../src/schema/builders/index.ts'
import { buildTable, type ColumnBuilder } from '../../src/schema/builders/index.ts'
import { checkDefaults } from '../../src/schema/check-defaults.ts'
import { emptySchema, type LiteralValue, type Schema } from '../../src/schema/model.ts'
import { testProject } from '../commands/support.ts'
import { forEachDatabase } from '../support/databases.ts'

const TYPES: Readonly<Record<string, () => ColumnBuilder>> = {
  smallint: t.smallint,
  integer: t.integer,
  bigint: t.bigint,
  real: t.real,
  double: t.double,
  numeric: t.numeric,
  'numeric(4, 2)': () => t.numeric(4, 2),
  boolean: t.boolean,
  text: t.text,
  char: t.char,
  'varchar(2)': () => t.varchar(2),
  uuid: t.uuid,
  bytes: t.bytes,
  date: t.date,
  time: t.time,
  timestamp: t.timestamp,
  timestamptz: t.timestamptz,
  interval: t.interval,
  json: t.json,
  jsonb: t.jsonb,
  array: () => t.array(t.integer()),
  enum: () => t.enumeration('mood', ['sad', '1']),
  inet: () => t.native('inet'),
}

// biome-ignore format: one line a kind
const LITERALS: readonly LiteralValue[] = [
  0, 1, -1, 3, 1.5, 99.5, 100, 40_000, 3_000_000_000, 9_007_199_254_740_993n, -1n, true, false,
  '', ' ', 'x', '0', ' 7 ', '+7', '-7', '40000', '3000000000', '99999999999999999999', '1.5', '.5', '5.', '1e5', '0x1f', '1_000',
  'NaN', 'Infinity', '-inf', 'true', 'TR', 'f', 'yes', 'no', 'on', 'of', 'maybe', 'sad', 'ab', 'abc', 'ab ', 'é!', '💧💧',
  'now', 'now()', 'TODAY', 'today UTC', 'yesterday', 'CURRENT_TIMESTAMP', 'epoch', 'allballs', '2026-01-31', '31 Jan 2026',
  '2026-01-31 12:00:00+02', '12:00', '1 day', 'P1D', '@ 1 minute ago', '{}', '{1,2}', ' {1}', '[1,2]', '[0:1]={1,2}', '"x"', 'null', '\\x00',
  'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', '{A0EEBC999C0B4EF8BB6D6BB9BD380A11}', 'a0ee-bc99-9c0b-4ef8-bb6d-6bb9-bd38-0a11', '10.0.0.1',
]

const withDefault = (type: () => ColumnBuilder, literal: LiteralValue): Schema => {
  const table = buildTable({ name: 't' }, { c: type() }, [], {})
  const columns = table.columns.map((column) => ({ ...column, default: { literal } }))
  return { ...emptySchema, tables: [{ ...table, columns }] }
}

const isRefused = (schema: Schema): boolean => {
  try {
    checkDefaults(schema, 'postgresql')
    return false
  } catch (error) {
    assert.equal((error as { code?: string }).code, 'column-contradiction')
    return true
  }
}

for (const [name, type] of Object.entries(TYPES))
  forEachDatabase(
    `a literal that is refused as a default of ${name} is refused by the server too`,
    async ({ connection }) => {
      await connection.script(`CREATE TYPE mood AS ENUM ('sad', '1')`)
      const refused: LiteralValue[] = []
      for (const literal of LITERALS) {
        const schema = withDefault(type, literal)
        const [create] = postgresql.compile(
          [{ kind: 'createTable', table: schema.tables[0]! }],
          emptySchema,
          { version: connection.version },
        )
        assert.ok(create?.kind === 'statement')
        const taken = await connection
          .script(`BEGIN; ${create.sql}; INSERT INTO t DEFAULT VALUES; ROLLBACK`)
          .then(
            () => true,
            async () => {
              await connection.script('ROLLBACK')
              return false
            },
          )
        if (isRefused(schema)) {
          refused.push(literal)
          assert.ok(!taken, `${name} takes ${String(literal)}`)
        }
      }
      assert.equal(refused.length > 0, name !== 'inet' && name !== 'text')
    },
    { on: ['postgresql'] },
  )

forEachDatabase(
  'a default that no row can have is pulled in a form that is not refused',
  async ({ connection, url }) => {
    await connection.script(
      `CREATE TABLE t (c varchar(2) DEFAULT 'abc', d integer DEFAULT 3000000000)`,
    )
    const { text } = await pull({ source: url })
    const project = testProject(url, text)
    const [checked] = await check(await project.open())
    assert.deepEqual(checked?.words, [])
  },
  { on: ['postgresql'] },
)
