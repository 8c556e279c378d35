import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { commands } from './commands/index.ts'
import { candidates } from './completion.ts'

const names = {
  revisions: async () => ['ae10', '27c6', 'shop'],
  databases: async () => ['main', 'audit'],
}

const offered = (...words: string[]) => candidates(commands, words, names)

describe('completion offers', () => {
  test('commands, until there is one', async () => {
    assert.deepEqual(await offered('up'), ['upgrade'])
    assert.deepEqual(await offered('-q', '--name', 'main', 'cu'), ['current'])
    assert.ok((await offered('')).includes('help'))
  })

  test('revisions, also behind ":" and "@"', async () => {
    assert.deepEqual(await offered('upgrade', 'a'), ['ae10'])
    assert.deepEqual(await offered('upgrade', 'ae10:2'), ['ae10:27c6'])
    assert.deepEqual(await offered('upgrade', 'shop@b'), ['shop@base'])
    assert.deepEqual(await offered('revision', '--head', 'a'), ['ae10'])
    assert.deepEqual(await offered('history', '--rev-range=ae10:s'), ['--rev-range=ae10:shop'])
  })

  test('flags, those of the command among them', async () => {
    assert.deepEqual(await offered('upgrade', '--s'), ['--sql', '--server-version'])
    assert.deepEqual(await offered('heads', '--s'), [])
  })

  test('the values a flag can have', async () => {
    assert.deepEqual(await offered('upgrade', '--dialect', ''), ['postgresql', 'sqlite'])
    assert.deepEqual(await offered('upgrade', '--dialect=p'), ['--dialect=postgresql'])
    assert.deepEqual(await offered('current', '-n', ''), ['main', 'audit'])
    assert.deepEqual(await offered('init', '-t', 'po'), ['postgresql'])
  })

  test('nothing where a text or a file is wanted, so that the shell offers files', async () => {
    assert.deepEqual(await offered('revision', '-m', ''), [])
    assert.deepEqual(await offered('diff', '--from', ''), [])
  })

  test('nothing that has been typed already', async () => {
    assert.deepEqual(await offered('upgrade', 'ae10'), [])
  })
})
