import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkKeys, checkStates, isRecord, newNameOf, on, refOf } from './arguments.ts'
import { type Refusal, refuses } from './recording.test.ts'

const inAuth = { schema: 'auth', name: 'user' }

test('a name is a text, or a record of its schema and itself', () => {
  assert.deepEqual(refOf('m', 'a.b'), { name: 'a.b' })
  assert.deepEqual(refOf('m', { name: 'user' }), { name: 'user' })
  assert.deepEqual(refOf('m', { schema: undefined, name: 'user' } as never), { name: 'user' })
  assert.deepEqual(refOf('m', { ...inAuth, columns: [] } as never), inAuth)
})

test('a bare new name leaves something where it is', () => {
  assert.deepEqual(newNameOf('m', inAuth, 'person'), { schema: 'auth', name: 'person' })
  assert.deepEqual(newNameOf('m', { name: 'user' }, 'person'), { name: 'person' })
  assert.deepEqual(newNameOf('m', inAuth, { name: 'person' }), { name: 'person' })
  assert.deepEqual(newNameOf('m', { name: 'user' }, inAuth), inAuth)
})

const none: readonly unknown[] = [
  '',
  undefined,
  null,
  7,
  true,
  [],
  ['user'],
  {},
  { name: '' },
  { name: 7 },
  { name: ['user'] },
  { schema: 'auth' },
  { schema: 'auth', name: '' },
]

refuses([
  ...none.map(
    (ref): Refusal => [
      `${JSON.stringify(ref)} as a name`,
      () => refOf('m', ref as never),
      { method: 'm', what: undefined },
    ],
  ),
  ...none.map(
    (ref): Refusal => [
      `${JSON.stringify(ref)} as a new name`,
      () => newNameOf('m', inAuth, ref as never),
      { method: 'm', what: undefined },
    ],
  ),
  ...['', null, 7].map(
    (schema): Refusal => [
      `${JSON.stringify(schema)} as a schema`,
      () => refOf('m', { schema, name: 'user' } as never),
      { method: 'm', what: 'schema' },
    ],
  ),
  ...[undefined, null, 7, 'x', [], {}, { from: 'x' }, { to: undefined }].map(
    (states): Refusal => [
      `${JSON.stringify(states)} as what is to be`,
      () => checkStates('m', states),
      { method: 'm' },
    ],
  ),
  ...['using', 'usingBack', 'mapping', 'mappingBack', 'comment'].map(
    (key): Refusal => [
      `${key} where it means nothing`,
      () => checkStates('m', { from: 1, to: 2, [key]: 'x' }),
      { method: 'm' },
    ],
  ),
])

test('what is to be may say what was, and what else the method knows', () => {
  checkStates('m', { to: null })
  checkStates('m', { from: undefined, to: false })
  checkStates('m', { from: 1, to: 2, using: 'x' }, 'using')
})

test('a key that is nearly right is known', () => {
  const attempt = (key: string) => () => checkKeys('m', { [key]: 1 }, ['nullable', 'type'])
  assert.throws(attempt('nulable'), { method: 'm', hint: 'Did you mean "nullable"?' })
  assert.throws(attempt('xyz'), { method: 'm', hint: 'It knows: nullable, type' })
  checkKeys('m', { type: 1, nullable: 2 }, ['nullable', 'type'])
})

test('records are neither null nor lists', () => {
  for (const value of [{}, { a: 1 }, Object.create(null)]) assert.equal(isRecord(value), true)
  for (const value of [null, undefined, 'a', 1, [], () => {}]) assert.equal(isRecord(value), false)
})

test('flags are on when they are true and nothing else', () => {
  const flags = { a: true, b: false, c: undefined, d: 'true', e: 1 }
  assert.deepEqual(on(flags as never), { a: true })
})
