/** The names that constraints get which nobody named: as this server gives them. */
import assert from 'node:assert/strict'
import { constraintsOf } from '../../src/dialects/postgresql/definition.ts'
import { postgresql } from '../../src/dialects/postgresql/index.ts'
import { emptySchema, type Schema, type Table } from '../../src/schema/model.ts'
import { forEachDatabase } from '../support/databases.ts'
import { carryOut, reflectAll } from './live.ts'

const integer = { kind: 'integer' } as const

const table = (
  name: string,
  parts: Partial<Table> & { readonly columns: Table['columns'] },
): Table => ({
  name,
  uniques: [],
  foreignKeys: [],
  checks: [],
  exclusions: [],
  indexes: [],
  ...parts,
})

const column = (name: string, rest: object = {}) => ({
  name,
  type: integer,
  nullable: true,
  ...rest,
})

/** Every kind of constraint, none with a name, over columns of these names. */
const allKinds = (name: string, [a, b, c]: readonly [string, string, string]): Table =>
  table(name, {
    columns: [
      column(a, { nullable: false }),
      column(b),
      column(c),
      column('serial', { autoincrement: true, nullable: false }),
    ],
    primaryKey: { columns: [a] },
    uniques: [{ columns: [b] }, { columns: [b, c] }, { columns: [c], include: [b] }],
    checks: [
      { expression: { sql: `"${b}" > -1` }, notValid: true },
      { expression: { sql: `"${b}" > 0` } },
      { expression: { sql: `"${b}" < 100` } },
      { expression: { sql: `"${b}" < "${c}"` } },
      { expression: { sql: '1 < 2' } },
      {
        expression: { sql: `"${c}"::text <> 'x' AND CAST("${c}" AS date) IS NULL` },
        dialects: ['sqlite'],
      },
    ],
    exclusions: [
      {
        elements: [
          { column: b, operator: '=' },
          { expression: { sql: `"${c}" + 1` }, operator: '=' },
        ],
      },
      {
        elements: [
          { expression: { sql: `abs("${b}")` }, operator: '=' },
          { expression: { sql: `"${c}"::bigint` }, operator: '=' },
          { expression: { sql: `CASE WHEN "${c}" > 1 THEN 1 END` }, operator: '=' },
        ],
        include: [c],
      },
      { elements: [{ column: b, operator: '=' }], where: { sql: `"${b}" > 3` } },
      ...[
        `pg_catalog.abs("${c}")`,
        `"${c}"::pg_catalog.int8`,
        `("${b}")`,
        `coalesce("${b}", "${c}")`,
        `-"${c}"`,
      ].map((sql) => ({ elements: [{ expression: { sql }, operator: '=' }] })),
    ],
    foreignKeys: [
      { columns: [b], references: { name, columns: [a] } },
      { columns: [c], references: { name, columns: [] } },
      { columns: [b], references: { name, columns: [a] }, onDelete: 'cascade' },
      { columns: [b], references: { name, columns: [a] }, notValid: true },
    ],
  })

const long = 'abcdefghij'.repeat(6)

const TABLES: readonly Table[] = [
  allKinds('plain', ['id', 'b', 'c']),
  // Made of the same letters: user + role_id, user_role + id.
  allKinds('user', ['role', 'role_id', 'x']),
  allKinds('user_role', ['id', 'y', 'z']),
  allKinds(`${long}abc`, ['id', `${long}x`, `${long}y`]),
  allKinds(`${long}abd`, ['id', `b${long}`, 'c']),
  allKinds('ü'.repeat(31), ['ïd', 'ß'.repeat(31), '🦊'.repeat(15)]),
  allKinds('Mixed "Case"', ['the id', 'a.b', 'C']),
  allKinds('t'.repeat(80), ['i'.repeat(80), 'j'.repeat(80), 'k']),
]

forEachDatabase(
  'constraints are called what the server calls them',
  async ({ connection }) => {
    const described: Schema = {
      ...emptySchema,
      tables: TABLES.map((one) => ({
        ...one,
        checks: one.checks.filter(({ dialects }) => dialects === undefined),
      })),
    }
    const expected = postgresql.canonical(described)
    await carryOut(
      connection,
      described.tables.map((one) => ({ kind: 'createTable', table: one })),
    )
    const found = await reflectAll(connection)
    for (const one of expected.tables) {
      const there = found.tables.find(({ name }) => name === one.name)
      assert.ok(there, `there is a table ${one.name}`)
      assert.deepEqual(namesOf(one), namesOf(there), `the constraints of ${one.name}`)
    }
  },
  { on: ['postgresql', 'pglite'] },
)

const namesOf = (table: Table): string[] =>
  constraintsOf(table)
    .map(({ kind, name }) => `${kind} ${name}`)
    .toSorted()
