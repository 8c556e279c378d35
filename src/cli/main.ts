#!/usr/bin/env node
/**
 * Looks at the version of Node before anything that an old one could not even parse is loaded.
 */
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 22 || (major === 22 && minor < 18)) {
  process.stderr.write(
    `error Athanor needs Node 22.18 or newer; this is Node ${process.versions.node}\n\nnext  Install a newer Node, or bring one into the project: npm install --save-dev node@24\n`,
  )
  process.exitCode = 2
} else {
  // Node 22 says at every start that its SQLite is experimental: nothing that the user of a command can act on.
  const emitWarning = process.emitWarning.bind(process) as (...words: unknown[]) => void
  process.emitWarning = (...words: unknown[]) => {
    if (!String(words[0]).startsWith('SQLite is an experimental feature')) emitWarning(...words)
  }
  const { enableCompileCache } = await import('node:module')
  enableCompileCache?.()
  const { runFromProcess } = await import('./run.ts')
  await runFromProcess()
}

export {}
