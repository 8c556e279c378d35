/**
 * Runs the tests beside the source and those in tests/, or the files that are named. The tests start the PostgreSQL
 * they need by themselves. What goes on for minutes has a command of its own and is left out here, which is said.
 */
import { spawn } from 'node:child_process'
import { globSync } from 'node:fs'
import { availableParallelism } from 'node:os'

/** Folders whose subject has a command of its own, which does the same at any length. */
const LONG: Readonly<Record<string, string>> = {
  'tests/laws/': 'npm run prove, or npm test -- tests/laws/laws.test.ts',
}

const named = process.argv.slice(2)
const isLong = (file: string) => Object.keys(LONG).some((folder) => file.startsWith(folder))
const files =
  named.length > 0
    ? named
    : globSync(['src/**/*.test.ts', 'tests/**/*.test.ts'])
        .map((file) => file.replaceAll('\\', '/'))
        .filter((file) => !isLong(file))
        .toSorted()
if (named.length === 0)
  for (const [folder, command] of Object.entries(LONG))
    console.log(`left out: ${folder} (${command})`)

const runner = spawn(
  process.execPath,
  [
    '--conditions=athanor-source',
    '--disable-warning=ExperimentalWarning',
    '--test',
    `--test-concurrency=${availableParallelism()}`,
    '--test-reporter=spec',
    ...files,
  ],
  { stdio: 'inherit' },
)
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => runner.kill(signal))
runner.on('exit', (code) => {
  process.exitCode = code ?? 1
})
