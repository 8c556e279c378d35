import { MissingPackageError } from './errors.ts'

/** Imports a package that need not be there, and says what to install when it is not. */
export async function importPackage<T>(
  name: string,
  purpose: string,
  load: () => Promise<T>,
): Promise<T> {
  try {
    return await load()
  } catch (thrown) {
    if (isMissing(name, thrown)) throw new MissingPackageError(name, purpose, thrown)
    throw thrown
  }
}

/** Only the package itself: one that is there but lacks something of its own says so better than we can. */
const isMissing = (name: string, thrown: unknown): boolean =>
  thrown instanceof Error &&
  /^(?:ERR_)?(?:MODULE_NOT_FOUND|UNKNOWN_BUILTIN_MODULE)$/.test(
    String(Reflect.get(thrown, 'code')),
  ) &&
  [`'${name}'`, `"${name}"`, `: ${name}`].some((mention) => thrown.message.includes(mention))
