/** Loaded before a test file: writes down, at the end, which mutants it came past and what it took. */
import { writeFileSync } from 'node:fs'

interface Seen {
  readonly mutantCoverage?: { readonly static: Readonly<Record<string, number>> }
}

process.on('exit', () => {
  const file = process.env.ATHANOR_MUTANTS_REACHED
  const seen: Seen | undefined = Reflect.get(globalThis, '__stryker__')
  const { user, system } = process.cpuUsage()
  const reached = Object.keys(seen?.mutantCoverage?.static ?? {})
  if (file !== undefined)
    writeFileSync(file, JSON.stringify({ reached, milliseconds: (user + system) / 1000 }))
})
