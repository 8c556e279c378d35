import assert from 'node:assert/strict'
import { test } from 'node:test'
import { carryOut, reflect } from '../../../tests/sqlite/live.ts'
import { object } from '../../../tests/sqlite/operations.ts'
import { withSqlite } from '../../../tests/support/databases.ts'
import { emptySchema } from '../../schema/model.ts'
import { sqlite } from './index.ts'

test('makes, replaces and drops views and triggers; the triggers of a view come back with it', () =>
  withSqlite(async ({ connection }) => {
    await connection.script('CREATE TABLE t (a); CREATE TABLE log (x)')
    const view = object({ definition: 'SELECT a FROM t; -- all', columns: ['x'] })
    const trigger = object({
      kind: 'trigger',
      name: 'tr',
      table: { name: 'v' },
      definition:
        'CREATE TRIGGER IF NOT EXISTS tr INSTEAD OF INSERT ON v BEGIN INSERT INTO log VALUES (new.x); END; ',
    })
    const newView = object({ definition: 'SELECT a + 1 FROM t', columns: ['x'] })
    assert.deepEqual(
      await carryOut(connection, [
        { kind: 'createObject', object: view, ifNotExists: true },
        { kind: 'createObject', object: trigger },
        { kind: 'replaceObject', from: view, to: newView },
      ]),
      [
        'CREATE VIEW IF NOT EXISTS "v" ("x") AS SELECT a FROM t',
        'CREATE TRIGGER "tr" INSTEAD OF INSERT ON v BEGIN INSERT INTO log VALUES (new.x); END',
        'DROP VIEW "v"',
        'CREATE VIEW "v" ("x") AS SELECT a + 1 FROM t',
        'CREATE TRIGGER "tr" INSTEAD OF INSERT ON v BEGIN INSERT INTO log VALUES (new.x); END',
      ],
    )
    const { objects } = await reflect(connection)
    const wanted = sqlite.canonical({ ...emptySchema, objects: [newView, trigger] })
    const worded = await sqlite.normalize(connection, wanted, { ...emptySchema, objects })
    assert.deepEqual(
      objects,
      worded.objects.map((one) =>
        one.kind === 'view' ? { ...one, dependsOn: [{ name: 't' }] } : one,
      ),
    )
    assert.deepEqual(
      await carryOut(connection, [
        { kind: 'dropObject', object: trigger, ifExists: true },
        { kind: 'dropObject', object: newView },
      ]),
      ['DROP TRIGGER IF EXISTS "tr"', 'DROP VIEW "v"'],
    )
  }))
