/** Builds the package: JavaScript and declarations from src/, and the command line as one bundle. */
import { spawnSync } from 'node:child_process'
import { chmodSync, renameSync, rmSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { rolldown } from 'rolldown'

rmSync('dist', { recursive: true, force: true })
const compiler = 'node_modules/typescript/bin/tsc'
const tsc = spawnSync(process.execPath, [compiler, '-p', 'tsconfig.build.json'], {
  stdio: 'inherit',
})
if (tsc.status !== 0) process.exit(tsc.status ?? 1)

const packages = ['pg', 'kysely', 'jiti', '@electric-sql/pglite', 'better-sqlite3']
const bundle = await rolldown({
  input: 'dist/cli/main.js',
  platform: 'node',
  external: (id) =>
    id.startsWith('node:') ||
    builtinModules.includes(id) ||
    packages.includes(id.split('/')[0]!) ||
    packages.some((name) => id === name || id.startsWith(`${name}/`)),
  logLevel: 'warn',
})
await bundle.write({
  dir: 'dist/command-line',
  format: 'esm',
  entryFileNames: 'main.js',
  chunkFileNames: '[name]-[hash].js',
})
rmSync('dist/cli', { recursive: true, force: true })
renameSync('dist/command-line', 'dist/cli')
chmodSync('dist/cli/main.js', 0o755)
