import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Connection } from '../../src/drivers/connection.ts'
import { journeyNamed } from './journeys.ts'
import { judge } from './judge.ts'
import { type Undisturbed, undisturbed } from './undisturbed.ts'

/** What a run must never leave behind is put there by hand. */
describe('judge', () => {
  let way: Undisturbed
  before(async () => {
    way = await undisturbed(journeyNamed('ledger down'), 'sqlite')
  })
  after(() => way.original.drop())

  const problemsAfter = async (...statements: readonly string[]): Promise<readonly string[]> => {
    const copy = await way.original.copy()
    try {
      const connection: Connection = await copy.open()
      for (const sql of statements) await connection.run(sql)
      return (await judge(way, copy, { lockTimeout: 200 })).problems
    } finally {
      await copy.drop()
    }
  }

  const finds = (what: string, statements: readonly string[], problem: RegExp) =>
    test(`finds ${what}`, async () => {
      const problems = await problemsAfter(...statements)
      assert.ok(
        problems.some((one) => problem.test(one)),
        `not found: ${problem} in ${problems.join('\n')}`,
      )
    })

  test('has nothing to say of an untouched database', async () =>
    assert.deepEqual(await problemsAfter(), []))

  finds('a table of a rebuild', ['CREATE TABLE _athanor_entry (id)'], /^_athanor_entry is left/)
  finds('half a revision', ['DROP TABLE log'], /at "l9", missing: .*log/)
  finds('lost rows', ['DELETE FROM tag WHERE id = 10'], /at "l9", missing: rows of tag/)
  finds(
    'another place',
    ["UPDATE alembic_version SET version_num = 'l6'"],
    /at "l6", missing: table archive|at "l6", missing: archive/,
  )
  finds('a lock', ['BEGIN IMMEDIATE'], /still held: database is locked/)
  finds(
    'a note of a revision that is not under way',
    ['CREATE TABLE alembic_version_progress (revision, direction, step)'],
    /does not say that it resumes/,
  )
})
