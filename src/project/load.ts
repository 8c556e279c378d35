import fs from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { ModuleLoadError } from './errors.ts'
import { reasonOf } from './load-reason.ts'
import { isLoaderFailure } from './loader-failure.ts'

export type Module = Readonly<Record<string, unknown>>

/**
 * Imports a module of the user's: as Node does it, and with jiti where Node cannot read it (enums, decorators, `paths` of
 * tsconfig.json, imports without an extension).
 *
 * jiti is tried only where Node failed before anything of the module was run, so that nothing runs twice.
 */
export async function loadModule(file: string, what: string): Promise<Module> {
  if (!fs.existsSync(file))
    throw new ModuleLoadError(what, file, 'there is no such file', 'Check the path.', undefined)
  try {
    return (await import(pathToFileURL(file).href)) as Module
  } catch (thrown) {
    if (!isLoaderFailure(thrown, file)) throw loadError(what, file, thrown)
    return loadTransformed(file, what, thrown)
  }
}

/** Imports a module with jiti. `first` is what Node said, and is said again where jiti can read it no better. */
export async function loadTransformed(
  file: string,
  what: string,
  first?: unknown,
): Promise<Module> {
  try {
    const { createJiti } = await import('jiti')
    const jiti = createJiti(path.join(path.dirname(file), '_'), {
      interopDefault: false,
      tsconfigPaths: true,
    })
    return await jiti.import<Module>(file)
  } catch (thrown) {
    const worse = first !== undefined && isReadFailure(thrown)
    throw worse ? loadError(what, file, first, thrown) : loadError(what, file, thrown)
  }
}

/** jiti could not read a file either: a missing module, or text that is no TypeScript. */
const isReadFailure = (thrown: unknown): boolean =>
  thrown instanceof Error &&
  (Reflect.get(thrown, 'code') === 'MODULE_NOT_FOUND' || thrown.message.startsWith('ParseError'))

function loadError(what: string, file: string, thrown: unknown, second?: unknown): ModuleLoadError {
  const { reason, hint } = reasonOf(thrown, second)
  return new ModuleLoadError(what, file, reason, hint, thrown)
}
