/** Packs the package as it would be published and has publint and attw look at it. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const folder = mkdtempSync(join(tmpdir(), 'athanor-pack-'))

function run(command: string, ...args: string[]): void {
  const { status } = spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'] })
  if (status !== 0) {
    console.error(`${command} ${args.join(' ')} failed`)
    rmSync(folder, { recursive: true, force: true })
    process.exit(1)
  }
}

run('npm', 'pack', '--silent', '--pack-destination', folder)
const tarball = join(folder, readdirSync(folder).find((name) => name.endsWith('.tgz'))!)
run('npx', 'publint', 'run', tarball, '--strict')
run('npx', 'attw', tarball, '--profile', 'esm-only')
rmSync(folder, { recursive: true, force: true })
