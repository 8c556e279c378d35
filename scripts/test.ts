/**
 * Runs the tests beside the source and those in tests/, or the files that are named. The tests start the PostgreSQL
 * they need by themselves. `ATHANOR_TEST_SEED=random` makes the property tests try other cases than usual.
 */
import { spawn } from 'node:child_process'
import { globSync } from 'node:fs'
import { availableParallelism } from 'node:os'

const named = process.argv.slice(2)
const files =
  named.length > 0
    ? named
    : globSync(['src/**/*.test.ts', 'tests/**/*.test.ts'])
        .map((file) => file.replaceAll('\\', '/'))
        .toSorted()
const runner = spawn(
  process.execPath,
  [
    '--conditions=athanor-source',
    `--import=${new URL('../tests/support/property-seed.ts', import.meta.url)}`,
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
