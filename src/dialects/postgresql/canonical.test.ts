import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { type Column, emptySchema, type Schema, type Table } from '../../schema/model.ts'
import { canonical } from './canonical/index.ts'

const table = (parts: Partial<Table> = {}): Table => ({
  name: 't',
  columns: [],
  uniques: [],
  foreignKeys: [],
  checks: [],
  exclusions: [],
  indexes: [],
  ...parts,
})

const column = (name: string, rest: Partial<Column> = {}): Column => ({
  name,
  type: { kind: 'integer' },
  nullable: true,
  ...rest,
})

const of = (...tables: readonly Table[]): readonly Table[] =>
  canonical({ ...emptySchema, tables }).tables

const columnOf = (one: Column, rest: Partial<Table> = {}): Column | undefined =>
  of(table({ columns: [one], ...rest }))[0]?.columns[0]

describe('a column', () => {
  test('of a domain has a default of the type behind it', () => {
    const type = { kind: 'native', sql: 'email' } as const
    const default_ = { sql: "'x'::text" }
    const domain = { kind: 'domain', name: 'email', definition: 'AS text' } as const
    const tables = [table({ columns: [column('a', { type, default: default_ })] })]
    const defaultOf = (schema: Schema) => canonical(schema).tables[0]?.columns[0]?.default
    assert.deepEqual(defaultOf({ ...emptySchema, tables, objects: [domain] }), { literal: 'x' })
    assert.deepEqual(defaultOf({ ...emptySchema, tables }), default_)
  })

  test('of the primary key or of an identity is never null', () => {
    assert.equal(columnOf(column('id'), { primaryKey: { columns: ['id'] } })?.nullable, false)
    assert.equal(columnOf(column('id', { identity: { always: true } }))?.nullable, false)
  })

  test('numbers itself only where it is of integers, and says no sequence that goes without saying', () => {
    assert.deepEqual(
      columnOf(column('id', { autoincrement: true, nullable: false, sequenceName: 't_id_seq' })),
      {
        name: 'id',
        type: { kind: 'integer' },
        nullable: false,
        autoincrement: true,
      },
    )
    assert.equal(
      columnOf(column('id', { type: { kind: 'text' }, autoincrement: true }))?.autoincrement,
      undefined,
    )
  })

  test('loses what is SQLite’s, and what says nothing', () => {
    assert.deepEqual(
      columnOf(
        column('a', {
          notNullOnConflict: 'fail',
          notNullName: 'nn',
          comment: '',
          collation: 'default',
          default: { literal: null },
        }),
      ),
      { name: 'a', type: { kind: 'integer' }, nullable: true },
    )
  })

  test('of an identity says only the options that are not the usual ones', () => {
    assert.deepEqual(
      columnOf(
        column('id', {
          type: { kind: 'smallint' },
          identity: {
            always: false,
            start: 1,
            increment: 1,
            minValue: 1,
            maxValue: 32767,
            cache: 1,
            cycle: false,
          },
        }),
      )?.identity,
      { always: false },
    )
    assert.deepEqual(
      columnOf(
        column('id', { identity: { always: true, increment: -1, start: -1, minValue: -100 } }),
      )?.identity,
      { always: true, increment: -1, minValue: -100 },
    )
  })

  test('gets what the column of the same name has in the table it inherits from', () => {
    const [, child] = of(
      table({
        name: 'parent',
        columns: [column('a', { nullable: false, default: { literal: 5 } }), column('b')],
      }),
      table({
        columns: [column('a'), column('b', { default: { literal: 1 } })],
        options: { inherits: [{ name: 'parent' }] },
      }),
    )
    assert.deepEqual(child?.columns, [
      { name: 'a', type: { kind: 'integer' }, nullable: false, default: { literal: 5 } },
      { name: 'b', type: { kind: 'integer' }, nullable: true, default: { literal: 1 } },
    ])
  })
})

