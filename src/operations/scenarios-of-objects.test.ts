import { index, sql, view } from '../schema/builders/index.ts'
import { before, type Scenario } from './scenario-schema.test.ts'

export const objectScenarios: readonly Scenario[] = [
  { name: 'create a schema', record: (op) => op.createSchema('shop') },
  {
    name: 'create a schema that is there',
    record: (op) => op.createSchema('auth', { ifNotExists: true }),
  },
  { name: 'drop a schema', record: (op) => op.dropSchema('auth') },

  {
    name: 'create an enum',
    record: (op) => op.createEnum('size', ['s', "m'"], { schema: 'auth', comment: 'c' }),
  },
  { name: 'drop an enum', record: (op) => op.dropEnum('mood') },
  {
    name: 'drop an enum that is not there',
    record: (op) => op.dropEnum('x', undefined, { ifExists: true }),
  },
  { name: 'rename an enum', record: (op) => op.renameEnum('mood', 'Feeling') },
  {
    name: 'add a value to an enum',
    record: (op) => op.addEnumValue('mood', 'angry', { before: 'sad' }),
  },
  {
    name: 'add a value behind another',
    record: (op) => op.addEnumValue('mood', 'fine', { after: 'ok' }),
  },
  {
    name: 'rename a value of an enum',
    record: (op) => op.renameEnumValue('mood', 'ok', "it's ok"),
  },
  {
    name: 'change the values of an enum',
    record: (op) =>
      op.alterEnum('mood', {
        from: ['sad', 'ok', 'happy'],
        to: ['happy', 'ok', 'new'],
        mapping: { sad: 'ok' },
        mappingBack: { new: null },
        comment: { from: 'how one is', to: null },
      }),
  },
  {
    name: 'change the values of an enum as it is',
    record: (op) => op.alterEnum('mood', { to: ['ok'] }),
  },

  { name: 'create a sequence', record: (op) => op.createSequence('s', { start: 1n, cycle: true }) },
  { name: 'drop a sequence', record: (op) => op.dropSequence('ticket') },
  {
    name: 'alter a sequence',
    record: (op) =>
      op.alterSequence('ticket', { from: { maxValue: 9007199254740993n }, to: { maxValue: null } }),
  },
  {
    name: 'give a sequence away',
    record: (op) => op.alterSequence('post_number', { to: { ownedBy: null, increment: 3 } }),
  },
  {
    name: 'alter a sequence from what it says to less',
    record: (op) => op.alterSequence('post_number', { from: { start: 5 }, to: { increment: 3 } }),
  },
  {
    name: 'drop a sequence that says no more',
    record: (op) => op.dropSequence({ schema: 'auth', name: 'plain' }, {}),
  },
  {
    name: 'wordings for each database',
    record: (op) => {
      op.createCheckConstraint('post', sql.dialect({ postgresql: 'id > 0', sqlite: 'id > 1' }))
      op.createCheckConstraint('post', { sql: 'id > 2', dialects: { postgresql: 'id > 3' } })
    },
  },
  { name: 'rename a sequence', record: (op) => op.renameSequence('post_number', 'Number') },
  {
    name: 'rename the sequence behind a column',
    record: (op) => op.renameSequence('post_id_seq', 'post_ids'),
  },

  {
    name: 'create a view',
    record: (op) => op.createView('v', sql`SELECT 1\nFROM "user" -- \`x\``),
  },
  { name: 'drop a view', record: (op) => op.dropView('adult') },
  { name: 'drop a view in a schema', record: (op) => op.dropView('open', { schema: 'auth' }) },
  {
    name: 'replace a view in a schema',
    record: (op) => op.replaceView('open', { to: sql`SELECT 3 AS id` }, { schema: 'auth' }),
  },
  { name: 'replace a view', record: (op) => op.replaceView('adult', { to: sql`SELECT 2` }) },
  {
    name: 'replace a view by another',
    record: (op) =>
      op.replaceObject({
        from: before.objects.find((object) => object.kind === 'view')!,
        to: view('adult', sql`SELECT 1`, { columns: ['one'], comment: 'c' }),
      }),
  },
  {
    name: 'replace an object as it is',
    record: (op) => op.replaceObject({ to: view('adult', sql`SELECT 1`) }),
  },
  {
    name: 'create a materialized view',
    record: (op) => op.createMaterializedView('m', 'SELECT 1 AS a', { indexes: [index(['a'])] }),
  },
  { name: 'drop a materialized view', record: (op) => op.dropMaterializedView('totals') },
  {
    name: 'create a function',
    record: (op) => op.createFunction('f', sql`CREATE FUNCTION f() RETURNS text AS '\\d'`),
  },
  { name: 'drop a function', record: (op) => op.dropFunction('twice', { signature: 'integer' }) },
  {
    name: 'replace a function',
    record: (op) => op.replaceFunction('twice', { to: 'CREATE …' }, { signature: 'integer' }),
  },
  {
    name: 'create a procedure',
    record: (op) => op.createProcedure('p', 'CREATE PROCEDURE p()', { signature: 'text' }),
  },
  { name: 'create a trigger', record: (op) => op.createTrigger('t', 'post', 'CREATE TRIGGER t …') },
  { name: 'drop a trigger', record: (op) => op.dropTrigger('stamp', 'user') },
  {
    name: 'replace a trigger',
    record: (op) => op.replaceTrigger('stamp', 'user', { to: 'CREATE TRIGGER stamp …' }),
  },
  {
    name: 'create a policy',
    record: (op) => op.createPolicy('p', 'user', 'CREATE POLICY p ON "user"'),
  },
  { name: 'drop a policy', record: (op) => op.dropPolicy('own', 'post') },
  {
    name: 'grant',
    record: (op) => op.grant('w', { schema: 'auth', name: 'hidden' }, 'GRANT INSERT …'),
  },
  { name: 'revoke', record: (op) => op.revoke('read', 'post') },
  {
    name: 'create a domain',
    record: (op) => op.createDomain('d', 'AS integer', { schema: 'auth' }),
  },
  { name: 'replace a domain', record: (op) => op.replaceDomain('mail', { to: 'AS text' }) },
  {
    name: 'create an extension',
    record: (op) => op.createExtension('citext', { ifNotExists: true }),
  },
  { name: 'drop an extension', record: (op) => op.dropExtension('pg_trgm', { version: '1.6' }) },
  { name: 'drop a view that is not there', record: (op) => op.dropView('x', { ifExists: true }) },

  {
    name: 'execute',
    record: (op) =>
      op.execute(
        { postgresql: "UPDATE x SET a = 'it''s'", sqlite: 'UPDATE x\nSET a = `1`' },
        {
          inverse: 'UPDATE y',
          outsideTransaction: true,
          effect: (op) => {
            op.createSchema('made')
            op.renameTable('user', 'person')
          },
        },
      ),
  },
  {
    name: 'do something of its own',
    record: (op) =>
      op.custom({ describe: 'analyze', ddl: { postgresql: ['ANALYZE'], sqlite: ['ANALYZE'] } }),
  },
  {
    name: 'insert rows',
    record: (op) =>
      op.bulkInsert('user', [
        { id: 1n, email: "it's\u2028", at: new Date(0), ok: true, none: null },
        { id: 2, bytes: Uint8Array.of(1, 2), list: [1, 'a'], json: { a: { b: 1 } } },
      ]),
  },
  {
    name: 'something for one database only',
    record: (op) => op.only('postgresql', (op) => op.createIndex('ix', 'post', ['author'])),
  },
]
