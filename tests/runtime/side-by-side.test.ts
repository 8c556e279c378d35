import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { planDowngrade } from '../../src/revisions/plan.ts'
import { carryOut } from '../../src/runtime/carry-out.ts'
import { MovedMeanwhileError } from '../../src/runtime/errors.ts'
import { integer } from '../../src/schema/builders/index.ts'
import { forEachDatabase } from '../support/databases.ts'
import { line, runner, tableNames, versionRows } from './support.ts'

const makes = (name: string, pause = 0) => ({
  upgrade(op: any) {
    op.createTable(name, { id: integer() })
    op.run(() => sleep(pause))
  },
  downgrade: (op: any) => op.dropTable(name),
})

const on = ['sqlite', 'postgresql'] as const

forEachDatabase(
  'a run waits for another one, says so, and finds the work done',
  async ({ connection, connect }) => {
    const revisions = line(makes('a', 1000), makes('b'))
    const first = runner(await connect(), revisions)
    const second = runner(connection, revisions)
    const running = first.upgrade()
    await sleep(200)
    const { steps, from, to } = await second.upgrade()
    assert.deepEqual({ from, to }, { from: [], to: ['r2'] })
    assert.equal((await running).steps.length + steps.length, 2)
    const kinds = new Set(second.events.map(({ kind }) => kind))
    assert.ok(kinds.has('waiting') && kinds.has('moved'), [...kinds].join())
    assert.deepEqual(await tableNames(connection), ['a', 'athanor_version', 'b'])
  },
  { on, file: true },
)

forEachDatabase(
  'a step up that another run has made is not made twice',
  async ({ connection, connect }) => {
    const revisions = line(makes('a', 700), makes('b'))
    const running = runner(await connect(), revisions).upgrade('+1')
    await sleep(200)
    const { steps } = await runner(connection, revisions).upgrade('+1')
    assert.deepEqual(steps, [])
    await running
    assert.deepEqual(await versionRows(connection), ['r1'])
  },
  { on, file: true },
)

forEachDatabase(
  'a step down from where the database no longer is is refused',
  async ({ connection, connect }) => {
    const revisions = line(makes('a'), {
      ...makes('b'),
      downgrade(op: any) {
        op.dropTable('b')
        op.run(() => sleep(700))
      },
    })
    await runner(connection, revisions).upgrade()
    const stepDown = (of: ReturnType<typeof runner>) =>
      carryOut(
        of.target,
        of.history,
        {
          first: (rows) => planDowngrade(of.history.graph, rows, '-1'),
          again: (rows, planned) => {
            throw new MovedMeanwhileError(planned[0]!.before, rows)
          },
        },
        of.settings,
      )
    const running = stepDown(runner(await connect(), revisions))
    await sleep(200)
    await assert.rejects(stepDown(runner(connection, revisions)), {
      code: 'moved-meanwhile',
      expected: ['r2'],
      found: ['r1'],
    })
    await running
    assert.deepEqual(await versionRows(connection), ['r1'])
  },
  { on, file: true },
)

forEachDatabase(
  'a run that waits too long gives up, and changes nothing',
  async ({ connection, connect }) => {
    const revisions = line(makes('a', 1500))
    const running = runner(await connect(), revisions).upgrade()
    await sleep(200)
    const { upgrade } = runner(connection, revisions, { lockTimeout: 300 })
    await assert.rejects(upgrade(), { code: 'lock-timeout' })
    await running
    await runner(connection, revisions).upgrade()
    assert.deepEqual(await versionRows(connection), ['r1'])
  },
  { on, file: true },
)

forEachDatabase(
  'a migration that waits for a table gives up when its lock timeout is over',
  async ({ connection, connect }) => {
    const revisions = line(makes('a'), { upgrade: (op) => op.dropTable('a') })
    await runner(connection, revisions).upgrade('r1')
    const reader = await connect()
    await reader.run('BEGIN')
    await reader.query('SELECT * FROM a')
    const { upgrade } = runner(connection, revisions, { lockTimeout: 300 })
    await assert.rejects(upgrade(), { code: 'revision-failed', reason: 'database-locked' })
    await reader.run('ROLLBACK')
    await upgrade()
    const [limit] = await connection.query("SELECT current_setting('lock_timeout') AS is")
    assert.deepEqual(limit, { is: '0' })
  },
  { on: ['postgresql'] },
)

forEachDatabase(
  'a statement that takes too long is given up',
  async ({ connection }) => {
    const revisions = line({ upgrade: (op) => op.execute('SELECT pg_sleep(10)') })
    const { upgrade } = runner(connection, revisions, { statementTimeout: 200 })
    await assert.rejects(upgrade(), { reason: 'statement-canceled' })
    assert.deepEqual(await tableNames(connection), [])
  },
  { on: ['postgresql'] },
)

forEachDatabase(
  'a reader sees a revision whole or not at all',
  async ({ connection, connect }) => {
    const reader = await connect()
    const seen: (readonly string[])[] = []
    const revisions = line({
      upgrade(op) {
        op.createTable('a', { id: integer() })
        op.run(async () => seen.push(await tableNames(reader)))
        op.createTable('b', { id: integer() })
      },
    })
    await runner(connection, revisions).upgrade()
    seen.push(await tableNames(reader))
    assert.deepEqual(seen, [[], ['a', 'athanor_version', 'b']])
  },
  { on, file: true },
)
