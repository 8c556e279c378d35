import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openConnection } from '../../src/drivers/open.ts'
import { worldOn } from '../cli/world.ts'
import { forEachDatabase, type TestDatabase } from '../support/databases.ts'
import { twoSteps } from './steps.ts'

const onServer = { on: ['postgresql'] } as const

/** What the command lines print, one below the other, on a URL that is the database's own but for some part. */
async function printedWith(
  database: TestDatabase,
  parts: Partial<Pick<URL, 'username' | 'password' | 'pathname' | 'search'>>,
  ...lines: readonly string[]
): Promise<string> {
  const world = worldOn(database)
  for (const [name, text] of Object.entries(twoSteps)) world.write(name, text)
  const url = Object.assign(new URL(database.url), parts)
  const all: string[] = []
  for (const line of lines) all.push(...(await world.run(`DATABASE_URL=${url} athanor ${line}`)))
  return all.join('\n')
}

const isEmpty = async ({ connection }: TestDatabase): Promise<void> =>
  assert.deepEqual(
    await connection.query(
      "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace",
    ),
    [],
  )

forEachDatabase(
  'a wrong password is told, and printed nowhere',
  async (database) => {
    const printed = await printedWith(
      database,
      { password: 'hunter22' },
      ...[
        'upgrade',
        'upgrade --json',
        'current -v',
        'check --json',
        'diff --from database --to empty',
      ],
    )
    assert.equal(printed.match(/= 1/g)?.length, 5)
    assert.match(printed, /<database> does not let "\w+" in: password authentication failed/)
    assert.match(printed, /Check user and password in the URL/)
    assert.match(printed, /"code":"authentication-failed"/)
    assert.doesNotMatch(printed, /hunter22/)
    await isEmpty(database)
  },
  onServer,
)

forEachDatabase(
  'a right password is printed nowhere either',
  async (database) => {
    const { password } = new URL(database.url)
    const printed = await printedWith(
      database,
      {},
      ...['current -v', 'upgrade --json', 'heads --json', 'downgrade nowhere', 'upgrade --sql'],
    )
    assert.match(printed, /<database> is at:/)
    assert.ok(!printed.includes(password))
    assert.ok(!database.connection.describe.includes(password))
  },
  onServer,
)

forEachDatabase(
  'a database that is not there is told, with the command that makes it',
  async (database) => {
    const printed = await printedWith(database, { pathname: '/nowhere' }, 'upgrade', 'current')
    assert.match(printed, /error there is no database "nowhere" at /)
    assert.match(printed, /next {2}Make it: createdb .* nowhere/)
    assert.equal(printed.match(/= 1/g)?.length, 2)
  },
  onServer,
)

forEachDatabase(
  'a server that takes no writes is told, with what is in the database',
  async (database) => {
    const printed = await printedWith(
      database,
      { search: '?options=-cdefault_transaction_read_only%3Don' },
      ...['upgrade', 'current'],
    )
    assert.match(printed, /failed to create table "user"\n! +at <folder>.*a1_create\.ts:7\n/)
    assert.match(printed, /read-only transaction/)
    assert.match(printed, /Rolled back, nothing was changed/)
    assert.match(printed, /The server is a standby, or set to read only/)
    await isEmpty(database)
  },
  onServer,
)

test('a user who may not change a table is told which statement it was', async (t) => {
  const { freshPostgres } = await import('../support/databases.ts')
  const database = await freshPostgres()
  const role = `reader_${process.pid}`
  t.after(async () => {
    await database.connection.script(`DROP OWNED BY ${role}; DROP ROLE ${role}`)
    await database.drop()
  })
  const { connection } = database
  await connection.script(`CREATE ROLE ${role} LOGIN PASSWORD 'reader'`)
  const printed = await printedWith(database, {}, 'upgrade a1')
  assert.doesNotMatch(printed, /error/)
  await connection.script(`GRANT SELECT ON ALL TABLES IN SCHEMA public TO ${role}`)
  const refused = await printedWith(
    database,
    { username: role, password: 'reader' },
    ...['current', 'upgrade'],
  )
  assert.match(refused, /^> a1 \(current\)\n/)
  assert.match(refused, /failed to create table "half"|failed to execute INSERT/)
  assert.match(refused, /permission denied/)
  assert.match(refused, /^! next {2}The role in the URL has no right to do that/m)
  assert.match(refused, /Rolled back, nothing was changed: the database is at a1\./)
  const other = await openConnection(database.url)
  t.after(() => other.close())
  assert.equal((await other.query('SELECT * FROM "user"')).length, 2)
})
