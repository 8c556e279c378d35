import assert from 'node:assert/strict'
import { once } from 'node:events'
import net from 'node:net'
import { test } from 'node:test'
import { athanor, type Running, start } from '../cli/process.ts'
import { projectFolder } from '../cli/world.ts'
import { forEachDatabase, type TestDatabase } from '../support/databases.ts'
import { twoSteps } from './steps.ts'

const inFiles = { on: ['sqlite', 'postgresql'], file: true } as const

/** An upgrade that stands still in the middle of the second of two revisions. */
async function halfway({ url }: TestDatabase, pause: string): Promise<Running & { cwd: string }> {
  const cwd = projectFolder(twoSteps)
  const running = start(['upgrade', 'head'], {
    cwd,
    env: { DATABASE_URL: url, ATHANOR_TEST_PAUSE: pause },
  })
  await running.printed('in the middle')
  return { ...running, cwd }
}

const ids = async ({ connection }: TestDatabase): Promise<readonly unknown[]> =>
  (await connection.query<{ id: number }>('SELECT id FROM "user" ORDER BY id')).map(({ id }) => id)

/** The first revision is there, whole, and nothing of the second. */
async function isAtFirst(database: TestDatabase): Promise<void> {
  const { connection } = database
  assert.deepEqual(await ids(database), [1, 2])
  assert.deepEqual(
    (await connection.query<{ version_num: string }>('SELECT * FROM athanor_version')).map(
      ({ version_num }) => version_num,
    ),
    ['a1'],
  )
  await assert.rejects(connection.query('SELECT * FROM half'))
  await assert.rejects(connection.query('SELECT age FROM "user"'))
}

/** The same command, once more, finds no lock in its way and goes on. */
async function goesOn(database: TestDatabase, cwd: string): Promise<void> {
  const env = { DATABASE_URL: database.url }
  const again = await athanor(['upgrade', 'head', '--lock-timeout', '5s'], { cwd, env })
  assert.equal(again.code, 0, again.err)
  assert.match(again.err, /1\/1 upgrade {3}a1 -> a2/)
  assert.deepEqual(await ids(database), [1, 2, 3])
}

for (const [what, pause] of [
  ['code that waits', '60000'],
  ['code that queries without end', 'busy'],
] as const)
  forEachDatabase(
    `Ctrl-C during ${what} rolls back, says so, and ends with 130`,
    async (database) => {
      const { child, outcome, cwd } = await halfway(database, pause)
      child.kill('SIGINT')
      const { code, out, err } = await outcome
      assert.equal(code, 130)
      assert.equal(out, '')
      assert.match(
        err,
        /error stopped\n +Rolled back: the database is at a1\..*carried out a1 before/,
      )
      assert.match(err, /next {2}Run the same command again to go on/)
      await isAtFirst(database)
      if (pause !== 'busy') await goesOn(database, cwd)
    },
    inFiles,
  )

forEachDatabase(
  'kill -9 in the middle leaves whole revisions and no lock',
  async (database) => {
    const { child, outcome, cwd } = await halfway(database, '60000')
    child.kill('SIGKILL')
    assert.equal((await outcome).signal, 'SIGKILL')
    await isAtFirst(database)
    await goesOn(database, cwd)
  },
  inFiles,
)

/** A server that accepts, and never says a word. */
async function silentServer() {
  const sockets: net.Socket[] = []
  const server = net.createServer((socket) => sockets.push(socket.on('error', () => {})))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as net.AddressInfo
  return {
    url: `postgresql://u:hunter22@127.0.0.1:${port}/x`,
    connected: once(server, 'connection'),
    close: () => {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}

for (const words of [['upgrade'], ['current']] as const)
  test(`Ctrl-C ends ${words[0]} while it still waits for the server`, async (t) => {
    const { url, connected, close } = await silentServer()
    t.after(close)
    const { child, outcome } = start(words, {
      cwd: projectFolder(twoSteps),
      env: { DATABASE_URL: url },
    })
    await connected
    child.kill('SIGINT')
    const { code, err } = await outcome
    assert.equal(code, 130)
    assert.match(err, /^error stopped\n +(?:Nothing was changed|The database was not changed)\./)
  })
