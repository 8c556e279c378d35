import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type {
  Column,
  Exclusion,
  ForeignKey,
  Index,
  Sequence,
  StoredObject,
  Table,
  Unique,
} from '../schema/model.ts'
import { spelled } from './spelling.ts'

const column = (facts: Partial<Column> = {}): Column => ({
  name: 'long',
  type: { kind: 'integer' },
  nullable: true,
  ...facts,
})

const foreignKey = (columns: string[], facts: Partial<ForeignKey> = {}): ForeignKey => ({
  columns: ['long'],
  references: { name: 'long', columns },
  ...facts,
})

const cut = { columns: ['cut'], references: { name: 'cut', columns: ['cut'] } }

describe('what somebody wrote, under the names that the database makes of theirs', () => {
  test('is the very same record where nothing differs', () => {
    const [key, index]: [Unique, Index] = [
      { name: 'u', columns: ['a'], include: ['b'] },
      {
        name: 'i',
        elements: [{ column: 'a' }, { expression: { sql: 'b' } }],
        include: ['b'],
      },
    ]
    assert.equal(spelled.key(key, { ...key }), key)
    assert.equal(spelled.elements(index, structuredClone(index)), index)
    const id = column({ sequenceName: 's' })
    assert.equal(spelled.column(id, { ...id }), id)
  })

  test('keeps what the database only fills in out of it', () => {
    assert.deepEqual(spelled.column(column(), column({ name: 'cut', sequenceName: 's' })), {
      ...column({ name: 'cut' }),
    })
    assert.deepEqual(
      spelled.key<Unique>({ columns: ['long'] }, { name: 'u', columns: ['cut'], include: ['x'] }),
      { columns: ['cut'] },
    )
    assert.deepEqual(
      spelled.elements<Index>(
        { name: 'i', elements: [{ column: 'long' }] },
        { name: 'i', elements: [{ column: 'cut' }], include: ['x'] },
      ),
      { name: 'i', elements: [{ column: 'cut' }] },
    )
    assert.deepEqual(
      spelled.foreignKey(
        foreignKey(['long']),
        foreignKey(['cut'], { name: 'fk', onDeleteColumns: ['x'] }),
      ),
      foreignKey(['cut']),
    )
    assert.deepEqual(
      spelled.sequence({ name: 's' }, { name: 's', ownedBy: { name: 't', column: 'c' } }),
      { name: 's' },
    )
  })
  test('has every name that it states as the database has it', () => {
    assert.deepEqual(
      spelled.column(column({ sequenceName: 'long' }), column({ sequenceName: 'cut' })),
      column({ sequenceName: 'cut' }),
    )
    assert.deepEqual(
      spelled.key<Unique>(
        { name: 'long', columns: ['a'], include: ['long'] },
        { name: 'cut', columns: ['a'], include: ['cut'] },
      ),
      { name: 'cut', columns: ['a'], include: ['cut'] },
    )
    const exclusion = (name: string): Exclusion => ({
      name,
      elements: [{ column: name, operator: '=' }],
      include: [name],
    })
    assert.deepEqual(spelled.elements(exclusion('long'), exclusion('cut')), exclusion('cut'))
    const facts = { name: 'long', onDeleteColumns: ['long'] }
    const is = { ...cut, name: 'cut', onDeleteColumns: ['cut'] }
    assert.deepEqual(spelled.foreignKey(foreignKey(['long'], facts), is), is)
    const check = (name: string) => ({ name, expression: { sql: 'a > 0' } })
    assert.deepEqual(spelled.check(check('long'), check('cut')), check('cut'))
    const mood = (name: string) => ({ name, values: ['a'] })
    assert.deepEqual(spelled.enum(mood('long'), mood('cut')), mood('cut'))
    const owned = (name: string): Sequence => ({
      name,
      ownedBy: { name, column: name },
    })
    assert.deepEqual(spelled.sequence(owned('long'), owned('cut')), owned('cut'))
    const object = (name: string): StoredObject => ({
      kind: 'trigger',
      name,
      table: { name },
      signature: name,
      definition: '',
      indexes: [{ name, elements: [{ column: name }] }],
    })
    assert.deepEqual(spelled.object(object('long'), object('cut')), object('cut'))
    const table = (name: string, schema: string) =>
      ({ name, schema, columns: [] }) as never as Table
    assert.deepEqual(spelled.table(table('long', 'far'), table('cut', 'off')), table('cut', 'off'))
    assert.deepEqual(spelled.table(table('t', 'far'), table('t', 'off')), table('t', 'off'))
  })

  test('keeps its own words for what is no name', () => {
    const index = (sql: string): Index => ({
      name: 'i',
      elements: [{ expression: { sql } }],
    })
    assert.deepEqual(spelled.elements(index('a+b'), index('(a + b)')), index('a+b'))
  })

  test('keeps the form of a foreign key that names no columns, or names them', () => {
    assert.deepEqual(spelled.foreignKey(foreignKey([]), cut), {
      columns: ['cut'],
      references: { name: 'cut', columns: [] },
    })
    assert.deepEqual(
      spelled.foreignKey(foreignKey(['long']), {
        ...cut,
        references: { name: 'cut', columns: [] },
      }),
      { columns: ['cut'], references: { name: 'cut', columns: ['long'] } },
    )
  })
})
