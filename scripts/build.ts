/** Builds the package: JavaScript and declarations from src/, and the command line as one bundle. */
import { spawnSync } from 'node:child_process'
import { chmodSync, renameSync, rmSync } from 'node:fs'
import { build } from 'esbuild'

rmSync('dist', { recursive: true, force: true })
const compiler = 'node_modules/typescript/bin/tsc'
const tsc = spawnSync(process.execPath, [compiler, '-p', 'tsconfig.build.json'], {
  stdio: 'inherit',
})
if (tsc.status !== 0) process.exit(tsc.status ?? 1)

await build({
  entryPoints: ['dist/cli/main.js'],
  outdir: 'dist/command-line',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node22',
  external: ['pg', 'kysely', 'jiti', '@electric-sql/pglite', 'better-sqlite3'],
  // What is CommonJS inside the bundle asks for Node's own modules.
  banner: {
    js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
  },
  logLevel: 'warning',
})
rmSync('dist/cli', { recursive: true, force: true })
renameSync('dist/command-line', 'dist/cli')
chmodSync('dist/cli/main.js', 0o755)
