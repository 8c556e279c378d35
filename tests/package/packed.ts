import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { temporaryFolder } from '../support/databases.ts'

const root = path.resolve(import.meta.dirname, '../..')

/** The package as it would be published: packed once, unpacked. */
export function unpack(): string {
  const folder = temporaryFolder()
  run(root, process.platform === 'win32' ? 'npm.cmd' : 'npm', [
    'pack',
    '--silent',
    '--pack-destination',
    folder,
  ])
  const tarball = fs.readdirSync(folder).find((name) => name.endsWith('.tgz'))!
  run(folder, 'tar', ['xzf', tarball])
  return path.join(folder, 'package')
}

/** An empty project with the package installed in it, its dependencies linked to those that are here. */
export function projectWith(packed: string): string {
  const folder = temporaryFolder()
  const modules = path.join(folder, 'node_modules')
  fs.mkdirSync(path.join(modules, '.bin'), { recursive: true })
  fs.cpSync(packed, path.join(modules, 'athanor'), { recursive: true })
  fs.symlinkSync('../athanor/dist/cli/main.js', path.join(modules, '.bin', 'athanor'))
  const { dependencies, peerDependencies } = JSON.parse(
    fs.readFileSync(path.join(packed, 'package.json'), 'utf8'),
  )
  for (const name of Object.keys({ ...dependencies, ...peerDependencies, '@types/node': '' })) {
    fs.mkdirSync(path.dirname(path.join(modules, name)), { recursive: true })
    fs.symlinkSync(path.join(root, 'node_modules', name), path.join(modules, name))
  }
  fs.writeFileSync(path.join(folder, 'package.json'), '{ "name": "app", "type": "module" }\n')
  return folder
}

export interface Ran {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

/** `npx athanor …` in a project. */
export const athanor = (
  folder: string,
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Ran =>
  spawnSync(process.execPath, [path.join(folder, 'node_modules/.bin/athanor'), ...words], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '', ...env },
  })

export function run(cwd: string, command: string, words: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(command, words, { cwd, encoding: 'utf8' })
  if (status !== 0) throw new Error(`${command} ${words.join(' ')} failed:\n${stdout}\n${stderr}`)
  return stdout
}
