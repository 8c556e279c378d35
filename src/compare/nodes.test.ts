import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { difference, type Models, told } from '../../tests/live-compare/told.ts'
import { integer, sequence, table } from '../schema/builders/index.ts'
import {
  emptySchema,
  type ObjectName,
  type Schema,
  type StoredObject,
  type Table,
} from '../schema/model.ts'

const steps = (found: Models | Schema, wanted: Models | Schema) => told(difference(found, wanted))
const column = (name: string) => ({ name, type: { kind: 'integer' }, nullable: true }) as const
const t = (name: string, facts: Partial<Table> = {}): Table => ({
  name,
  columns: [column('a'), column('b')],
  uniques: [],
  foreignKeys: [],
  checks: [],
  exclusions: [],
  indexes: [],
  ...facts,
})

test('a sequence is owned when it is there, however late its name is free', () => {
  const [user, numbers] = [
    (columns: object) => table('user', { id: integer(), ...columns }),
    sequence('numbers', { ownedBy: { table: 'user', column: 'n' } }),
  ]
  const found = [user({}), table('numbers', { id: integer() })]
  assert.deepEqual(steps(found, [user({ n: integer() }), numbers]), [
    'addColumn user.n',
    'dropTable numbers',
    'createSequence numbers',
    'alterSequence numbers',
  ])
})

describe('where nothing else decides', () => {
  test('a dozen columns come in the order of the model', () => {
    const names = Array.from({ length: 12 }, (_, i) => `c${11 - i}`)
    const columns = Object.fromEntries(names.map((name) => [name, integer()]))
    assert.deepEqual(
      steps([table('t', { id: integer() })], [table('t', { id: integer(), ...columns })]),
      names.map((name) => `addColumn t.${name}`),
    )
  })

  test('the constraints of a table come kind by kind, and go the other way', () => {
    const over = (name: string): Partial<Table> => ({
      primaryKey: { name: `z${name}`, columns: ['a'] },
      uniques: [{ name: `y${name}`, columns: ['b'] }],
      checks: [{ name: `x${name}`, expression: { sql: 'a > 0' } }],
      exclusions: [{ name: `w${name}`, elements: [{ column: 'a', operator: '=' }] }],
      indexes: [{ name: `v${name}`, elements: [{ column: 'a' }] }],
      foreignKeys: [
        { name: `u${name}`, columns: ['a'], references: { name: 'o', columns: ['a'] } },
      ],
    })
    const o = t('o', { uniques: [{ name: 'o_key', columns: ['a'] }] })
    const [plain, full] = [
      { ...emptySchema, tables: [o, t('t')] },
      { ...emptySchema, tables: [o, t('t', over('1'))] },
    ]
    const kinds = (from: Schema, to: Schema) =>
      difference(from, to).operations.map((one) =>
        'constraint' in one && typeof one.constraint === 'object'
          ? one.constraint.kind
          : one.kind.replace(/createIndex|dropIndex/, 'index'),
      )
    assert.deepEqual(kinds(plain, full), [
      ...['primaryKey', 'unique', 'check', 'exclusion', 'index', 'foreignKey'],
    ])
    assert.deepEqual(kinds(full, plain), [
      ...['foreignKey', 'index', 'exclusion', 'check', 'unique', 'primaryKey'],
    ])
  })

  test('what changes of a table itself has its place among the changes of that table', () => {
    const key = { columns: ['a'], references: { name: 'o', columns: ['a'] } }
    const o = t('o', { uniques: [{ name: 'o_key', columns: ['a'] }] })
    const from: Schema = {
      ...emptySchema,
      tables: [o, t('t', { foreignKeys: [{ name: 'old', ...key }] }), t('u')],
    }
    const to: Schema = {
      ...emptySchema,
      tables: [
        { ...o, options: { strict: true } },
        t('t', { comment: 'new', foreignKeys: [{ name: 'new', ...key, onDelete: 'cascade' }] }),
        t('u', { columns: [column('a'), column('b'), column('c')] }),
      ],
    }
    assert.deepEqual(steps(from, to), [
      'alterTable o strict',
      'addColumn u.c',
      'dropConstraint t foreignKey old',
      'setTableComment t',
      'addConstraint t foreignKey new',
    ])
  })

  test('a table leaves what it inherits from before anything else of it changes', () => {
    const key = { name: 'f', columns: ['a'], references: { name: 'o', columns: ['a'] } }
    const o = t('o', { uniques: [{ name: 'o_key', columns: ['a'] }] })
    const from = t('t', { foreignKeys: [key], options: { inherits: [{ name: 'p' }] } })
    assert.deepEqual(
      steps(
        { ...emptySchema, tables: [o, t('p'), from] },
        { ...emptySchema, tables: [o, t('p'), t('t')] },
      ),
      ['alterTable t inherits', 'dropConstraint t foreignKey f'],
    )
  })

  test('a constraint without a name comes before those that have one', () => {
    const checks = ['A', undefined, 'B'].map((name, i) => ({
      ...(name !== undefined && { name }),
      expression: { sql: `a > ${i}` },
    }))
    const withChecks = (some: Table['checks']): Schema => ({
      ...emptySchema,
      tables: [t('t', { checks: some })],
    })
    assert.deepEqual(steps(withChecks([]), withChecks(checks)), [
      'addConstraint t check',
      'addConstraint t check A',
      'addConstraint t check B',
    ])
  })

  test('stored objects come kind by kind, each after what it could be about, and go the other way', () => {
    const kinds: StoredObject['kind'][] = [
      ...(['extension', 'domain', 'function', 'procedure', 'view', 'materializedView'] as const),
      ...(['trigger', 'policy', 'grant'] as const),
    ]
    const objects = kinds.map((kind, i): StoredObject => {
      const about: { table?: ObjectName } = i > 5 ? { table: { name: 't' } } : {}
      return { kind, name: `o${9 - i}`, definition: '', ...about }
    })
    const tables = [t('t')]
    const [none, all] = [
      { ...emptySchema, tables },
      { ...emptySchema, tables, objects: objects.toReversed() },
    ]
    const created = (steps: string[]) => steps.map((step) => step.split(' ')[1])
    assert.deepEqual(created(steps(none, all)), kinds)
    assert.deepEqual(created(steps(all, none)), [
      ...['grant', 'policy', 'trigger', 'materializedView', 'view'],
      ...['procedure', 'function', 'domain', 'extension'],
    ])
  })
})
