import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { ColumnBuilder } from './column.ts'
import {
  array,
  bigint,
  boolean,
  bytes,
  char,
  date,
  double,
  enumeration,
  enumType,
  integer,
  interval,
  json,
  jsonb,
  native,
  numeric,
  real,
  smallint,
  text,
  time,
  timestamp,
  timestamptz,
  typeOf,
  uuid,
  varchar,
} from './index.ts'

describe('a type', () => {
  test('is plain data', () => {
    const mood = enumType('mood', ['happy', 'sad'], { schema: 'app' })
    const types: readonly [ColumnBuilder, object][] = [
      [smallint(), { kind: 'smallint' }],
      [integer(), { kind: 'integer' }],
      [bigint(), { kind: 'bigint' }],
      [real(), { kind: 'real' }],
      [double(), { kind: 'double' }],
      [numeric(), { kind: 'numeric' }],
      [numeric(10, 2), { kind: 'numeric', precision: 10, scale: 2 }],
      [numeric(3, -2), { kind: 'numeric', precision: 3, scale: -2 }],
      [boolean(), { kind: 'boolean' }],
      [char(2), { kind: 'char', length: 2 }],
      [varchar(), { kind: 'varchar' }],
      [varchar(255), { kind: 'varchar', length: 255 }],
      [text(), { kind: 'text' }],
      [bytes(16), { kind: 'bytes', length: 16 }],
      [date(), { kind: 'date' }],
      [time({ precision: 3 }), { kind: 'time', precision: 3 }],
      [timestamp({ withTimeZone: false }), { kind: 'timestamp' }],
      [timestamptz({ precision: 0 }), { kind: 'timestamp', precision: 0, withTimeZone: true }],
      [interval({ fields: 'day to second' }), { kind: 'interval', fields: 'day to second' }],
      [uuid(), { kind: 'uuid' }],
      [json(), { kind: 'json' }],
      [jsonb(), { kind: 'jsonb' }],
      [array(varchar(5)), { kind: 'array', of: { kind: 'varchar', length: 5 } }],
      [array(integer(), 2), { kind: 'array', of: { kind: 'integer' }, dimensions: 2 }],
      [native('inet'), { kind: 'native', sql: 'inet' }],
      [native(''), { kind: 'native', sql: '' }],
      [enumeration(mood), { kind: 'enum', schema: 'app', name: 'mood', values: ['happy', 'sad'] }],
      [enumeration('mood', ['a']), { kind: 'enum', name: 'mood', values: ['a'] }],
      [
        jsonb().variant('sqlite', text()),
        { kind: 'variant', base: { kind: 'jsonb' }, dialects: { sqlite: { kind: 'text' } } },
      ],
    ]
    for (const [builder, type] of types) assert.deepEqual(typeOf(builder), type)
  })

  test('refuses sizes that are none', () => {
    for (const make of [
      () => varchar(0),
      () => varchar(1.5),
      () => char(-1),
      () => numeric(undefined, 2),
      () => timestamp({ precision: -1 }),
      () => array(array(integer())),
      () => array(integer().variant('sqlite', text())),
      () => array(integer(), 0),
    ])
      assert.throws(make, { code: 'invalid-model' })
  })

  test('takes a bare type as its variant', () => {
    assert.throws(() => integer().variant('sqlite', text().notNull()), { code: 'invalid-model' })
  })
})
