import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { withSqlite } from '../../../tests/support/databases.ts'
import type { ColumnType } from '../../schema/model.ts'
import { canonicalType, parseType, sameType, typeSql } from './types.ts'

const sql: readonly (readonly [ColumnType, string])[] = [
  [{ kind: 'smallint' }, 'SMALLINT'],
  [{ kind: 'integer' }, 'INTEGER'],
  [{ kind: 'bigint' }, 'BIGINT'],
  [{ kind: 'real' }, 'REAL'],
  [{ kind: 'double' }, 'DOUBLE'],
  [{ kind: 'numeric' }, 'NUMERIC'],
  [{ kind: 'numeric', precision: 10 }, 'NUMERIC(10)'],
  [{ kind: 'numeric', precision: 10, scale: 2 }, 'NUMERIC(10, 2)'],
  [{ kind: 'boolean' }, 'BOOLEAN'],
  [{ kind: 'char', length: 3 }, 'CHAR(3)'],
  [{ kind: 'varchar' }, 'VARCHAR'],
  [{ kind: 'varchar', length: 255 }, 'VARCHAR(255)'],
  [{ kind: 'text' }, 'TEXT'],
  [{ kind: 'bytes', length: 16 }, 'BLOB'],
  [{ kind: 'date' }, 'DATE'],
  [{ kind: 'time', precision: 3 }, 'TIME'],
  [{ kind: 'timestamp', withTimeZone: true }, 'DATETIME'],
  [{ kind: 'interval' }, 'TEXT'],
  [{ kind: 'uuid' }, 'CHAR(36)'],
  [{ kind: 'json' }, 'JSON'],
  [{ kind: 'jsonb' }, 'JSON'],
  [{ kind: 'array', of: { kind: 'integer' }, dimensions: 2 }, 'JSON'],
  [{ kind: 'enum', name: 'mood', values: ['ok', 'happy', '☃☃☃☃☃☃'] }, 'VARCHAR(6)'],
  [{ kind: 'enum', name: 'empty', values: [] }, 'VARCHAR'],
  [{ kind: 'native', sql: 'geometry(Point,4326)' }, 'geometry(Point,4326)'],
  [{ kind: 'variant', base: { kind: 'jsonb' }, dialects: { sqlite: { kind: 'text' } } }, 'TEXT'],
  [
    { kind: 'variant', base: { kind: 'jsonb' }, dialects: { postgresql: { kind: 'text' } } },
    'JSON',
  ],
]

describe('typeSql', () => {
  for (const [type, expected] of sql)
    test(`writes ${type.kind} as ${expected}`, () => assert.equal(typeSql(type), expected))
})

describe('parseType', () => {
  test('reads back what it would write, in any case and spacing', () => {
    assert.deepEqual(parseType('varchar ( 20 )'), { kind: 'varchar', length: 20 })
    assert.deepEqual(parseType('Numeric(10,2)'), { kind: 'numeric', precision: 10, scale: 2 })
    assert.deepEqual(parseType('datetime'), { kind: 'timestamp' })
  })

  test('reads back every type that is one of its own words, and says nothing more of it', () => {
    const plain = [
      'smallint',
      'integer',
      'bigint',
      'real',
      'double',
      'numeric',
      'boolean',
      'varchar',
    ]
    for (const kind of [...plain, 'char', 'text', 'date', 'time', 'timestamp', 'json'])
      assert.deepEqual(parseType(typeSql({ kind } as ColumnType)), { kind })
    assert.deepEqual(parseType('CHAR(3)'), { kind: 'char', length: 3 })
    assert.deepEqual(parseType('NUMERIC(10)'), { kind: 'numeric', precision: 10 })
    assert.deepEqual(parseType('TEXT(20)'), { kind: 'native', sql: 'TEXT(20)' })
    assert.deepEqual(parseType('INTEGER(3)'), { kind: 'native', sql: 'INTEGER(3)' })
  })

  test('keeps every other declaration as it stands: INT is not INTEGER, which may be the rowid', () => {
    for (const declared of [
      'INT',
      'FLOAT',
      'TIMESTAMP',
      'BLOB(10)',
      'VARCHAR(max)',
      'TEXT(20)',
      'DATETIME(3)',
      '',
      'NUMERIC(10, -2)',
    ])
      assert.deepEqual(parseType(declared), { kind: 'native', sql: declared })
    assert.deepEqual(parseType('UNSIGNED /* ! */ BIG\n INT'), {
      kind: 'native',
      sql: 'UNSIGNED BIG INT',
    })
  })

  test('gives a type that stays what it is', () => {
    for (const [type] of sql)
      assert.deepEqual(canonicalType(canonicalType(type)), canonicalType(type))
  })
})

test('sameType leaves case, spacing and the usual synonyms aside', () => {
  const same = (a: string, b: string) =>
    sameType({ kind: 'native', sql: a }, { kind: 'native', sql: b })
  assert.ok(same('FLOAT', 'double precision'))
  assert.ok(same('Decimal(10,2)', 'NUMERIC ( 10, 2 )'))
  assert.ok(same('timestamp', 'DATETIME'))
  assert.ok(same('Point', 'POINT'))
  assert.ok(same('character varying(3)', 'VARCHAR(3)'))
  assert.ok(same('Character( 3 )', 'CHAR(3)'))
  assert.ok(same('int', 'INTEGER'))
  assert.ok(same('bool', 'BOOLEAN'))
  assert.ok(!same('VARCHAR(10)', 'VARCHAR(20)'))
  assert.ok(!same('TEXT', 'VARCHAR'))
  assert.ok(!same('REAL', 'DOUBLE'))
})

test('every type makes a column with the affinity that its values need', () =>
  withSqlite(async ({ connection }) => {
    const kept = async (type: ColumnType, value: unknown) => {
      await connection.script(`DROP TABLE IF EXISTS t; CREATE TABLE t (a ${typeSql(type)})`)
      await connection.run('INSERT INTO t VALUES (?)', [value])
      const [row] = await connection.query<{ a: unknown }>('SELECT a FROM t')
      return row?.a
    }
    assert.equal(await kept({ kind: 'text' }, 5), '5')
    assert.equal(await kept({ kind: 'uuid' }, '0e1'), '0e1')
    assert.equal(await kept({ kind: 'interval' }, '10'), '10')
    assert.equal(await kept({ kind: 'varchar', length: 2 }, '007'), '007')
    assert.equal(await kept({ kind: 'bigint' }, 9007199254740993n), 9007199254740993n)
    assert.equal(await kept({ kind: 'boolean' }, true), 1)
    assert.equal(await kept({ kind: 'double' }, 0.1), 0.1)
    assert.deepEqual(
      await kept({ kind: 'bytes' }, new Uint8Array([0, 255])),
      new Uint8Array([0, 255]),
    )
  }))
