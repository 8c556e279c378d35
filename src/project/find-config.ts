import fs from 'node:fs'
import path from 'node:path'
import { ConfigError, MissingConfigError } from './errors.ts'

/** Where the configuration is: a file of its own, or the key "athanor" of a package.json. */
export type ConfigPlace =
  | { readonly kind: 'file'; readonly file: string }
  | { readonly kind: 'package'; readonly file: string; readonly config: unknown }

export interface FindOptions {
  readonly cwd: string
  /** `-c` of the command line. */
  readonly file?: string
  readonly env?: Readonly<Record<string, string | undefined>>
}

export const CONFIG_NAMES = [
  'athanor.config.ts',
  'athanor.config.mts',
  'athanor.config.js',
  'athanor.config.mjs',
] as const

/** The configuration that `-c` or ATHANOR_CONFIG names, or the nearest one, from here upwards. */
export function findConfig({ cwd, file, env = {} }: FindOptions): ConfigPlace {
  const variable = env.ATHANOR_CONFIG === '' ? undefined : env.ATHANOR_CONFIG
  const named = file ?? variable
  if (named === undefined) return nearest(cwd)
  const place = path.resolve(cwd, named)
  const stat = fs.statSync(place, { throwIfNoEntry: false })
  const said = file === undefined ? 'ATHANOR_CONFIG names' : '-c names'
  if (stat === undefined)
    throw new MissingConfigError(
      `${said} a configuration that is not there: ${place}`,
      'Check the path.',
    )
  const found = stat.isDirectory() ? configIn(place) : configAt(place)
  if (found === undefined)
    throw new MissingConfigError(`${said} a place without a configuration: ${place}`)
  return found
}

function nearest(cwd: string): ConfigPlace {
  for (let folder = path.resolve(cwd); ; folder = path.dirname(folder)) {
    const found = configIn(folder)
    if (found !== undefined) return found
    if (path.dirname(folder) === folder) break
  }
  throw new MissingConfigError(
    `this is no Athanor project: there is no athanor.config.ts in ${path.resolve(cwd)} or in a folder above it`,
  )
}

function configIn(folder: string): ConfigPlace | undefined {
  const name = CONFIG_NAMES.find((name) => fs.existsSync(path.join(folder, name)))
  if (name !== undefined) return { kind: 'file', file: path.join(folder, name) }
  return fromPackage(path.join(folder, 'package.json'))
}

const configAt = (file: string): ConfigPlace | undefined =>
  path.basename(file) === 'package.json' ? fromPackage(file) : { kind: 'file', file }

/** "athanor" in a package.json: the configuration itself, or the path of its file. */
function fromPackage(file: string): ConfigPlace | undefined {
  if (!fs.existsSync(file)) return undefined
  const config = readPackage(file)?.athanor
  if (config === undefined) return undefined
  if (typeof config !== 'string') return { kind: 'package', file, config }
  const place = path.resolve(path.dirname(file), config)
  if (!fs.existsSync(place))
    throw new ConfigError(
      file,
      'athanor',
      `names a file that is not there: ${place}`,
      'Correct the path.',
    )
  return { kind: 'file', file: place }
}

/** A package.json that npm cannot read either is not our business, until it is the one asked for. */
function readPackage(file: string): { readonly athanor?: unknown } | undefined {
  try {
    const manifest: unknown = JSON.parse(fs.readFileSync(file, 'utf8'))
    return typeof manifest === 'object' && manifest !== null ? manifest : undefined
  } catch {
    return undefined
  }
}
