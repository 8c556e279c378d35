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
  // What Node says at every start and the user of a command cannot act on: that its SQLite is experimental (22), and that a
  // package.json does not call the project's files ES modules, which they are read as all the same.
  const needless =
    /^(?:SQLite is an experimental|Module type of file:|Failed to load the ES module)/
  for (const tell of process.listeners('warning')) {
    process.off('warning', tell)
    process.on('warning', (warning) => needless.test(warning.message) || tell(warning))
  }
  const { enableCompileCache } = await import('node:module')
  enableCompileCache?.()
  const { runFromProcess } = await import('./run.ts')
  await runFromProcess()
}

export {}
