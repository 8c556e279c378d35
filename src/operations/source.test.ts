import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { text } from '../schema/builders/index.ts'
import type { Operation } from './model.ts'
import { type Recorder, record } from './recorder.ts'
import { importsOf, sourceOf } from './source.ts'

const source = (write: (op: Recorder) => void): string =>
  record(write, { dialect: 'postgresql' })
    .map((operation) => sourceOf(operation))
    .join('\n')

const x = { schema: 'a', name: 'x' }
const y = { schema: 'a', name: 'y' }

describe('an operation is written', () => {
  const cases: readonly (readonly [string, (op: Recorder) => void, string])[] = [
    [
      'with records of two states on lines of their own',
      (op) => op.alterTable('t', { from: {}, to: { unlogged: true } }),
      "op.alterTable('t', {\n  from: {},\n  to: { unlogged: true },\n})",
    ],
    [
      'with a record of one state on the same line',
      (op) => op.alterTable('t', { to: { unlogged: true } }),
      "op.alterTable('t', { to: { unlogged: true } })",
    ],
    [
      'with two texts on the same line',
      (op) => op.setTableComment('t', { from: 'a', to: 'b' }),
      "op.setTableComment('t', { from: 'a', to: 'b' })",
    ],
    [
      'with one text',
      (op) => op.setTableComment('t', { to: null }),
      "op.setTableComment('t', { to: null })",
    ],
    [
      'by a bare new name in the same schema',
      (op) => op.renameTable(x, y),
      "op.renameTable({ schema: 'a', name: 'x' }, 'y')",
    ],
    [
      'by a bare new name in no schema',
      (op) => op.renameTable('x', 'y'),
      "op.renameTable('x', 'y')",
    ],
    [
      'by a whole new name in another schema',
      (op) => op.renameTable('x', y),
      "op.renameTable('x', { schema: 'a', name: 'y' })",
    ],
    [
      'by a whole new name out of a schema',
      (op) => op.renameTable(x, { name: 'y' }),
      "op.renameTable({ schema: 'a', name: 'x' }, { name: 'y' })",
    ],
    [
      'with flags that are on',
      (op) => op.dropTable('t', { ifExists: true, cascade: false }),
      "op.dropTable('t', { ifExists: true })",
    ],
    [
      'without flags that are off',
      (op) => op.dropSchema('a', { ifExists: false }),
      "op.dropSchema('a')",
    ],
    [
      'that makes a view',
      (op) => op.createView('v', 'SELECT 1'),
      "op.createView('v', sql`SELECT 1`)",
    ],
    ['that drops a view', (op) => op.dropView('v'), "op.dropView('v')"],
    [
      'that replaces a view',
      (op) => op.replaceView('v', { to: 'SELECT 1' }),
      "op.replaceView('v', { to: sql`SELECT 1` })",
    ],
    [
      'that drops a materialized view',
      (op) => op.dropMaterializedView('v'),
      "op.dropMaterializedView('v')",
    ],
    ['that drops a function', (op) => op.dropFunction('f'), "op.dropFunction('f')"],
    ['that drops a procedure', (op) => op.dropProcedure('f'), "op.dropProcedure('f')"],
    [
      'that drops a trigger',
      (op) => op.dropTrigger('t', x),
      "op.dropTrigger('t', { schema: 'a', name: 'x' })",
    ],
    ['that drops a domain', (op) => op.dropDomain('d'), "op.dropDomain('d')"],
    ['that drops an extension', (op) => op.dropExtension('e'), "op.dropExtension('e')"],
    ['that drops a policy', (op) => op.dropPolicy('p', 'x'), "op.dropPolicy('p', 'x')"],
    ['that grants', (op) => op.grant('r', 'x', 'GRANT'), "op.grant('r', 'x', sql`GRANT`)"],
    ['that revokes', (op) => op.revoke('r', 'x'), "op.revoke('r', 'x')"],
    [
      'that grants anew',
      (op) => op.replaceGrant('r', 'x', { to: 'GRANT' }),
      "op.replaceGrant('r', 'x', { to: sql`GRANT` })",
    ],
    [
      'for one database',
      (op) => op.only('postgresql', (op) => op.createSchema('a')),
      "op.only('postgresql', (op) => {\n  op.createSchema('a')\n})",
    ],
    [
      'for two databases',
      (op) => op.only(['postgresql', 'sqlite'], (op) => op.createSchema('a')),
      "op.only(['postgresql', 'sqlite'], (op) => {\n  op.createSchema('a')\n})",
    ],
  ]
  for (const [name, write, expected] of cases)
    test(name, () => assert.equal(source(write), expected))

  test('behind the indent of what is around it', () => {
    const [operation] = record((op) => op.alterTable('t', { from: {}, to: {} }), {
      dialect: 'postgresql',
    })
    assert.equal(
      sourceOf(operation!, 4),
      "op.alterTable('t', {\n      from: {},\n      to: {},\n    })",
    )
  })
})

test('imports are told apart by their name and where they are from', () => {
  const imports = [
    { name: 'a', from: './a.ts' },
    { name: 'a', from: './b.ts' },
    { name: 'b', from: './a.ts' },
  ]
  const custom: Operation = {
    kind: 'custom',
    describe: 'x',
    source: 'a(b)',
    imports: [...imports, ...imports],
    ddl: {},
  }
  assert.deepEqual(importsOf(custom), imports)
  const [create] = record((op) => op.createTable('t', { a: text(), b: text() }), {
    dialect: 'postgresql',
  })
  assert.deepEqual(importsOf(create!), [{ name: 'text', from: 'athanor' }])
})
