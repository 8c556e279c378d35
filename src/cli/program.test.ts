import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { commands } from './commands/index.ts'
import { parse } from './program.ts'

async function callOf(line: string) {
  const outcome = await parse(commands, line === '' ? [] : line.split(' '))
  assert.equal(outcome.kind, 'call')
  return outcome.kind === 'call' ? outcome.call : assert.fail()
}

/** What was said, without what was not. */
const said = (values: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))

describe('words', () => {
  test('become a command with its arguments and flags', async () => {
    const { command, args, flags, globals } = await callOf('upgrade ae10 --sql --dialect sqlite -q')
    assert.equal(command.name, 'upgrade')
    assert.deepEqual(args, { target: 'ae10' })
    assert.deepEqual(said(flags), { sql: true, dialect: 'sqlite' })
    assert.deepEqual(said(globals), { quiet: true })
  })

  test('that begin with a hyphen and a digit are revisions', async () => {
    assert.deepEqual((await callOf('downgrade -1')).args, { target: '-1' })
    assert.deepEqual((await callOf('stamp -2 shop@-1')).args, { targets: ['-2', 'shop@-1'] })
    for (const line of [
      'history -r -3:',
      'history -r-3:',
      'history --rev-range=-3:',
      'history --rev-range -3:',
    ])
      assert.equal((await callOf(line)).flags.revRange, '-3:', line)
  })

  test('of a message are left as they are', async () => {
    for (const message of ['-1 degrees', 'a − b', '--sql', '"x"'])
      assert.equal(
        await parse(commands, ['revision', '-m', message]).then((outcome) =>
          outcome.kind === 'call' ? outcome.call.flags.message : outcome.kind,
        ),
        message,
      )
  })

  test('for every command may stand before it and after it, and lists are one list', async () => {
    const { globals } = await callOf('-x a=1 -c here -n one current -x b=2 --name two')
    assert.deepEqual(said(globals), { x: ['a=1', 'b=2'], config: 'here', name: ['one', 'two'] })
  })

  test('that were not said have the default that the help tells', async () => {
    assert.deepEqual((await callOf('upgrade')).args, { target: 'heads' })
    assert.deepEqual((await callOf('pull')).args, { source: 'database' })
  })

  test('--color and --no-color are two flags', async () => {
    assert.deepEqual(said((await callOf('heads --no-color')).globals), { noColor: true })
    assert.deepEqual(said((await callOf('heads --color')).globals), { color: true })
  })
})

describe('help', () => {
  const helpFor = async (line: string) => {
    const outcome = await parse(commands, line === '' ? [] : line.split(' '))
    return outcome.kind === 'help' ? [outcome.command?.name, outcome.asked] : outcome.kind
  }

  test('is asked for in several ways, or because nothing was said', async () => {
    assert.deepEqual(await helpFor('--help'), [undefined, true])
    assert.deepEqual(await helpFor('help'), [undefined, true])
    assert.deepEqual(await helpFor('upgrade -h'), ['upgrade', true])
    assert.deepEqual(await helpFor('help upgrade'), ['upgrade', true])
    assert.deepEqual(await helpFor('downgrade --help'), ['downgrade', true])
    assert.deepEqual(await helpFor(''), [undefined, false])
    assert.equal(await helpFor('--version'), 'version')
    assert.equal(await helpFor('-V'), 'version')
  })
})

describe('wrong words', () => {
  for (const [line, hint] of [
    ['upgrad', /Did you mean upgrade\?/],
    ['upgrade --dilect sqlite', /Did you mean --dialect\?/],
    ['--confg x heads', /Did you mean --config\?/],
    ['merge', /athanor merge --help/],
    ['show a b', /athanor show --help/],
    ['init --template', /athanor init --help/],
    ['revision -m two words', /stands in quotes/],
    ['upgrade --tag x', /-x tag=/],
  ] as const)
    test(`are told: ${line}`, async () => {
      await assert.rejects(parse(commands, line.split(' ')), { code: 'usage', hint })
    })
})
