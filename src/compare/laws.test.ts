import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { objections } from '../../tests/live-compare/legal.ts'
import { schemas } from '../../tests/live-compare/schemas.ts'
import { difference, tell } from '../../tests/live-compare/told.ts'
import { apply } from '../operations/apply.ts'
import { invertAll } from '../operations/invert.ts'
import type { Operation } from '../operations/model.ts'
import type { Schema } from '../schema/model.ts'
import { says } from './match.ts'

const runs = { numRuns: Number(process.env.COMPARE_RUNS ?? 300) }

const law = (name: string, holds: (from: Schema, to: Schema, shuffle: Shuffle) => void) =>
  test(name, () => {
    const shuffles = fc.infiniteStream(fc.nat()).map(
      (numbers): Shuffle =>
        (items) =>
          items
            .map((item) => ({ item, at: numbers.next().value ?? 0 }))
            .sort((a, b) => a.at - b.at)
            .map(({ item }) => item),
    )
    fc.assert(fc.property(schemas(), schemas(), shuffles, holds), runs)
  })

type Shuffle = <T>(items: readonly T[]) => T[]

const operationsFor = (from: Schema, to: Schema) => difference(from, to).operations

const after = (schema: Schema, operations: readonly Operation[]) =>
  operations.reduce((before, operation) => apply(before, operation), schema)

/** The same whatever the order; what comes to be named `undefined` and what has no name are one. */
function plain(schema: Schema): unknown {
  const sorted = (items: readonly unknown[]) => items.map(says).toSorted()
  return {
    schemas: schema.schemas.toSorted(),
    enums: sorted(schema.enums),
    sequences: sorted(schema.sequences),
    objects: sorted(schema.objects),
    tables: schema.tables
      .map(({ columns, uniques, foreignKeys, checks, exclusions, indexes, ...rest }) => ({
        rest: says(rest),
        columns: sorted(columns),
        constraints: [uniques, foreignKeys, checks, exclusions, indexes].map(sorted),
      }))
      .toSorted((a, b) => (a.rest < b.rest ? -1 : 1)),
  }
}

/** `isFree`: what the database's own compiler sees to. */
function illegalSteps(
  schema: Schema,
  operations: readonly Operation[],
  isFree: (operation: Operation) => boolean = () => false,
): string[] {
  let before = schema
  return operations.flatMap((operation, i) => {
    const next = apply(before, operation)
    const found = isFree(operation) ? [] : objections(before, operation, next)
    before = next
    return found.map((objection) => `${i} ${tell(operation)}: ${objection}`)
  })
}

describe('of any two schemas', () => {
  law('a schema does not differ from itself', (from) => {
    assert.deepEqual(difference(from, from).operations.map(tell), [])
  })

  law('the operations lead from one to the other, and then nothing is left to do', (from, to) => {
    const reached = after(from, operationsFor(from, to))
    assert.deepEqual(difference(reached, to).operations.map(tell), [])
  })

  law('their inverse leads back exactly', (from, to) => {
    const operations = operationsFor(from, to)
    assert.deepEqual(plain(after(after(from, operations), invertAll(operations))), plain(from))
  })

  law('every step is legal, forwards and backwards', (from, to) => {
    const operations = operationsFor(from, to)
    assert.deepEqual(illegalSteps(from, operations), [])
    // Views need not go for a value that is added, though they must when it is taken back.
    const takesBack = ({ kind }: Operation) => kind === 'alterEnum'
    const back = illegalSteps(after(from, operations), invertAll(operations), takesBack)
    assert.deepEqual(back, [])
  })

  law('the order of definition does not matter', (from, to, shuffle) => {
    const shuffled = (schema: Schema): Schema => ({
      ...schema,
      schemas: shuffle(schema.schemas),
      enums: shuffle(schema.enums),
      sequences: shuffle(schema.sequences),
      objects: shuffle(schema.objects),
      tables: shuffle(schema.tables).map((table) => ({
        ...table,
        uniques: shuffle(table.uniques),
        foreignKeys: shuffle(table.foreignKeys),
        checks: shuffle(table.checks),
        exclusions: shuffle(table.exclusions),
        indexes: shuffle(table.indexes),
      })),
    })
    assert.deepEqual(
      difference(shuffled(from), shuffled(to)).operations.map(tell),
      difference(from, to).operations.map(tell),
    )
  })
})
