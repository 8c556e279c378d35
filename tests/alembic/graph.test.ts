/** Alembic's surprising semantics, 7 to 14: the graph of revisions, and the rows of the version table. */
import assert from 'node:assert/strict'
import { current } from '../../src/commands/current.ts'
import { downgrade, downgradeSql } from '../../src/commands/downgrade.ts'
import { stamp } from '../../src/commands/stamp.ts'
import { upgrade, upgradeSql } from '../../src/commands/upgrade.ts'
import { item, lines, SQLITE } from './support.ts'

item(
  '8.07 heads means the same with a branch and without, and no applied head goes out of sight',
  async (bench) => {
    bench.draw(`
    a[left] - b
    x[right]{b}`)
    const heads = async (words: string) => lines(await bench.run(`athanor ${words}`), '>')
    assert.match(await heads('show heads'), /^Revision: +b [\s\S]*^Revision: +x /m)
    assert.match(await heads('show left@heads'), /^Revision: +b /)
    const project = await bench.project()
    await upgrade(project)
    const [at] = await current(project)
    assert.deepEqual(at?.rows, ['x'])
    assert.deepEqual(at?.revisions.map(({ id }) => id).toSorted(), ['b', 'x'])
  },
)

item('8.08 a label alone does not move a database, and no name means two things', async (bench) => {
  bench.draw(`
    a - b[shop] - c
    a - d`)
  await assert.rejects(upgrade(await bench.project(), { target: 'shop' }), {
    code: 'ambiguous-label',
    hint: /athanor upgrade shop@head/,
  })
  assert.deepEqual(await bench.tables(), [])
  await upgrade(await bench.project(), { target: 'shop@head' })
  assert.deepEqual(await bench.rows(), ['c'])
  bench.draw('d - e[shop]')
  await assert.rejects(upgrade(await bench.project()), { code: 'label-clash' })
  bench.draw('d - e[b]')
  await assert.rejects(upgrade(await bench.project()), { code: 'label-clash' })
})

item('8.09 downgrade typo@base refuses, and downgrades nothing', async (bench) => {
  bench.draw('a[shop] - b')
  const project = await bench.project()
  await upgrade(project)
  for (const target of ['shpo@base', 'nope@-1', 'nope@a'])
    await assert.rejects(downgrade(project, { target }), { code: 'unknown-label' }, target)
  assert.deepEqual(await bench.rows(), ['b'])
  assert.deepEqual(await bench.tables(), ['a', 'athanor_version', 'b'])
  await downgrade(project, { target: 'shop@base' })
  assert.deepEqual(await bench.rows(), [])
})

item('8.10 downgrade -1 from several rows refuses, and says how to go down each', async (bench) => {
  bench.draw(`
    a - b
    a - c`)
  const project = await bench.project()
  await upgrade(project)
  await assert.rejects(downgrade(project, { target: '-1' }), {
    code: 'ambiguous-step',
    commands: ['athanor downgrade c@-1', 'athanor downgrade b@-1'],
  })
  assert.deepEqual(await bench.rows(), ['b', 'c'])
  await downgrade(project, { target: 'b@-1' })
  assert.deepEqual(await bench.rows(), ['c'])
})

item(
  '8.11 steps from a revision are understood by every command, and bare ones count from the database',
  async (bench) => {
    bench.draw('a - b - c - d')
    const shown = async (words: string) =>
      [
        ...lines(await bench.run(`athanor ${words}`), '>').matchAll(/^Revision: +(\w+)|-> (\w+)/gm),
      ].map(([, one, other]) => one ?? other)
    await bench.run('athanor stamp head-1')
    assert.deepEqual(await bench.rows(), ['c'])
    assert.deepEqual(await shown('show b-1'), ['a'])
    assert.deepEqual(await shown('show -- -1'), ['b'])
    assert.deepEqual(await shown('show +1'), ['d'])
    assert.deepEqual(await shown('history -r b-1:b+1'), ['c', 'b', 'a'])
    assert.match((await bench.run('EDITOR=vi athanor edit head-3')).join(), /migrations\/a\.ts/)
    await bench.run('athanor stamp +1')
    assert.deepEqual(await bench.rows(), ['d'])
  },
  SQLITE,
)

item(
  '8.12 what goes only because it stands on something else is announced with the reason',
  async (bench) => {
    bench.draw(`
    a - b
    x - y{b}`)
    const project = await bench.project()
    await upgrade(project)
    const output = await bench.run('athanor downgrade a')
    assert.match(
      lines(output, '!'),
      /^1\/2 downgrade y -> x.*\(stands on b\)\n2\/2 downgrade b -> a/,
    )
    assert.deepEqual(await bench.rows(), ['a', 'x'])
  },
)

item('8.12 undoing a merge leaves what it had joined, and says so', async (bench) => {
  bench.draw(`
    a - b
    a - c
    b + c - m`)
  await upgrade(await bench.project())
  const output = await bench.run('athanor downgrade c')
  assert.match(lines(output, '!'), /the database is at b, c/)
  assert.deepEqual(await bench.rows(), ['b', 'c'])
  assert.deepEqual(await bench.tables(), ['a', 'athanor_version', 'b', 'c'])
})

item(
  '8.13 which row a merge updates does not change from run to run: the first it names',
  async (bench) => {
    bench.draw(`
    a - b
    a - c
    c + b - m`)
    const project = await bench.project()
    const changes = ([{ sql }]: readonly { readonly sql: string }[] | any) =>
      sql
        .replaceAll('"', '')
        .split('\n')
        .filter((line: string) => /^(UPDATE|DELETE FROM|INSERT INTO) athanor_version/.test(line))
    assert.deepEqual(changes(await upgradeSql(project, { target: 'head' })).slice(-2), [
      "DELETE FROM athanor_version WHERE version_num = 'b';",
      "UPDATE athanor_version SET version_num = 'm' WHERE version_num = 'c';",
    ])
    assert.deepEqual(changes(await downgradeSql(project, { target: 'm:c' })), [
      "INSERT INTO athanor_version (version_num) VALUES ('b');",
      "UPDATE athanor_version SET version_num = 'c' WHERE version_num = 'm';",
    ])
  },
)

item('8.14 a stamp that contradicts itself is refused', async (bench) => {
  bench.draw(`
    a - b
    a - c`)
  const project = await bench.project()
  await assert.rejects(stamp(project, { targets: ['a', 'b'] }), {
    code: 'inconsistent-stamp',
    hint: /athanor stamp b/,
  })
  await assert.rejects(stamp(project, { targets: ['base', 'b'] }), { code: 'inconsistent-stamp' })
  assert.deepEqual(await bench.tables(), [])
  await stamp(project, { targets: ['b', 'c'] })
  assert.deepEqual(await bench.rows(), ['b', 'c'])
})

item('8.14 a row without a file is named by every command, with both ways out', async (bench) => {
  bench.draw('a - b')
  await bench.connection.script(
    `CREATE TABLE athanor_version (version_num VARCHAR(32)); INSERT INTO athanor_version VALUES ('lost')`,
  )
  for (const command of [
    'current',
    'upgrade head',
    'downgrade base',
    'stamp b',
    'check',
    'history -i',
  ]) {
    const output = await bench.run(`athanor ${command}`)
    assert.match(lines(output, '!'), /at revision lost, which is not in this history/, command)
    assert.match(lines(output, '!'), /Bring the file back.*athanor stamp --purge/, command)
    assert.equal(lines(output, '='), '1', command)
  }
  await bench.run('athanor stamp --purge a')
  assert.deepEqual(await bench.rows(), ['a'])
})
