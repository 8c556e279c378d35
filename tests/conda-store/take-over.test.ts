import assert from 'node:assert/strict'
import { test } from 'node:test'
import { downgrade } from '../../src/commands/downgrade.ts'
import { upgrade } from '../../src/commands/upgrade.ts'
import { factsIn, statementsOf } from '../golden-histories/dump.ts'
import { freshDatabase } from '../support/databases.ts'
import { goldenMissing } from '../support/golden.ts'
import { projectOn, statesOn } from './support.ts'

for (const dialect of ['sqlite', 'postgresql'] as const)
  test(`conda-store on ${dialect}: a database that Alembic made is carried on from each state`, {
    skip: goldenMissing,
  }, async (t) => {
    const states = statesOn(dialect)
    const head = states.at(-1)!
    for (const { revision, dump } of states)
      await t.test(revision, async () => {
        const database = await freshDatabase(dialect, { file: true })
        try {
          const { connection } = database
          for (const sql of statementsOf(dump, dialect)) await connection.script(sql)
          await connection.script(
            `CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)); INSERT INTO alembic_version VALUES ('${revision}')`,
          )
          const project = await projectOn(database.url)
          const [run] = await upgrade(project, { target: 'head' })
          assert.deepEqual(run?.from, [revision])
          assert.deepEqual(await factsIn(connection), head.facts)
          assert.deepEqual(await connection.query('SELECT version_num FROM alembic_version'), [
            { version_num: head.revision },
          ])
          await downgrade(project, { target: 'base' })
          assert.deepEqual(await factsIn(connection), [])
        } finally {
          await database.drop()
        }
      })
  })
