import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { ColumnType } from '../../schema/model.ts'
import { parseType } from './parse-type.ts'
import { canonicalType, formatType, typeSql } from './types.ts'

/** As written, as understood, and as PostgreSQL prints it. */
const SPELLINGS: readonly (readonly [written: string, type: ColumnType, printed: string])[] = [
  ['int', { kind: 'integer' }, 'integer'],
  ['INT8', { kind: 'bigint' }, 'bigint'],
  ['float', { kind: 'double' }, 'double precision'],
  ['float(24)', { kind: 'real' }, 'real'],
  ['float(25)', { kind: 'double' }, 'double precision'],
  ['decimal( 10 , 2 )', { kind: 'numeric', precision: 10, scale: 2 }, 'numeric(10,2)'],
  ['numeric(10,0)', { kind: 'numeric', precision: 10 }, 'numeric(10,0)'],
  ['numeric(3,-2)', { kind: 'numeric', precision: 3, scale: -2 }, 'numeric(3,-2)'],
  ['character varying(20)', { kind: 'varchar', length: 20 }, 'character varying(20)'],
  ['char', { kind: 'char', length: 1 }, 'character(1)'],
  ['"char"', { kind: 'native', sql: '"char"' }, '"char"'],
  ['"My  type"', { kind: 'native', sql: '"My  type"' }, '"My  type"'],
  ['bpchar', { kind: 'native', sql: 'bpchar' }, 'bpchar'],
  [
    'timestamp(3) without time zone',
    { kind: 'timestamp', precision: 3 },
    'timestamp(3) without time zone',
  ],
  ['timestamptz', { kind: 'timestamp', withTimeZone: true }, 'timestamp with time zone'],
  ['timetz', { kind: 'time', withTimeZone: true }, 'time with time zone'],
  [
    'interval day to second(3)',
    { kind: 'interval', fields: 'day to second', precision: 3 },
    'interval day to second(3)',
  ],
  ['interval(2)', { kind: 'interval', precision: 2 }, 'interval(2)'],
  ['integer[][3]', { kind: 'array', of: { kind: 'integer' } }, 'integer[]'],
  [
    'varchar(5) []',
    { kind: 'array', of: { kind: 'varchar', length: 5 } },
    'character varying(5)[]',
  ],
  [
    'GEOMETRY(Point, 4326)',
    { kind: 'native', sql: 'geometry(Point, 4326)' },
    'geometry(Point, 4326)',
  ],
  ['Auth."My Type"', { kind: 'native', sql: 'auth."My Type"' }, 'auth."My Type"'],
]

describe('types', () => {
  for (const [written, type, printed] of SPELLINGS)
    test(`are read from ${written}`, () => {
      assert.deepEqual(parseType(written), type)
      assert.deepEqual(canonicalType({ kind: 'native', sql: written }), type)
      assert.equal(formatType(type), printed)
    })

  test('go by many names', () => {
    const names: Readonly<Record<string, readonly string[]>> = {
      smallint: ['int2'],
      integer: ['int', 'int4'],
      bigint: ['int8'],
      real: ['float4', 'float(1)'],
      'double precision': ['float8', 'float', 'float(53)'],
      boolean: ['bool'],
      numeric: ['decimal'],
      'character varying': ['varchar'],
      'character(1)': ['character', 'char'],
      'timestamp without time zone': ['timestamp'],
      'timestamp with time zone': ['timestamptz'],
      'time without time zone': ['time'],
      'time with time zone': ['timetz'],
    }
    for (const [name, others] of Object.entries(names))
      for (const other of [name, ...others]) assert.equal(formatType(parseType(other)), name)
    for (const name of ['text', 'date', 'uuid', 'json', 'jsonb', 'bytea', 'interval'])
      assert.equal(formatType(parseType(name)), name)
  })

  test('are written in short', () => {
    assert.deepEqual(
      [
        typeSql({ kind: 'varchar', length: 20 }),
        typeSql({ kind: 'timestamp', precision: 3, withTimeZone: true }),
        typeSql({
          kind: 'array',
          of: { kind: 'enum', schema: 's', name: 'Mood', values: [] },
          dimensions: 2,
        }),
        typeSql({ kind: 'interval', fields: 'year to month' }),
        typeSql({
          kind: 'variant',
          base: { kind: 'text' },
          dialects: { sqlite: { kind: 'json' } },
        }),
      ],
      [
        'varchar(20)',
        'timestamp(3) with time zone',
        '"s"."Mood"[][]',
        'interval year to month',
        'text',
      ],
    )
  })

  test('lose what PostgreSQL does not keep', () => {
    assert.deepEqual(canonicalType({ kind: 'bytes', length: 16 }), { kind: 'bytes' })
    assert.deepEqual(canonicalType({ kind: 'timestamp', precision: 9 }), {
      kind: 'timestamp',
      precision: 6,
    })
    assert.deepEqual(
      canonicalType({ kind: 'array', of: { kind: 'array', of: { kind: 'text' } }, dimensions: 3 }),
      { kind: 'array', of: { kind: 'text' } },
    )
    assert.deepEqual(
      canonicalType({
        kind: 'variant',
        base: { kind: 'text' },
        dialects: { postgresql: { kind: 'native', sql: 'varchar(3)' } },
      }),
      { kind: 'varchar', length: 3 },
    )
  })

  test('without a name are refused', () => {
    assert.throws(() => typeSql({ kind: 'native', sql: '' }), { code: 'unsupported-type' })
  })
})
