import assert from 'node:assert/strict'
import { describe as suite, test } from 'node:test'
import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import * as dsl from '../schema/builders/index.ts'
import { compact } from '../schema/equal.ts'
import type { Schema } from '../schema/model.ts'
import { apply } from './apply.ts'
import { complete, completeAll, spellOut } from './complete.ts'
import { describe } from './describe.ts'
import { invertAll } from './invert.ts'
import type { Operation } from './model.ts'
import { type Recorder, record } from './recorder.ts'
import { before, scenarios } from './scenarios.test.ts'
import { sourceOf } from './source.ts'

const recorded = (fn: (op: Recorder) => void): Operation[] => record(fn, { dialect: 'postgresql' })

/** The source run again, with the words of the model language and nothing else in scope. */
function evaluated(source: string): Operation[] {
  const run = new Function(...Object.keys(dsl), 'op', source)
  return recorded((op) => run(...Object.values(dsl), op))
}

/** In an order that does not tell how it came about. */
function settled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(settled)
  if (typeof value !== 'object' || value === null || value instanceof Date) return value
  if (value instanceof Uint8Array) return value
  return Object.fromEntries(
    Object.entries(compact(value))
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, UNORDERED.has(key) ? sorted(inner) : settled(inner)]),
  )
}

const UNORDERED = new Set([
  'tables',
  'uniques',
  'foreignKeys',
  'checks',
  'indexes',
  'exclusions',
  'objects',
  'sequences',
  'enums',
  'schemas',
])

const text = (value: unknown): string =>
  JSON.stringify(value, (_, inner) => (typeof inner === 'bigint' ? `${inner}n` : inner))

const sorted = (value: unknown): unknown =>
  (value as unknown[]).map(settled).toSorted((a, b) => (text(a) < text(b) ? -1 : 1))

/** Columns come back at the end. */
const withoutOrder = (schema: Schema): unknown =>
  settled({
    ...schema,
    tables: schema.tables.map((table) => ({
      ...table,
      columns: sorted(table.columns),
    })),
  })

/** What its inverse does not know of it: that it was one operation, or that others went with it. */
const isForgetful = (operation: Operation): boolean =>
  operation.kind === 'validateConstraint' ||
  operation.kind === 'addEnumValue' ||
  (operation.kind === 'dropTable' && operation.cascade === true)

/** What a replaced object depended on is for order alone, and not written beside what its successor does. */
function withoutHints(operation: Operation): Operation {
  if (operation.kind !== 'replaceObject') return operation
  const { dependsOn: _, ...from } = operation.from
  return operation.to.columns === undefined ? { ...operation, from } : operation
}

const IRREVERSIBLE = ['do something of its own', 'insert rows']

for (const { name, record: write } of scenarios)
  suite(name, () => {
    test('is recorded again by its source', () => {
      for (const operation of recorded(write))
        assert.deepEqual(settled(evaluated(sourceOf(operation))), settled([operation]))
    })

    test('is recorded again by its source, completed', () => {
      let schema = before
      for (const operation of recorded(write)) {
        const whole = complete(operation, schema)
        const [again] = evaluated(sourceOf(whole))
        assert.ok(again)
        assert.deepEqual(settled(complete(again, schema)), settled(withoutHints(whole)))
        schema = apply(schema, whole)
      }
    })

    test('is plain data, and has words', () => {
      assert.notEqual(recorded(write).length, 0)
      for (const operation of recorded(write)) {
        assert.match(describe(operation), /^[a-z]+ ?.*$/s)
        text(operation)
      }
    })

    if (!IRREVERSIBLE.includes(name)) {
      test('is undone by its inverse', () => {
        const operations = spellOut(recorded(write), before)
        const after = operations.reduce(apply, before)
        const restored = invertAll(operations).reduce(apply, after)
        assert.deepEqual(withoutOrder(restored), withoutOrder(before))
      })

      test('does the same spelt out', () => {
        const { after } = completeAll(recorded(write), before)
        const spelt = spellOut(recorded(write), before).reduce(apply, before)
        assert.deepEqual(withoutOrder(after), withoutOrder(spelt))
      })

      test('is inverted twice into itself', () => {
        const operations = spellOut(recorded(write), before)
        if (operations.some(isForgetful)) return
        assert.deepEqual(settled(invertAll(invertAll(operations))), settled(operations))
      })
    }
  })

test('any of them one after the other are undone by their inverses', () => {
  const several = fc.shuffledSubarray(
    scenarios.filter(({ name }) => !IRREVERSIBLE.includes(name)),
    { minLength: 2, maxLength: 8 },
  )
  fc.assert(
    fc.property(several, (chosen) => {
      let schema = before
      const done: Operation[] = []
      for (const operation of chosen.flatMap((scenario) => recorded(scenario.record))) {
        const spelt = attempt(asItIs(operation), schema)
        schema = spelt.reduce(apply, schema)
        done.push(...spelt)
      }
      assert.deepEqual(withoutOrder(invertAll(done).reduce(apply, schema)), withoutOrder(before))
    }),
    { numRuns: 300 },
  )
})

/** Others have been there before, so what it comes from is looked up, not stated. */
function asItIs(operation: Operation): Operation {
  switch (operation.kind) {
    case 'alterColumn':
      return { ...operation, from: {}, lookUp: true }
    case 'alterEnum': {
      const { comment: _, ...change } = operation
      return { ...change, lookUp: true }
    }
    case 'alterTable':
    case 'setTableComment':
    case 'setConstraintComment':
    case 'setIndexComment':
    case 'dropConstraint':
    case 'dropObject':
    case 'replaceObject':
      return { ...operation, lookUp: true }
    default:
      return operation
  }
}

/** What the operation does, or nothing where those before it have left nothing for it to do. */
function attempt(operation: Operation, schema: Schema): Operation[] {
  try {
    const spelt = spellOut([operation], schema)
    spelt.reduce(apply, schema)
    return spelt
  } catch (error) {
    const { code } = error as { code?: string }
    if (code === 'not-there' || code === 'already-there') return []
    throw error
  }
}

test('the scenarios know every kind of operation but code', () => {
  const kinds = new Set(
    scenarios.flatMap(({ record: write }) => recorded(write).map(({ kind }) => kind)),
  )
  const all = [
    ...[
      'createTable',
      'dropTable',
      'renameTable',
      'alterTable',
      'setTableComment',
      'addColumn',
      'dropColumn',
    ],
    ...['alterColumn', 'renameColumn', 'addConstraint', 'dropConstraint', 'renameConstraint'],
    ...[
      'validateConstraint',
      'setConstraintComment',
      'setIndexComment',
      'createIndex',
      'dropIndex',
      'renameIndex',
      'createSchema',
      'dropSchema',
    ],
    ...['createEnum', 'dropEnum', 'renameEnum', 'addEnumValue', 'renameEnumValue', 'alterEnum'],
    ...[
      'createSequence',
      'dropSequence',
      'alterSequence',
      'renameSequence',
      'createObject',
      'dropObject',
    ],
    ...['replaceObject', 'bulkInsert', 'execute', 'custom'],
  ]
  assert.ok(isDeepStrictEqual([...kinds].toSorted(), all.toSorted()))
})
