import assert from 'node:assert/strict'
import { dialectFor } from '../../src/commands/dialects.ts'
import { type World, worldOn } from '../cli/world.ts'
import { forEachDatabase, type TestDatabase } from '../support/databases.ts'
import { twoSteps } from './steps.ts'

/** A project whose database is at the first of two revisions. */
async function atFirst(database: TestDatabase): Promise<World> {
  const world = worldOn(database)
  for (const [name, text] of Object.entries(twoSteps)) world.write(name, text)
  assert.equal(
    (await world.run('athanor upgrade a1')).at(-1),
    '! done: the database is at a1 (<time>)',
  )
  return world
}

const printed = async (world: World, line: string): Promise<string> =>
  (await world.run(line)).join('\n')

/** Once nobody is in the way any more, the command does what it was to do. */
const goesOn = async (world: World): Promise<void> =>
  assert.match(await printed(world, 'athanor upgrade'), /done: the database is at a2/)

forEachDatabase(
  'an upgrade that waits for another one gives up when its time is over, and says who it was',
  async (database) => {
    const world = await atFirst(database)
    const other = await database.connect()
    const key = 'athanor_version'
    const lock = await (await dialectFor(other.dialect)).lock(other, { timeout: 1000, key })
    const text = await printed(world, 'athanor upgrade --lock-timeout 600ms')
    assert.match(text, /^! waiting for another run on <database> to end$/m)
    assert.match(
      text,
      /^! error another upgrade holds the lock on <database> \(.+\); gave up after 0\.6 s$/m,
    )
    assert.match(text, /^! next {2}Nothing was changed\. Wait .*--lock-timeout/m)
    assert.match(text, /= 1$/)
    assert.equal(await printed(world, 'athanor current'), '> a1 (current)')
    if (other.dialect === 'sqlite') await other.run('ROLLBACK')
    await lock.release()
    await goesOn(world)
  },
  { on: ['sqlite', 'postgresql'], file: true },
)

forEachDatabase(
  'a table that somebody else holds ends the revision, not the patience of everybody behind it',
  async (database) => {
    const world = await atFirst(database)
    const other = await database.connect()
    await other.run('BEGIN')
    await other.run('LOCK TABLE "user" IN SHARE MODE')
    const text = await printed(world, 'athanor upgrade --lock-timeout 300ms')
    assert.match(
      text,
      /failed to execute INSERT INTO "user" \(id\) VALUES \(3\)\n! +at <folder>.*a2_change\.ts:10$/m,
    )
    assert.match(text, /canceling statement due to lock timeout/)
    assert.match(text, /Rolled back, nothing was changed: the database is at a1\./)
    assert.match(text, /Another session holds a lock on the table/)
    await other.run('ROLLBACK')
    await goesOn(world)
  },
  { on: ['postgresql'] },
)

forEachDatabase(
  'a schema that cannot be read for somebody who holds a table is told without the statement that reads it',
  async (database) => {
    const world = await atFirst(database)
    const { connection } = database
    await connection.script('CREATE VIEW adults AS SELECT id FROM "user"')
    const other = await database.connect()
    await other.run('BEGIN')
    await other.run('LOCK TABLE "user" IN ACCESS EXCLUSIVE MODE')
    world.write(
      'migrations/a2_change.ts',
      `import { defineRevision } from 'athanor'
export default defineRevision({ id: 'a2', revises: 'a1', upgrade: (op) => op.dropColumn('user', 'id') })
`,
    )
    const text = await printed(world, 'athanor upgrade --lock-timeout 300ms')
    assert.match(text, /lock timeout \[55P03\]\n! +-- athanor: reads the schema\n! +Rolled back/)
    await other.run('ROLLBACK')
  },
  { on: ['postgresql'] },
)

forEachDatabase(
  'a file that somebody has to himself cannot even be looked into, and is named',
  async (database) => {
    const world = await atFirst(database)
    const other = await database.connect()
    await other.run('BEGIN EXCLUSIVE')
    for (const command of ['current', 'upgrade']) {
      const text = await printed(
        world,
        `DATABASE_URL=${database.url}?timeout=0.1 athanor ${command}`,
      )
      assert.match(text, /^! error \S+test\.db is locked: another process has it to itself$/m)
      assert.match(text, /^! next {2}Nothing was changed\./m)
      assert.match(text, /= 1$/)
    }
    await other.run('ROLLBACK')
    await goesOn(world)
  },
  { on: ['sqlite'], file: true },
)