describe('a table', () => {
  test('says all that its keys mean', () => {
    const [, child] = of(
      table({ name: 'parent', columns: [column('x')], primaryKey: { columns: ['x'] } }),
      table({
        columns: [column('p')],
        foreignKeys: [
          {
            columns: ['p'],
            references: { name: 'parent', columns: [] },
            onDelete: 'no action',
            onUpdate: 'cascade',
          },
        ],
      }),
    )
    assert.deepEqual(child?.foreignKeys, [
      {
        name: 't_p_fkey',
        columns: ['p'],
        references: { name: 'parent', columns: ['x'] },
        onUpdate: 'cascade',
      },
    ])
  })

  test('holds nothing that is only for another database', () => {
    const [one] = of(
      table({
        columns: [column('a')],
        checks: [
          { expression: { sql: 'a > 0' }, dialects: ['sqlite'] },
          {
            name: 'b',
            expression: { sql: '(a > 1)', dialects: { postgresql: '( a > 2 )' } },
            dialects: ['postgresql'],
          },
        ],
        indexes: [
          {
            name: 'i',
            elements: [{ column: 'a', nulls: 'last' }],
            method: 'BTREE',
            dialects: ['postgresql'],
            unique: false,
          },
        ],
        options: { strict: true, withoutRowid: true },
      }),
    )
    assert.deepEqual(one, {
      ...table({ columns: [column('a')] }),
      checks: [{ name: 'b', expression: { sql: 'a > 2' } }],
      indexes: [{ name: 'i', elements: [{ column: 'a' }] }],
    })
  })

  test('keeps its storage parameters where there is something to keep them with', () => {
    const options = {
      with: { FillFactor: '70', 'toast.autovacuum_enabled': 'off' },
      partitionBy: 'range ("a", B)',
    }
    assert.deepEqual(of(table({ columns: [column('a')], options }))[0]?.options, {
      with: { fillfactor: '70' },
      partitionBy: 'RANGE (a, b)',
    })
    assert.deepEqual(
      Object.keys(
        of(table({ columns: [column('a', { type: { kind: 'text' } })], options }))[0]?.options
          ?.with ?? {},
      ),
      ['fillfactor', 'toast.autovacuum_enabled'],
    )
  })
})

test('names are cut as PostgreSQL cuts them, everywhere alike', () => {
  const long = 'n'.repeat(70)
  const short = 'n'.repeat(63)
  const type = { kind: 'enum', name: long, values: ['x'] } as const
  const schema: Schema = {
    ...emptySchema,
    schemas: [long],
    tables: [
      table({
        name: long,
        schema: long,
        columns: [column(long, { type })],
        primaryKey: { columns: [long] },
        indexes: [{ name: long, elements: [{ column: long }] }],
      }),
    ],
    enums: [type],
    sequences: [{ name: long, ownedBy: { name: long, column: long } }],
    objects: [
      {
        kind: 'grant',
        name: 'r',
        table: { name: long },
        definition: `GRANT SELECT (${long}) ON ${long} TO r`,
      },
    ],
  }
  assert.equal(JSON.stringify(canonical(schema)).includes('n'.repeat(64)), false)
  assert.deepEqual(canonical(schema).schemas, [short])
})

describe('an object', () => {
  const [only] = [
    (object: Schema['objects'][number]) =>
      canonical({ ...emptySchema, objects: [object] }).objects[0],
  ]

  test('that is a function goes by the catalog’s names for its arguments', () => {
    const signature = 'int, "char", varchar(3), timestamptz, decimal(10, 2)[], My.Type'
    assert.equal(
      only({ kind: 'function', name: 'f', signature, definition: 'x;' })?.signature,
      'integer, "char", character varying, timestamp with time zone, numeric[], my.type',
    )
  })

  test('that is an extension is the database’s: its schema is a part of what it is', () => {
    assert.deepEqual(
      only({ kind: 'extension', name: 'pg_trgm', schema: 'x', definition: "VERSION '1.6'" }),
      {
        kind: 'extension',
        name: 'pg_trgm',
        definition: `SCHEMA "x" VERSION '1.6'`,
      },
    )
  })

  test('that is a grant goes by its role', () => {
    assert.deepEqual(
      only({
        kind: 'grant',
        name: 'whatever',
        table: { name: 't' },
        definition: 'grant insert, select on t to reader',
      }),
      {
        kind: 'grant',
        name: 'reader',
        table: { name: 't' },
        definition: 'GRANT SELECT, INSERT ON "t" TO "reader"',
      },
    )
  })

  test('that is a domain is worded in one way', () => {
    assert.equal(
      only({
        kind: 'domain',
        name: 'd',
        definition: "varchar(3) check (VALUE <> '') not null check (VALUE > 'a')",
      })?.definition,
      `AS character varying(3) NOT NULL CONSTRAINT "d_check" CHECK (VALUE <> '') CONSTRAINT "d_check1" CHECK (VALUE > 'a')`,
    )
  })
})

test('a sequence says only what is not usual', () => {
  const [one] = canonical({
    ...emptySchema,
    sequences: [
      {
        name: 's',
        type: 'bigint',
        start: 1,
        increment: 1,
        maxValue: 9223372036854775807n,
        cycle: false,
        comment: '',
      },
    ],
  }).sequences
  assert.deepEqual(one, { name: 's' })
})

test('what is canonical stays as it is', () => {
  const schema = canonical({
    ...emptySchema,
    tables: [
      table({
        columns: [column('a', { default: { literal: '5' } })],
        checks: [{ expression: { sql: 'a > 0' } }],
      }),
    ],
  })
  assert.deepEqual(canonical(schema), schema)
})
