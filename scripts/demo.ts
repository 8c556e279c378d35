/**
 * The main job, on a real history: conda-store's database on an embedded SQLite, all the way up, looked at, down
 * and up again with rows in it.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { styleText } from 'node:util'

const root = resolve(import.meta.dirname, '..')
const folder = mkdtempSync(join(tmpdir(), 'athanor-demo-'))
const file = join(folder, 'conda-store.db')

function say(text: string): void {
  console.log(`\n${styleText('bold', text)}`)
}

/** Runs a command line of Athanor's in the example's folder, as a user would. */
function athanor(...words: string[]): void {
  console.log(styleText('cyan', `$ athanor ${words.join(' ')}`))
  const { status } = spawnSync(
    process.execPath,
    ['--conditions=athanor-source', join(root, 'src/cli/main.ts'), ...words],
    {
      cwd: join(root, 'examples/conda-store'),
      env: { ...process.env, DATABASE_URL: `sqlite:${file}` },
      stdio: ['ignore', 'inherit', 'inherit'],
    },
  )
  if (status !== 0) throw new Error(`athanor ${words.join(' ')} ended with exit code ${status}`)
}

function onDatabase<T>(work: (database: DatabaseSync) => T): T {
  const database = new DatabaseSync(file)
  try {
    return work(database)
  } finally {
    database.close()
  }
}

const packages = () =>
  onDatabase((database) =>
    database
      .prepare(
        `SELECT p.name || '=' || p.version || '=' || b.build AS package
           FROM conda_package_build AS b JOIN conda_package AS p ON p.id = b.package_id ORDER BY 1`,
      )
      .all()
      .map((row) => String(row.package)),
  )

try {
  say('An empty database is brought up to the head, through all fourteen revisions.')
  athanor('upgrade', 'head')
  say('Where it is, and how it got there.')
  athanor('current', '--verbose')
  athanor('history')
  say('Models and database agree: there is nothing to generate.')
  athanor('check')

  onDatabase((database) =>
    database.exec(`
      INSERT INTO conda_channel (id, name) VALUES (1, 'conda-forge');
      INSERT INTO conda_package (id, channel_id, name, version) VALUES (1, 1, 'numpy', '2.1.0'), (2, 1, 'python', '3.13.1');
      INSERT INTO conda_package_build (id, package_id, channel_id, build, build_number, depends, md5, sha256, size) VALUES
        (1, 1, 1, 'py313_0', 0, '["python"]', 'a', 'aa', 100), (2, 1, 1, 'py313_1', 1, '["python"]', 'b', 'bb', 101), (3, 2, 1, 'h9_0', 0, '[]', 'c', 'cc', 102);`),
  )
  const before = packages()
  say(
    `Rows: ${before.join(', ')}. The split of the package table (16f65805dc8f) is taken back, and made again.`,
  )
  athanor('downgrade', '5ad723de2abd')
  athanor('upgrade', 'head')
  const after = packages()
  say(`Rows: ${after.join(', ')}.`)
  if (before.join() !== after.join()) throw new Error('rows were lost on the way')
  athanor('check')

  say('All the way down, and up again.')
  athanor('downgrade', 'base')
  athanor('upgrade', 'head', '--quiet')
  athanor('current')
} finally {
  rmSync(folder, { recursive: true, force: true })
}
