/** What a change of type may lose is told, held against PostgreSQL: values go to the other type and come back. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { lossOf } from '../../src/compare/lossy.ts'
import { typeSql } from '../../src/dialects/postgresql/types.ts'
import type { ColumnType } from '../../src/schema/model.ts'
import { withPostgres } from '../support/databases.ts'
import { testServer } from '../support/postgres-server.ts'

interface Kind {
  readonly type: ColumnType
  readonly values: readonly string[]
}

const INTEGERS = ['0', '-7']
const FRACTIONS = ['0.5', '1234567.891', '0.12345678901234567', '123456789012345678901234567890']
const DAYS = ['0001-02-03', '2024-02-29']
const TIMES = ['00:00:00', '12:34:56.789012', '23:59:59.6']
const OBJECTS = ['{"b": 1, "a": 2, "a": 3}', '[]']

const enumOf = (name: string, ...values: string[]): Kind => ({
  type: { kind: 'enum', name, values },
  values,
})

const numbers: readonly Kind[] = [
  { type: { kind: 'smallint' }, values: [...INTEGERS, '32767'] },
  { type: { kind: 'integer' }, values: [...INTEGERS, '2147483647'] },
  { type: { kind: 'bigint' }, values: [...INTEGERS, '9223372036854775807'] },
  { type: { kind: 'real' }, values: [...INTEGERS, '0.12345679', '3e38'] },
  { type: { kind: 'double' }, values: [...INTEGERS, '0.30000000000000004', '1e300'] },
  { type: { kind: 'numeric' }, values: [...INTEGERS, ...FRACTIONS] },
  { type: { kind: 'numeric', precision: 5 }, values: [...INTEGERS, '99999'] },
  { type: { kind: 'numeric', precision: 7, scale: 2 }, values: [...INTEGERS, '99999.99'] },
  { type: { kind: 'numeric', precision: 7, scale: 4 }, values: [...INTEGERS, '999.9999'] },
  { type: { kind: 'numeric', precision: 19 }, values: [...INTEGERS, '9999999999999999999'] },
  { type: { kind: 'numeric', precision: 20, scale: 10 }, values: ['9999999999.0123456789'] },
]

const texts: readonly Kind[] = [
  { type: { kind: 'text' }, values: ['', 'a ', 'much longer than ten'] },
  { type: { kind: 'varchar' }, values: ['', 'a ', 'much longer than ten'] },
  { type: { kind: 'varchar', length: 5 }, values: ['', 'a ', 'abcde'] },
  { type: { kind: 'varchar', length: 10 }, values: ['', 'a ', 'abcdefghij'] },
  { type: { kind: 'char' }, values: ['a'] },
  { type: { kind: 'char', length: 5 }, values: ['a', 'abcde'] },
  { type: { kind: 'char', length: 10 }, values: ['a', 'abcdefghij'] },
]

const times: readonly Kind[] = [
  { type: { kind: 'date' }, values: DAYS },
  { type: { kind: 'time' }, values: TIMES },
  { type: { kind: 'time', precision: 3 }, values: TIMES },
  { type: { kind: 'time', precision: 0 }, values: TIMES },
  { type: { kind: 'time', withTimeZone: true }, values: TIMES.map((time) => `${time}+02`) },
  { type: { kind: 'timestamp' }, values: DAYS.map((day) => `${day} ${TIMES[1]}`) },
  { type: { kind: 'timestamp', precision: 3 }, values: DAYS.map((day) => `${day} ${TIMES[1]}`) },
  {
    type: { kind: 'timestamp', withTimeZone: true },
    values: DAYS.map((day) => `${day} ${TIMES[1]}+02`),
  },
]

const others: readonly Kind[] = [
  { type: { kind: 'interval' }, values: ['1 year 2 days 3.456789 seconds'] },
  { type: { kind: 'interval', precision: 3 }, values: ['1 year 2 days 3.456789 seconds'] },
  { type: { kind: 'interval', fields: 'year to month' }, values: ['1 year 2 months'] },
  { type: { kind: 'boolean' }, values: ['true', 'false'] },
  { type: { kind: 'uuid' }, values: ['a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'] },
  { type: { kind: 'json' }, values: OBJECTS },
  { type: { kind: 'jsonb' }, values: OBJECTS },
  { type: { kind: 'bytes' }, values: ['\\xdeadbeef'] },
  { type: { kind: 'native', sql: 'inet' }, values: ['10.0.0.1/8'] },
  { type: { kind: 'array', of: { kind: 'integer' } }, values: ['{1,2147483647}', '{}'] },
  { type: { kind: 'array', of: { kind: 'smallint' } }, values: ['{1,32767}', '{}'] },
  enumOf('few', 'a', 'b'),
  enumOf('many', 'b', 'a', 'c'),
]

/** Whether a value is the same after it has been of another type; one that is refused is not. */
const SURVIVES = `
  CREATE TYPE few AS ENUM ('a', 'b');
  CREATE TYPE many AS ENUM ('b', 'a', 'c');
  CREATE FUNCTION survives(value text, one text, way text, other text) RETURNS boolean LANGUAGE plpgsql AS $$
  DECLARE same boolean;
  BEGIN
    EXECUTE format('SELECT (%1$L::%2$s)%3$s::%4$s%3$s::%2$s::text = %1$L::%2$s::text', value, one, way, other) INTO same;
    RETURN same;
  EXCEPTION WHEN others THEN RETURN false;
  END $$`

const groups = { numbers, texts, times, others }
const all = Object.values(groups).flat()
const server = await testServer()

test(
  'a change of type that says nothing keeps every value, and one that warns has a reason',
  {
    skip: 'missing' in server && server.missing,
  },
  () =>
    withPostgres(async ({ connection }) => {
      await connection.script(SURVIVES)
      const told: string[] = []
      for (const from of all)
        for (const to of all) {
          const [one, other] = [typeSql(from.type), typeSql(to.type)]
          const way = from.type.kind === 'enum' && to.type.kind === 'enum' ? '::text' : ''
          const rows = await connection.query<{ value: string }>(
            'SELECT value FROM unnest($1::text[]) value WHERE NOT survives(value, $2, $3, $4)',
            [from.values, one, way, other],
          )
          const lost = rows.map(({ value }) => value)
          const loss = lossOf(from.type, to.type)
          const isOneGroup = Object.values(groups).some((g) => g.includes(from) && g.includes(to))
          if (loss === undefined && lost.length > 0) told.push(`${one} to ${other} loses ${lost}`)
          if (loss !== undefined && lost.length === 0 && isOneGroup)
            told.push(`${one} to ${other} loses nothing, but says: ${loss}`)
        }
      assert.deepEqual(told, [])
    }),
)
