import assert from 'node:assert/strict'
import path from 'node:path'
import { test } from 'node:test'
import type { Kysely } from 'kysely'
import config from '../../examples/conda-store/athanor.config.ts'
import {
  addNamespace,
  type Database,
  environmentsOf,
  packagesOf,
} from '../../examples/conda-store/queries.ts'
import { check, migrate, upgrade } from '../../src/commands/index.ts'
import { kyselyOn } from '../../src/drivers/kysely.ts'
import { factsIn, statementsOf } from '../golden-histories/dump.ts'
import { freshDatabase } from '../support/databases.ts'
import { goldenMissing } from '../support/golden.ts'
import { folder, projectOn, seeds, statesOn } from './support.ts'

const FIRST = '48be4072fe58'

for (const dialect of ['sqlite', 'postgresql'] as const) {
  const launch = (url: string) =>
    migrate(
      { ...config, url, migrations: path.join(folder, 'migrations') },
      { stampIfUnversioned: FIRST },
    )

  test(`conda-store on ${dialect}: tables without a version table are taken to be at the first revision`, {
    skip: goldenMissing,
  }, async (t) => {
    const database = await freshDatabase(dialect, { file: true })
    t.after(() => database.drop())
    const states = statesOn(dialect)
    for (const sql of statementsOf(states[0]!.dump, dialect)) await database.connection.script(sql)
    const { steps, to } = await launch(database.url)
    assert.deepEqual(steps.map(({ direction }) => direction).slice(0, 2), ['stamp', 'upgrade'])
    assert.deepEqual(to, [states.at(-1)!.revision])
    assert.deepEqual(await factsIn(database.connection), states.at(-1)!.facts)
    assert.deepEqual((await launch(database.url)).steps, [])
  })

  test(`conda-store on ${dialect}: an empty database begins at base, Celery's tables apart`, async (t) => {
    const database = await freshDatabase(dialect, { file: true })
    t.after(() => database.drop())
    await database.connection.script(
      'CREATE TABLE celery_taskmeta (id INTEGER PRIMARY KEY, task_id VARCHAR(155)); CREATE TABLE kombu_queue (id INTEGER PRIMARY KEY, name VARCHAR(200))',
    )
    const { steps } = await launch(database.url)
    assert.equal(steps.length, 14)
    const [checked] = await check(await projectOn(database.url))
    assert.deepEqual(checked?.words, [])
    assert.deepEqual(checked?.left.map(({ name }) => name).toSorted(), [
      'celery_taskmeta',
      'kombu_queue',
    ])
    const rows = await database.connection.query('SELECT name FROM kombu_queue')
    assert.deepEqual(rows, [])
  })

  test(`conda-store on ${dialect}: queries typed by the models`, {
    skip: goldenMissing,
  }, async (t) => {
    const database = await freshDatabase(dialect, { file: true })
    t.after(() => database.drop())
    const project = await projectOn(database.url)
    await database.connection.script(
      dialect === 'sqlite' ? 'PRAGMA foreign_keys = OFF' : 'SELECT 1',
    )
    for (const [revision, sql] of seeds()) {
      await upgrade(project, { target: revision })
      await database.connection.script(sql)
    }
    const db = (await kyselyOn(database.connection)) as Kysely<Database>
    const environments = await environmentsOf(db, 'default')
    assert.deepEqual(
      environments.map(({ name, status }) => [name, status]),
      [
        ['num', null],
        ['py', 'COMPLETED'],
      ],
    )
    assert.deepEqual(await packagesOf(db, 1), ['numpy=1.23.0=py310_0', 'python=3.10.4=h12debd9_0'])
    if (dialect === 'sqlite') assert.equal((await addNamespace(db, 'new')).id, 4)
  })
}
