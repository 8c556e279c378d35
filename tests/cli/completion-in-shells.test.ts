import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { completionScript, type ShellName } from '../../src/cli/completion-scripts.ts'
import { folder as cwd } from '../conda-store/support.ts'
import { temporaryFolder } from '../support/databases.ts'
import { athanorWords } from './process.ts'

/** A folder with a program called `athanor`, as an installation has it. */
function programFolder(): string {
  const folder = temporaryFolder()
  const words = athanorWords.map((word) => `'${word}'`).join(' ')
  fs.writeFileSync(path.join(folder, 'athanor'), `#!/bin/sh\nexec ${words} "$@"\n`, { mode: 0o755 })
  return folder
}

/** Prints what the shell would offer at the end of an unfinished line. */
const ask: Readonly<Record<ShellName, (line: string) => string>> = {
  bash: (line) => `COMP_LINE='${line}' COMP_POINT=${line.length}
COMP_WORDBREAKS=$' \\t\\n"\\'><=;|&(:@' _athanor; printf '%s\\n' "\${COMPREPLY[@]}"`,
  zsh: (line) => `words=(\${(z)$(print -r -- '${line}')}) CURRENT=\${#words}
[[ '${line}' == *' ' ]] && { words+=(''); (( CURRENT++ )) }
_athanor`,
  fish: (line) => `complete -C '${line}' | string replace -r '\\t.*' ''`,
}

const prepare: Readonly<Record<ShellName, string>> = {
  bash: 'complete() { :; }',
  // Outside of its line editor zsh completes nothing: what would be offered is printed.
  zsh: 'compdef() { : }; compadd() { shift; print -l -- "$@" }; _files() { print -l -- *(N) }',
  fish: '',
}

const flags: Readonly<Record<ShellName, readonly string[]>> = {
  bash: ['--norc', '-c'],
  zsh: ['-f', '-c'],
  fish: ['--no-config', '-c'],
}

for (const shell of ['bash', 'zsh', 'fish'] as const) {
  const missing = spawnSync(shell, ['--version']).status !== 0
  test(`${shell} completes commands, revisions and values`, {
    skip: missing ? `there is no ${shell}` : false,
  }, () => {
    const PATH = `${programFolder()}${path.delimiter}${process.env.PATH}`
    const offered = (line: string): string[] => {
      const script = [prepare[shell], completionScript[shell], ask[shell](line)].join('\n')
      const { stdout, stderr } = spawnSync(shell, [...flags[shell], script], {
        cwd,
        env: { ...process.env, PATH, DATABASE_URL: 'sqlite::memory:' },
        encoding: 'utf8',
      })
      assert.equal(stderr, '')
      return stdout.trimEnd().split('\n')
    }
    // Bash completes behind a ":" or "=", the others the whole word.
    const whole = (before: string, word: string) => (shell === 'bash' ? word : before + word)
    assert.deepEqual(offered('athanor upg'), ['upgrade'])
    assert.deepEqual(offered('athanor -q downgrade 48be'), ['48be4072fe58'])
    assert.deepEqual(offered('athanor history -r 48be4072fe58:bf'), [
      whole('48be4072fe58:', 'bf065abf375b'),
    ])
    assert.deepEqual(offered('athanor upgrade --dialect=s'), [whole('--dialect=', 'sqlite')])
    assert.ok(offered('athanor completion ').includes('fish'))
  })
}
