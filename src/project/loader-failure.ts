import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** What Node says when it does not read a file that jiti can. */
const UNREADABLE = new Set([
  'ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX',
  'ERR_UNKNOWN_FILE_EXTENSION',
  'ERR_UNSUPPORTED_DIR_IMPORT',
  'ERR_IMPORT_ATTRIBUTE_MISSING',
  'ERR_UNSUPPORTED_NODE_MODULES_TYPE_STRIPPING',
])

/** Whether Node failed to read the module (or one that it imports), before any of it was run, in a way that jiti may not. */
export function isLoaderFailure(thrown: unknown, entry: string): boolean {
  if (!(thrown instanceof Error)) return false
  const code = String(Reflect.get(thrown, 'code'))
  if (UNREADABLE.has(code)) return true
  if (ranAlready(thrown)) return false
  if (code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND')
    return mayBeFound(thrown.message, entry)
  // Decorators and types imported as values are plain syntax errors to Node.
  return thrown instanceof SyntaxError && code === 'undefined'
}

/**
 * A line of the stack that is somebody's code: then the module was being run, and threw this itself. Lines that begin with
 * `async` only wait for the import.
 */
const ranAlready = (thrown: Error): boolean =>
  (thrown.stack ?? '')
    .split('\n')
    .some(
      (line) => /^\s+at (?!async ).*file:\/\//.test(line) && !line.includes(import.meta.dirname),
    )

/** Whether another way of looking could find what Node did not: without an extension, or by `paths`. */
function mayBeFound(message: string, entry: string): boolean {
  const missing = /Cannot find (?:module|package) '([^']+)'/.exec(message)?.[1] ?? ''
  const place = missing.startsWith('file:') ? fileURLToPath(missing) : missing
  if (path.isAbsolute(place)) return ALTERNATIVES.some((make) => isFile(make(place)))
  return hasPaths(path.dirname(entry))
}

const ALTERNATIVES: readonly ((place: string) => string)[] = [
  ...['.ts', '.mts', '.tsx', '.js', '.mjs', '/index.ts', '/index.js'].map(
    (end) => (place: string) => place + end,
  ),
  (place) => place.replace(/\.(m?)js$/, '.$1ts'),
]

const isFile = (file: string): boolean =>
  fs.statSync(file, { throwIfNoEntry: false })?.isFile() === true

/** Whether the nearest tsconfig.json, or one that it may extend, speaks of `paths` or `baseUrl`. */
function hasPaths(folder: string): boolean {
  const file = path.join(folder, 'tsconfig.json')
  if (isFile(file)) return /"(?:paths|baseUrl|extends)"\s*:/.test(fs.readFileSync(file, 'utf8'))
  const parent = path.dirname(folder)
  return parent !== folder && hasPaths(parent)
}
