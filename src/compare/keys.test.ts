import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { StoredObjectKind } from '../schema/model.ts'
import {
  columnKey,
  constraintKey,
  halfway,
  loggingKey,
  objectKey,
  primaryKeyKey,
  relationKey,
  schemaKey,
  typeKey,
  uniqueKey,
} from './keys.ts'

const names = [{ name: 'a' }, { name: 'b' }, { schema: 's', name: 'a' }, { schema: 'z', name: 'a' }]

const stored = (kind: StoredObjectKind, facts: object = {}) =>
  objectKey({ kind, name: 'a', definition: '', ...facts })

test('no two things have one key, whatever they are and wherever they live', () => {
  const keys = [
    ...['a', 's', 'z'].map(schemaKey),
    ...names.flatMap((name) => [
      relationKey(name),
      typeKey(name),
      columnKey(name, 'x'),
      columnKey(name, 'y'),
      constraintKey(name, 'x'),
      constraintKey(name, 'y'),
      uniqueKey(name, ['x']),
      uniqueKey(name, ['x', 'y']),
      primaryKeyKey(name),
      loggingKey(name),
      ...(['function', 'trigger', 'policy', 'grant', 'extension'] as const).map((kind) =>
        stored(kind, name),
      ),
      ...['integer', 'text'].map((signature) => stored('function', { ...name, signature })),
      ...names.map((table) => stored('trigger', { ...name, table })),
    ]),
  ]
  assert.deepEqual(
    keys.filter((key, i) => keys.indexOf(key) !== i),
    [],
  )
  assert.deepEqual(
    keys.filter((key) => keys.includes(halfway(key))),
    [],
  )
})

test('one thing has one key, whoever asks', () => {
  const name = { schema: 's', name: 'a' }
  assert.equal(relationKey({ ...name }), relationKey(name))
  assert.equal(uniqueKey(name, ['x', 'y']), uniqueKey(name, ['y', 'x']))
  assert.equal(stored('view', name), relationKey(name))
  assert.equal(stored('materializedView', name), relationKey(name))
  assert.equal(stored('domain', name), typeKey(name))
  assert.equal(stored('procedure', name), stored('function', name))
})
