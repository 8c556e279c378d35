import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { FlagSpec } from './command.ts'
import { commands, groups } from './commands/index.ts'
import { commandHelp, programHelp } from './help.ts'

const plain = (text: string) => text
const pages = new Map([
  ['athanor', programHelp(groups, 80, plain)],
  ...commands.map((command): [string, string] => [command.name, commandHelp(command, 80, plain)]),
])

/** An example is one line to copy: breaking it would break it. */
const isExample = (line: string): boolean => /^ {2}athanor /.test(line)

describe('help', () => {
  for (const [name, page] of pages)
    test(`of ${name} fits a terminal of 80 columns`, () => {
      const wide = page.split('\n').filter((line) => line.length > 80 && !isExample(line))
      assert.deepEqual(wide, [])
    })

  test('has an example for every command, and a line for every flag and argument', () => {
    for (const { name, flags, positionals, examples } of commands) {
      const page = pages.get(name)!
      assert.ok(examples.length > 0, name)
      for (const [line] of examples) assert.match(line, new RegExp(`^athanor ${name}\\b`))
      for (const flag of Object.values<FlagSpec>(flags)) assert.notEqual(flag.help, '')
      for (const key of Object.keys(positionals))
        assert.ok(page.includes(`  ${key}  `), `${name} ${key}`)
    }
  })

  test('lists every command once', () => {
    const page = pages.get('athanor')!
    for (const { name } of commands) assert.equal(page.split(`\n  ${name} `).length, 2, name)
  })

  test('is no wider than one can read, and no narrower', () => {
    const widths = (columns: number) =>
      programHelp(groups, columns, plain)
        .split('\n')
        .filter((line) => !isExample(line))
        .map((line) => line.length)
    assert.ok(Math.max(...widths(300)) <= 100)
    assert.ok(Math.max(...widths(10)) <= 60)
  })
})
