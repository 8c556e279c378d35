import assert from 'node:assert/strict'
import { test } from 'node:test'
import { integer } from '../schema/builders/index.ts'
import { callSite, placeWithin, recordWithPlaces } from './places.ts'

const HERE = import.meta.filename

test('every operation is recorded with the line that recorded it', () => {
  const { operations, places } = recordWithPlaces(
    (op) => {
      op.addColumn('t', 'a', integer().unique())
      op.only('sqlite', (inner) => inner.dropTable('u'))
      const { execute } = op
      execute('SELECT 1')
    },
    { dialect: 'sqlite' },
  )
  assert.deepEqual(
    operations.map(({ kind }) => kind),
    ['addColumn', 'addConstraint', 'dropTable', 'execute'],
  )
  const [first = 0, ...lines] = places.map((place) => Number(place?.slice(HERE.length + 1)))
  assert.deepEqual(lines, [first, first + 1, first + 3])
})

test('a line is found in whatever way a stack writes it', () => {
  const of = (frame: string) => callSite(`Error: x\n    at node:internal/y:1:1\n    at ${frame}`)
  assert.equal(of('upgrade (file:///a%20(b)/c.ts:3:5)'), '/a (b)/c.ts:3')
  assert.equal(of('file:///a/c.ts?version=1:3:5'), '/a/c.ts:3')
  assert.equal(of('async Object.<anonymous> (/a/c.ts:12:5)'), '/a/c.ts:12')
  assert.equal(of('async file:///a/c.ts:12:5'), '/a/c.ts:12')
  assert.equal(of('native'), undefined)
})

test('what code throws is found in its own file, or else where the code was recorded', () => {
  const stack =
    'Error: x\n    at f (/lib/db.js:1:1)\n    at async file:///m/a.ts:9:5\n    at /m/a.ts:7:1'
  const thrown = Object.assign(new Error('x'), { stack })
  assert.equal(placeWithin('/m/a.ts:7', thrown), '/m/a.ts:9')
  assert.equal(placeWithin('/m/b.ts:7', thrown), '/m/b.ts:7')
  assert.equal(placeWithin('/m/a.ts:7', 'no error'), '/m/a.ts:7')
  assert.equal(placeWithin(undefined, thrown), undefined)
})
