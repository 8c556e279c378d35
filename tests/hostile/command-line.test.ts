import assert from 'node:assert/strict'
import fs from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { outcomeOf } from '../cli/in-process.ts'
import { projectFolder } from '../cli/world.ts'
import { impossibleText, RUNS } from './support.ts'

const COMMANDS = [
  ...[
    'upgrade',
    'downgrade',
    'stamp',
    'current',
    'heads',
    'branches',
    'history',
    'show',
    'revision',
  ],
  ...['merge', 'check', 'diff', 'pull', 'init', 'edit', 'ensure-version', 'list-templates'],
  ...['completion', 'help', '__complete', 'nonsense'],
]

const FLAGS = [
  ...[
    '--sql',
    '--json',
    '--quiet',
    '-m',
    '--message',
    '--rev-id',
    '--branch-label',
    '--depends-on',
  ],
  ...['--head', '--splice', '--version-path', '--autogenerate', '--empty', '--yes', '-n', '--name'],
  ...['-c', '--config', '-x', '--purge', '-r', '--rev-range', '--indicate-current', '--verbose'],
  ...[
    '--from',
    '--to',
    '--dialect',
    '--help',
    '--version',
    '--template',
    '--lock-timeout',
    '--',
    '-',
  ],
]

const word = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...FLAGS) },
  fc.constantFrom('head', 'base', 'one', 'one:two', '+1', 'models', 'database', 'empty', 'sqlite'),
  fc.constantFrom('../outside', '/etc/passwd', 'migrations', 'athanor.config.ts', 'revision:one'),
  impossibleText,
)

const line = fc
  .tuple(fc.constantFrom(...COMMANDS), fc.array(word, { maxLength: 5 }))
  .map(([command, words]) => [command, ...words])

const revision = `
import { defineRevision } from 'athanor'
export default defineRevision({ id: 'one', revises: null, upgrade: (op) => op.execute('SELECT 1'), downgrade: () => {} })
`

test('no command line ends in a bare error, prints a control character or writes outside the project', async () => {
  await fc.assert(
    fc.asyncProperty(line, async (words) => {
      const outer = projectFolder()
      const folder = path.join(outer, 'inner')
      fs.mkdirSync(folder)
      for (const name of ['athanor.config.ts', 'node_modules'])
        fs.cpSync(path.join(outer, name), path.join(folder, name), {
          verbatimSymlinks: true,
          recursive: true,
        })
      fs.mkdirSync(path.join(folder, 'migrations'))
      fs.writeFileSync(path.join(folder, 'migrations/one.ts'), revision)
      fs.writeFileSync(path.join(folder, 'models.ts'), 'export {}')
      const before = outsideOf(outer)
      const { code, out, err } = await outcomeOf(words, {
        cwd: folder,
        env: { DATABASE_URL: 'sqlite:app.db' },
      })
      assert.ok([0, 1, 2].includes(code), `exit code ${code}`)
      assert.doesNotMatch(err, /This is a defect|^ +at .*\.ts:\d+:\d+/m)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
      assert.doesNotMatch(`${out}${err}`, /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/)
      // `init` begins a project where it is told to.
      const isTold = words[0] === 'init' && words.includes('../outside')
      const after = outsideOf(outer).filter((name) => !isTold || name !== 'outside')
      assert.deepEqual(after, before)
    }),
    { numRuns: RUNS * 5 },
  )
})

/** All there is beside the project. */
const outsideOf = (folder: string): readonly string[] =>
  [folder, path.join(folder, 'migrations')].flatMap((each) => fs.readdirSync(each).toSorted())
