import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { ColumnType, Default } from '../../schema/model.ts'
import { canonicalDefault, defaultSql, isConstant, parseDefault } from './defaults.ts'
import { parseType } from './parse-type.ts'

const read = (sql: string, type: string, base?: string) => parseDefault(sql, parseType(type), base)

describe('a printed default', () => {
  const literals: readonly (readonly [sql: string, type: string, literal: unknown])[] = [
    ["'-5'::integer", 'integer', -5],
    ['5', 'bigint', 5],
    ["'9223372036854775807'::bigint", 'bigint', 9223372036854775807n],
    ['1.5', 'numeric(10,2)', 1.5],
    ["'7'::numeric", 'numeric', 7],
    ["'NaN'::double precision", 'double precision', 'NaN'],
    ["'x'::character varying", 'varchar(5)', 'x'],
    ["'a'::bpchar", 'char(3)', 'a'],
    ["'it''s'::text", 'text', "it's"],
    ['true', 'boolean', true],
    ['\'{"a": 1}\'::jsonb', 'jsonb', '{"a": 1}'],
    ["'2020-01-01 00:00:00'::timestamp without time zone", 'timestamp(3)', '2020-01-01 00:00:00'],
    ["'{}'::integer[]", 'integer[]', '{}'],
    ["'sad'::mood", 'mood', 'sad'],
    ["'01:00:00'::interval", 'interval day to second', '01:00:00'],
    ['0', 'text', 0],
    [
      "'2020-01-01 00:00:00'::timestamp(3) without time zone",
      'timestamp(3)',
      '2020-01-01 00:00:00',
    ],
  ]
  for (const [sql, type, literal] of literals)
    test(`${sql} of a ${type} is a literal`, () => assert.deepEqual(read(sql, type), { literal }))

  for (const [sql, type] of [
    ["'x'::text", 'varchar(5)'],
    ['now()', 'timestamp'],
    ["'a'::text || 'b'::text", 'text'],
    ['1.50', 'numeric(10,2)'],
    ['0.1234567890123456789', 'numeric'],
    ["'1000000000000000000000'::numeric", 'double precision'],
    ['99999999999999999999', 'numeric'],
    ["'2020-01-01'::date::text", 'text'],
  ] as const)
    test(`${sql} of a ${type} is an expression`, () => assert.deepEqual(read(sql, type), { sql }))

  test('of a domain is of the type behind it', () => {
    assert.deepEqual(read("'x'::text", 'email', 'text'), { literal: 'x' })
    assert.deepEqual(read("'x'::text", 'email'), { sql: "'x'::text" })
  })

  test('of a negative numeric, which is printed in quotes, keeps its zeros', () => {
    assert.deepEqual(read("'-1.50'::numeric", 'numeric(10,2)'), { sql: '-1.50' })
  })

  test('of NULL is none', () => {
    assert.equal(read('NULL::character varying', 'varchar(4)'), undefined)
    assert.equal(read('NULL::character varying', 'text'), undefined)
    assert.equal(read('NULL::character varying::text', 'text'), undefined)
    assert.deepEqual(read("NULL::text || 'x'::text", 'text'), {
      sql: "NULL::text || 'x'::text",
    })
  })
})

describe('a described default', () => {
  const cases: readonly (readonly [Default, ColumnType, Default | undefined])[] = [
    [{ literal: '5' }, { kind: 'integer' }, { literal: 5 }],
    [{ literal: 5n }, { kind: 'bigint' }, { literal: 5 }],
    [{ literal: 'yes' }, { kind: 'boolean' }, { literal: true }],
    [{ literal: '0' }, { kind: 'boolean' }, { literal: false }],
    [{ literal: 'o' }, { kind: 'boolean' }, { literal: 'o' }],
    [{ literal: '5' }, { kind: 'text' }, { literal: '5' }],
    [{ literal: '02.50' }, { kind: 'numeric' }, { sql: '2.50' }],
    [{ literal: '2.50' }, { kind: 'double' }, { literal: 2.5 }],
    [{ literal: '-2.00' }, { kind: 'real' }, { literal: -2 }],
    [{ literal: '0.12345678901234567890' }, { kind: 'numeric' }, { sql: '0.12345678901234567890' }],
    [{ sql: "'-2.50'::numeric" }, { kind: 'numeric' }, { sql: '-2.50' }],
    [{ literal: null }, { kind: 'text' }, undefined],
    [{ sql: "('x')" }, { kind: 'text' }, { literal: 'x' }],
    [{ sql: 'FALSE' }, { kind: 'boolean' }, { literal: false }],
    [{ sql: 'x', dialects: { postgresql: 'now()' } }, { kind: 'date' }, { sql: 'now()' }],
    [
      { literal: 1 },
      { kind: 'variant', base: { kind: 'text' }, dialects: { postgresql: { kind: 'integer' } } },
      { literal: 1 },
    ],
  ]
  for (const [given, type, expected] of cases)
    test(`${JSON.stringify(given, (_, v) => (typeof v === 'bigint' ? `${v}n` : v))} of a ${type.kind} is as it will be found`, () =>
      assert.deepEqual(canonicalDefault(given, type), expected))
})

test('an expression is put in parentheses where DEFAULT does not take it bare', () => {
  const said = (sql: string) => defaultSql({ sql })
  assert.equal(said('now()'), 'now()')
  assert.equal(said('CURRENT_DATE'), 'CURRENT_DATE')
  assert.equal(said("pg_catalog.lower('A')"), "pg_catalog.lower('A')")
  assert.equal(said("'x'::text"), "'x'::text")
  assert.equal(said("now() AT TIME ZONE 'utc'"), "(now() AT TIME ZONE 'utc')")
  assert.equal(said('(1 + 2)'), '(1 + 2)')
  assert.equal(said('f(1) + f(2)'), '(f(1) + f(2))')
})

test('a default that is more than a constant, a name or a call is written in parentheses', () => {
  for (const simple of ["'a'::text", '-5', 'CURRENT_DATE', 's.f(1, (2))', 'is_true'])
    assert.equal(defaultSql({ sql: simple }), simple)
  for (const more of [
    "E'a'",
    "'2020-01-01'::timestamp AT TIME ZONE 'UTC'",
    "'1'::text::integer",
    'f() || g()',
  ])
    assert.equal(defaultSql({ sql: more }), `(${more})`)
})

test('a constant is the same at any time', () => {
  for (const constant of [{ literal: 5 }, { sql: "'a'::text::mood" }, { sql: 'TRUE' }])
    assert.equal(isConstant(constant), true)
  for (const sql of ['is_true', 'nullify', 'now()', '']) assert.equal(isConstant({ sql }), false)
})

test('a number that is none is the word for it', () => {
  const double = { kind: 'double' } as const
  for (const value of [Number.NaN, Infinity, -Infinity])
    assert.deepEqual(canonicalDefault({ literal: value }, double), { literal: String(value) })
})
