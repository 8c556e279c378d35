import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { integer } from '../../src/schema/builders/index.ts'
import { forEachDatabase, withPostgres } from '../support/databases.ts'
import { line, runner, tableNames, versionRows } from './support.ts'

const makes = (name: string) => ({
  upgrade: (op: any) => op.createTable(name, { id: integer().primaryKey() }),
})

forEachDatabase(
  'a signal stops a run between two statements, and takes the revision back',
  async ({ connection }) => {
    const stop = new AbortController()
    const stopping = {
      upgrade(op: any) {
        op.createTable('b', { id: integer() })
        op.run(() => stop.abort())
        op.createTable('c', { id: integer() })
      },
    }
    const { upgrade } = runner(connection, line(makes('a'), stopping), { signal: stop.signal })
    await assert.rejects(upgrade(), { code: 'aborted', rows: ['r1'], message: /at r1/ })
    assert.deepEqual(await tableNames(connection), ['a', 'athanor_version'])
  },
)

forEachDatabase(
  'a run that was stopped can be run again',
  async ({ connection }) => {
    const stop = new AbortController()
    let times = 0
    const stopping = {
      upgrade(op: any) {
        op.createTable('b', { id: integer() })
        op.run(() => {
          if (times++ === 0) stop.abort()
        })
      },
    }
    const revisions = line(makes('a'), stopping)
    await assert.rejects(runner(connection, revisions, { signal: stop.signal }).upgrade())
    await runner(connection, revisions).upgrade()
    assert.deepEqual(await versionRows(connection), ['r2'])
  },
  { on: ['sqlite', 'postgresql'] },
)

test('a signal cancels the statement that runs', () =>
  withPostgres(async ({ connection }) => {
    const stop = new AbortController()
    const slow = { upgrade: (op: any) => op.execute('SELECT pg_sleep(60)') }
    const began = performance.now()
    const run = runner(connection, line(makes('a'), slow), { signal: stop.signal }).upgrade()
    setTimeout(() => stop.abort(), 300)
    await assert.rejects(run, { code: 'aborted', rows: ['r1'] })
    assert.ok(performance.now() - began < 20_000)
    assert.deepEqual(await versionRows(connection), ['r1'])
  }))

forEachDatabase(
  'a signal ends the waiting for another run',
  async ({ connection, connect }) => {
    const other = await connect()
    const held = runner(other, line({ upgrade: (op) => op.run(() => sleep(1500)) })).upgrade()
    await sleep(300)
    const stop = new AbortController()
    setTimeout(() => stop.abort(), 200)
    const { upgrade } = runner(connection, line(makes('a')), { signal: stop.signal })
    await assert.rejects(upgrade(), { code: 'aborted' })
    await held
    assert.deepEqual(await versionRows(connection), ['r1'])
  },
  { on: ['sqlite', 'postgresql'], file: true },
)

forEachDatabase(
  'code that runs is handed the signal, and the context of the run',
  async ({ connection }) => {
    const { signal } = new AbortController()
    const seen: unknown[] = []
    const revisions = line({
      upgrade(op, context) {
        seen.push(op.context, context)
        op.run((_db, given) => seen.push(given))
      },
    })
    const context = { tenant: 'x' }
    await runner(connection, revisions, { signal, context }).upgrade()
    assert.deepEqual(seen, [context, context, { ...context, signal }])
  },
  { on: ['sqlite', 'postgresql'] },
)
