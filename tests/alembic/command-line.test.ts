/** Alembic's surprising semantics, 1 to 6: the command line. */
import assert from 'node:assert/strict'
import fs from 'node:fs'
import path from 'node:path'
import { downgradeSql } from '../../src/commands/downgrade.ts'
import { upgradeSql } from '../../src/commands/upgrade.ts'
import { item, lines, SQLITE } from './support.ts'

item(
  '8.01 a failure is said once, on standard error, and nothing of it is in the SQL',
  async (bench) => {
    bench.draw('a')
    bench.revise('b', 'a', { upgrade: 'op.run(async () => {})' })
    const output = await bench.run('athanor upgrade head --sql')
    assert.equal(lines(output, '>'), '')
    assert.match(lines(output, '!'), /^error the upgrade of revision b .*\n/)
    assert.equal(output.filter((line) => line.includes('error')).length, 1)
    assert.equal(lines(output, '='), '1')
  },
)

item(
  '8.01 a post-write hook that fails is told, and the exit code says so',
  async (bench) => {
    bench.write(
      'athanor.config.ts',
      `export default { url: 'sqlite:app.db', postWriteHooks: [{ command: 'node', args: ['-e', 'process.exit(3)'] }] }`,
    )
    const output = await bench.run('athanor revision -m first --rev-id a')
    assert.match(lines(output, '!'), /a_first\.ts was written, but the hook .* exit code 3/)
    assert.equal(lines(output, '='), '1')
    assert.ok(fs.existsSync(path.join(bench.folder, 'migrations/a_first.ts')))
  },
  SQLITE,
)

item('8.02 current --check-heads is content with a head that another depends on', async (bench) => {
  bench.draw(`
    a - b
    x{b}`)
  await bench.run('athanor upgrade heads')
  assert.deepEqual(await bench.rows(), ['x'])
  const output = await bench.run('athanor current --check-heads')
  assert.equal(lines(output, '='), '')
  bench.draw('x - y')
  assert.equal(lines(await bench.run('athanor current --check-heads'), '='), '1')
})

item('8.03 what only reads makes no version table', async (bench) => {
  bench.draw('a - b')
  for (const command of ['current', 'show current', 'history -i', 'history -r current:', 'check']) {
    await bench.run(`athanor ${command}`)
    assert.deepEqual(await bench.tables(), [], command)
  }
  await bench.run('EDITOR=vi athanor edit current')
  assert.deepEqual(await bench.tables(), [])
})

item(
  '8.04 an unknown id, an ambiguous one and a wrong branch are told apart',
  async (bench) => {
    bench.draw(`
      base1 - alpha - other[shop]
              alpha - other2`)
    const why = async (target: string) => lines(await bench.run(`athanor upgrade ${target}`), '!')
    assert.match(await why('alphi'), /no revision or label "alphi"\n\nnext {2}Did you mean .*alpha/)
    assert.match(await why('oth'), /start of 2 names: other.*other2/)
    assert.match(await why('shop@other2'), /other2 is not on branch shop/)
  },
  SQLITE,
)

item(
  '8.04 a missing parent is named, with the file that wants it',
  async (bench) => {
    bench.draw('a - b')
    bench.revise('c', 'bb')
    for (const command of ['heads', 'history', 'upgrade head', 'revision -m x']) {
      const output = await bench.run(`athanor ${command}`)
      assert.match(lines(output, '!'), /^error .*c.*bb/, command)
      assert.ok(!lines(output, '!').includes(' at '), 'no stack')
      assert.equal(lines(output, '='), '1')
    }
  },
  SQLITE,
)

item(
  '8.05 an id that exists is refused, and no file changes',
  async (bench) => {
    bench.draw('a[shop] - b')
    const before = await bench.run('ls')
    const text = await bench.run('cat migrations/b.ts')
    for (const id of ['a', 'b', 'shop']) {
      const output = await bench.run(`athanor revision -m again --rev-id ${id}`)
      assert.match(lines(output, '!'), new RegExp(`${id} is taken`))
      assert.equal(lines(output, '='), '1')
    }
    assert.deepEqual(await bench.run('ls'), before)
    assert.deepEqual(await bench.run('cat migrations/b.ts'), text)
    assert.equal(lines(await bench.run('athanor heads'), '>'), 'b (shop) (head), the message of b')
  },
  SQLITE,
)

item(
  '8.06 scripts fit databases with and without a version table, and leave it there',
  async (bench) => {
    bench.draw('a - b')
    const project = await bench.project()
    const up = async () => (await upgradeSql(project, { target: 'head' }))[0]!.sql
    const [down] = await downgradeSql(project, { target: 'head:base' })
    assert.equal((await up()).match(/CREATE TABLE IF NOT EXISTS "?athanor_version/g)?.length, 1)
    for (const _ of ['a new database', 'one that went back to base']) {
      await bench.connection.script(await up())
      assert.deepEqual(await bench.rows(), ['b'])
      await bench.connection.script(down!.sql)
      assert.deepEqual(await bench.tables(), ['athanor_version'])
      assert.deepEqual(await bench.rows(), [])
    }
  },
)
