/** Operations on all but tables, in words and as the call of `op` that records them: to the letter. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { describe } from './describe.ts'
import type { Operation } from './model.ts'
import { sourceOf } from './source.ts'

const t = { name: 't' }
const far = { schema: 's', name: 't' }
const mood = { name: 'mood', values: ['sad', 'ok'] }
const ref = { name: 'mood' }
const view = { kind: 'view', name: 'v', definition: 'SELECT 1' } as const
const routine = {
  kind: 'function',
  name: 'f',
  signature: 'integer',
  definition: 'CREATE FUNCTION f',
} as const
const trigger = {
  kind: 'trigger',
  name: 'tr',
  table: far,
  definition: 'CREATE TRIGGER tr',
} as const
const q = { name: 'q', start: 5 }

/** An operation, its words, and its source, where it has several lines as these. */
const sayings: readonly (readonly [Operation, string, string | readonly string[]])[] = [
  [{ kind: 'createSchema', name: 's' }, 'create schema "s"', `op.createSchema('s')`],
  [
    { kind: 'createSchema', name: 's', ifNotExists: true },
    'create schema "s"',
    `op.createSchema('s', { ifNotExists: true })`,
  ],
  [{ kind: 'dropSchema', name: 's' }, 'drop schema "s"', `op.dropSchema('s')`],
  [
    { kind: 'dropSchema', name: 's', ifExists: true },
    'drop schema "s"',
    `op.dropSchema('s', { ifExists: true })`,
  ],
  [
    { kind: 'createEnum', enum: mood },
    'create enum "mood"',
    `op.createEnum('mood', ['sad', 'ok'])`,
  ],
  [
    { kind: 'createEnum', enum: { ...mood, schema: 's' }, ifNotExists: true },
    'create enum "s"."mood"',
    `op.createEnum('mood', ['sad', 'ok'], { schema: 's', ifNotExists: true })`,
  ],
  [{ kind: 'dropEnum', enum: mood }, 'drop enum "mood"', `op.dropEnum('mood', ['sad', 'ok'])`],
  [
    { kind: 'dropEnum', enum: mood, ifExists: true },
    'drop enum "mood"',
    `op.dropEnum('mood', ['sad', 'ok'], { ifExists: true })`,
  ],
  [{ kind: 'dropEnum', enum: mood, lookUp: true }, 'drop enum "mood"', `op.dropEnum('mood')`],
  [
    { kind: 'dropEnum', enum: { ...mood, schema: 's' }, ifExists: true, lookUp: true },
    'drop enum "s"."mood"',
    `op.dropEnum({ schema: 's', name: 'mood' }, undefined, { ifExists: true })`,
  ],
  [
    { kind: 'renameEnum', from: ref, to: { name: 'm' } },
    'rename enum "mood" to "m"',
    `op.renameEnum('mood', 'm')`,
  ],
  [
    { kind: 'renameEnum', from: ref, to: { schema: 's', name: 'm' } },
    'rename enum "mood" to "s"."m"',
    `op.renameEnum('mood', { schema: 's', name: 'm' })`,
  ],
  [
    { kind: 'addEnumValue', enum: ref, value: 'new' },
    'add value "new" to enum "mood"',
    `op.addEnumValue('mood', 'new')`,
  ],
  [
    { kind: 'addEnumValue', enum: ref, value: 'new', before: 'ok', ifNotExists: true },
    'add value "new" to enum "mood"',
    `op.addEnumValue('mood', 'new', { before: 'ok', ifNotExists: true })`,
  ],
  [
    { kind: 'addEnumValue', enum: ref, value: 'new', after: 'ok', values: ['sad', 'ok'] },
    'add value "new" to enum "mood"',
    `op.addEnumValue('mood', 'new', { after: 'ok', values: ['sad', 'ok'] })`,
  ],
  [
    { kind: 'renameEnumValue', enum: ref, from: 'ok', to: 'fine' },
    'rename value "ok" of enum "mood" to "fine"',
    `op.renameEnumValue('mood', 'ok', 'fine')`,
  ],
  [
    { kind: 'alterEnum', enum: ref, from: ['a'], to: ['a', 'b'] },
    'change the values of enum "mood" (+b)',
    [`op.alterEnum('mood', {`, `  from: ['a'],`, `  to: ['a', 'b'],`, '})'],
  ],
  [
    { kind: 'alterEnum', enum: ref, from: [], to: ['a', 'b'], lookUp: true },
    'change the values of enum "mood" (+a, +b)',
    `op.alterEnum('mood', { to: ['a', 'b'] })`,
  ],
  [
    { kind: 'alterEnum', enum: ref, from: ['a'], to: ['b'], mapping: { a: 'b' } },
    'change the values of enum "mood" (+b, -a)',
    [`op.alterEnum('mood', {`, `  from: ['a'],`, `  to: ['b'],`, `  mapping: { a: 'b' },`, '})'],
  ],
  [
    { kind: 'alterEnum', enum: ref, from: ['a'], to: ['b'], mappingBack: { b: null } },
    'change the values of enum "mood" (+b, -a)',
    [
      `op.alterEnum('mood', {`,
      `  from: ['a'],`,
      `  to: ['b'],`,
      '  mappingBack: { b: null },',
      '})',
    ],
  ],
  [
    { kind: 'alterEnum', enum: ref, from: ['a'], to: ['a'], comment: { from: null, to: 'c' } },
    'change the values of enum "mood"',
    [
      `op.alterEnum('mood', {`,
      `  from: ['a'],`,
      `  to: ['a'],`,
      `  comment: { from: null, to: 'c' },`,
      '})',
    ],
  ],
  [
    { kind: 'createSequence', sequence: q },
    'create sequence "q"',
    `op.createSequence('q', { start: 5 })`,
  ],
  [
    { kind: 'createSequence', sequence: { schema: 's', name: 'q' }, ifNotExists: true },
    'create sequence "s"."q"',
    `op.createSequence('q', { schema: 's', ifNotExists: true })`,
  ],
  [
    { kind: 'dropSequence', sequence: q },
    'drop sequence "q"',
    `op.dropSequence('q', { start: 5 })`,
  ],
  [
    { kind: 'dropSequence', sequence: { name: 'q' }, ifExists: true },
    'drop sequence "q"',
    `op.dropSequence('q', { ifExists: true })`,
  ],
  [
    { kind: 'dropSequence', sequence: { schema: 's', name: 'q' } },
    'drop sequence "s"."q"',
    `op.dropSequence({ schema: 's', name: 'q' }, {})`,
  ],
  [
    { kind: 'dropSequence', sequence: q, lookUp: true },
    'drop sequence "q"',
    `op.dropSequence('q')`,
  ],
  [
    { kind: 'dropSequence', sequence: q, ifExists: true, lookUp: true },
    'drop sequence "q"',
    `op.dropSequence('q', { ifExists: true })`,
  ],
  [
    { kind: 'alterSequence', from: q, to: { ...q, start: 6, ownedBy: { ...far, column: 'a' } } },
    'alter sequence "q"',
    [
      `op.alterSequence('q', {`,
      '  from: { start: 5 },',
      `  to: { start: 6, ownedBy: { schema: 's', table: 't', column: 'a' } },`,
      '})',
    ],
  ],
  [
    { kind: 'alterSequence', from: { name: 'q' }, to: { name: 'q', increment: 2 }, lookUp: true },
    'alter sequence "q"',
    `op.alterSequence('q', { to: { increment: 2 } })`,
  ],
  [
    { kind: 'renameSequence', from: { name: 'q' }, to: { name: 'r' } },
    'rename sequence "q" to "r"',
    `op.renameSequence('q', 'r')`,
  ],
  [
    { kind: 'renameSequence', from: { schema: 's', name: 'q' }, to: { name: 'r' } },
    'rename sequence "s"."q" to "r"',
    `op.renameSequence({ schema: 's', name: 'q' }, { name: 'r' })`,
  ],
  [
    { kind: 'createObject', object: view },
    'create view "v"',
    `op.createView('v', sql\`SELECT 1\`)`,
  ],
  [
    { kind: 'createObject', object: view, ifNotExists: true },
    'create view "v"',
    `op.createView('v', sql\`SELECT 1\`, { ifNotExists: true })`,
  ],
  [
    { kind: 'createObject', object: { ...view, definition: 'SELECT 1;' }, ifNotExists: true },
    'create view "v"',
    `op.createObject({ kind: 'view', name: 'v', definition: 'SELECT 1;' }, { ifNotExists: true })`,
  ],
  [
    { kind: 'createObject', object: { ...routine, kind: 'procedure' } },
    'create procedure "f"(integer)',
    `op.createProcedure('f', sql\`CREATE FUNCTION f\`, { signature: 'integer' })`,
  ],
  [
    { kind: 'createObject', object: trigger },
    'create trigger "tr" on "s"."t"',
    `op.createTrigger('tr', { schema: 's', name: 't' }, sql\`CREATE TRIGGER tr\`)`,
  ],
  [
    { kind: 'createObject', object: { kind: 'extension', name: 'citext', definition: '' } },
    'create extension "citext"',
    `op.createExtension('citext')`,
  ],
  [
    { kind: 'createObject', object: { ...trigger, kind: 'grant' } },
    'create grant "tr" on "s"."t"',
    `op.grant('tr', { schema: 's', name: 't' }, sql\`CREATE TRIGGER tr\`)`,
  ],
  [
    { kind: 'createObject', object: { ...view, kind: 'materializedView', schema: 's' } },
    'create materialized view "s"."v"',
    `op.createMaterializedView('v', sql\`SELECT 1\`, { schema: 's' })`,
  ],
  [
    { kind: 'dropObject', object: routine },
    'drop function "f"(integer)',
    `op.dropFunction('f', sql\`CREATE FUNCTION f\`, { signature: 'integer' })`,
  ],
  [
    { kind: 'dropObject', object: routine, ifExists: true, lookUp: true },
    'drop function "f"(integer)',
    `op.dropFunction('f', { signature: 'integer', ifExists: true })`,
  ],
  [
    { kind: 'dropObject', object: { ...view, schema: 's' }, lookUp: true },
    'drop view "s"."v"',
    `op.dropView('v', { schema: 's' })`,
  ],
  [
    { kind: 'dropObject', object: trigger, lookUp: true },
    'drop trigger "tr" on "s"."t"',
    `op.dropTrigger('tr', { schema: 's', name: 't' })`,
  ],
  [
    {
      kind: 'dropObject',
      object: { kind: 'extension', name: 'citext', definition: '' },
      lookUp: true,
    },
    'drop extension "citext"',
    `op.dropExtension('citext')`,
  ],
  [
    { kind: 'dropObject', object: { ...view, definition: ' SELECT 1' } },
    'drop view "v"',
    `op.dropObject({ kind: 'view', name: 'v', definition: ' SELECT 1' })`,
  ],
  [
    { kind: 'replaceObject', from: view, to: { ...view, definition: 'SELECT 2' } },
    'replace view "v"',
    [`op.replaceView('v', {`, '  from: sql`SELECT 1`,', '  to: sql`SELECT 2`,', '})'],
  ],
  [
    {
      kind: 'replaceObject',
      from: { ...view, dependsOn: [t] },
      to: { ...view, definition: 'SELECT 2' },
    },
    'replace view "v"',
    [`op.replaceView('v', {`, '  from: sql`SELECT 1`,', '  to: sql`SELECT 2`,', '})'],
  ],
  [
    { kind: 'replaceObject', from: view, to: { ...view, definition: 'SELECT 2' }, lookUp: true },
    'replace view "v"',
    `op.replaceView('v', { to: sql\`SELECT 2\` })`,
  ],
  [
    { kind: 'replaceObject', from: view, to: { ...view, comment: 'c' } },
    'replace view "v"',
    [
      'op.replaceObject({',
      `  from: view('v', sql\`SELECT 1\`),`,
      `  to: view('v', sql\`SELECT 1\`, { comment: 'c' }),`,
      '})',
    ],
  ],
  [
    { kind: 'replaceObject', from: { ...view, definition: 'SELECT 1;' }, to: view },
    'replace view "v"',
    [
      'op.replaceObject({',
      `  from: { kind: 'view', name: 'v', definition: 'SELECT 1;' },`,
      `  to: view('v', sql\`SELECT 1\`),`,
      '})',
    ],
  ],
  [
    { kind: 'replaceObject', from: view, to: { ...view, definition: 'SELECT 1;' } },
    'replace view "v"',
    [
      'op.replaceObject({',
      `  from: view('v', sql\`SELECT 1\`),`,
      `  to: { kind: 'view', name: 'v', definition: 'SELECT 1;' },`,
      '})',
    ],
  ],
  [
    { kind: 'replaceObject', from: view, to: { ...view, definition: 'SELECT 1;' }, lookUp: true },
    'replace view "v"',
    ['op.replaceObject({', `  to: { kind: 'view', name: 'v', definition: 'SELECT 1;' },`, '})'],
  ],
  [
    { kind: 'replaceObject', from: routine, to: { ...routine, definition: 'CREATE OR REPLACE' } },
    'replace function "f"(integer)',
    [
      'op.replaceFunction(',
      `  'f',`,
      '  {',
      '    from: sql`CREATE FUNCTION f`,',
      '    to: sql`CREATE OR REPLACE`,',
      '  },',
      `  { signature: 'integer' },`,
      ')',
    ],
  ],
  [
    { kind: 'bulkInsert', table: far, rows: [{ a: 1 }] },
    'insert 1 row into "s"."t"',
    [`op.bulkInsert({ schema: 's', name: 't' }, [`, '  { a: 1 },', '])'],
  ],
  [
    { kind: 'bulkInsert', table: t, rows: [{ a: 1 }, { a: 2 }] },
    'insert 2 rows into "t"',
    [`op.bulkInsert('t', [`, '  { a: 1 },', '  { a: 2 },', '])'],
  ],
  [{ kind: 'bulkInsert', table: t, rows: [] }, 'insert 0 rows into "t"', `op.bulkInsert('t', [])`],
  [{ kind: 'execute', sql: 'SELECT  1' }, 'execute SELECT 1', `op.execute('SELECT  1')`],
  [
    { kind: 'execute', sql: 'UPDATE t\nSET a = 1', inverse: 'x' },
    'execute UPDATE t SET a = 1',
    ['op.execute(', '  `UPDATE t', 'SET a = 1`,', `  { inverse: 'x' },`, ')'],
  ],
  [
    { kind: 'execute', sql: 'x'.repeat(60), outsideTransaction: true },
    'execute xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
    [
      `op.execute('xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx', {`,
      '  outsideTransaction: true,',
      '})',
    ],
  ],
  [
    { kind: 'execute', sql: 'x'.repeat(61) },
    'execute xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…',
    `op.execute('xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx')`,
  ],
  [
    {
      kind: 'execute',
      sql: { sqlite: 'it\'s "a"', postgresql: 'b' },
      effect: [{ kind: 'dropSchema', name: 's' }],
    },
    `execute it's "a"`,
    [
      'op.execute(',
      `  { sqlite: \`it's "a"\`, postgresql: 'b' },`,
      '  {',
      '    effect: (op) => {',
      `      op.dropSchema('s')`,
      '    },',
      '  },',
      ')',
    ],
  ],
  [{ kind: 'execute', sql: {}, effect: [] }, 'execute ', 'op.execute({}, { effect: (op) => {} })'],
  [
    { kind: 'custom', describe: 'analyze', ddl: { sqlite: ['ANALYZE'] } },
    'analyze',
    `op.custom({ describe: 'analyze', ddl: { sqlite: ['ANALYZE'] } })`,
  ],
  [
    { kind: 'custom', describe: 'own', ddl: {}, source: 'own()', imports: [] },
    'own',
    'op.custom(own())',
  ],
  [
    { kind: 'custom', describe: 'stop', ddl: {}, irreversible: 'why' },
    'stop',
    `op.irreversible('why')`,
  ],
  [
    { kind: 'createSchema', name: 's', dialects: ['sqlite'] },
    'create schema "s"',
    [`op.only('sqlite', (op) => {`, `  op.createSchema('s')`, '})'],
  ],
  [
    { kind: 'createSchema', name: 's', dialects: ['sqlite', 'postgresql'] },
    'create schema "s"',
    [`op.only(['sqlite', 'postgresql'], (op) => {`, `  op.createSchema('s')`, '})'],
  ],
]

for (const [operation, words, source] of sayings) {
  const lines = [source].flat()
  test(`${words}: ${lines.join(' ')}`, () => {
    assert.equal(describe(operation), words)
    assert.deepEqual(sourceOf(operation).split('\n'), lines)
  })
}
