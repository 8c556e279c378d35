import path from 'node:path'
import type { ObjectName } from '../schema/model.ts'
import { type Check, isRecord, unknownKey } from './checks.ts'
import type { Config, ConfigContext, DatabaseConfig, FromContext } from './config.ts'
import { CONFIG_CHECKS, milliseconds } from './config-checks.ts'
import { ConfigError } from './errors.ts'
import { type ConfigPlace, type FindOptions, findConfig } from './find-config.ts'
import { guarded } from './guarded.ts'
import { loadModule, loadTransformed } from './load.ts'
import { reasonOf } from './load-reason.ts'

/** One database of a project: what the configuration says, with every default filled in and every path absolute. */
export interface DatabaseSettings extends Omit<DatabaseConfig, 'migrations' | 'versionTable'> {
  /** Absent where the configuration is of one database. */
  readonly name?: string
  /** New revision files go into the first. */
  readonly migrations: readonly [string, ...string[]]
  readonly recursive: boolean
  readonly versionTable: ObjectName
  readonly ignore: readonly string[]
  readonly transaction: 'revision' | 'run' | 'none'
  /** In milliseconds. */
  readonly lockTimeout: number
  readonly statementTimeout?: number
  readonly fileTemplate: string
  readonly truncateSlugLength: number
  readonly timezone: string
}

export interface Project {
  /** The folder that relative paths start from. */
  readonly folder: string
  /** The configuration file; absent where the application handed the configuration over. */
  readonly file?: string
  readonly databases: readonly [DatabaseSettings, ...DatabaseSettings[]]
  readonly context: ConfigContext
  /** The configuration once more, read so that whatever it imports is read by jiti. */
  readonly reload?: () => Promise<Project>
}

export type ProjectOptions = FindOptions & Partial<Pick<ConfigContext, 'x'>>

/** Finds, reads and checks the configuration of the project around a folder. */
export async function openProject(options: ProjectOptions): Promise<Project> {
  const place = findConfig(options)
  const context = { x: options.x ?? {} }
  if (place.kind === 'package') return projectOf(place.config, context, place.file)
  const read = async (load: typeof loadModule) =>
    projectOf(exported(await load(place.file, 'the configuration'), place), context, place.file)
  return { ...(await read(loadModule)), reload: () => read(loadTransformed) }
}

function exported(module: Readonly<Record<string, unknown>>, { file }: ConfigPlace): unknown {
  const config =
    isRecord(module.default) && 'default' in module.default
      ? module.default.default
      : module.default
  if (config !== undefined) return config
  throw new ConfigError(
    file,
    '',
    'it exports no configuration',
    'Write: export default defineConfig({ url: …, models: … })',
  )
}

/** A project from a configuration that is at hand. `file` is what messages name, and where paths start from. */
export async function projectOf(
  config: unknown,
  context: ConfigContext = { x: {} },
  file?: string,
): Promise<Project> {
  const checked = checkConfig(await plainConfig(config, context, file), file)
  const folder = file === undefined ? process.cwd() : path.dirname(path.resolve(file))
  const { databases, ...said } = checked
  const shared = guarded(said, file)
  const settings =
    databases === undefined
      ? [settingsOf(shared, folder, file)]
      : Object.entries(databases).map(([name, given]) => {
          const own = guarded(expanded(given), file, `databases.${name}.`)
          return { ...settingsOf({ ...shared, ...own }, folder, file), name }
        })
  return {
    folder,
    databases: settings as [DatabaseSettings, ...DatabaseSettings[]],
    context,
    ...(file !== undefined && { file }),
  }
}

async function plainConfig(
  config: unknown,
  context: ConfigContext,
  file: string | undefined,
): Promise<unknown> {
  const isFunction = typeof config === 'function'
  try {
    return await (isFunction ? config(context) : config)
  } catch (thrown) {
    const { reason, hint } = reasonOf(thrown)
    const what = isFunction ? 'the function' : 'the promise'
    throw new ConfigError(file, '', `${what} that it exports fails: ${reason}`, hint)
  }
}

const expanded = (own: FromContext<string> | DatabaseConfig): DatabaseConfig =>
  typeof own === 'string' || typeof own === 'function' ? { url: own } : own

/** The first mistake in a configuration is thrown, with its key. */
export function checkConfig(config: unknown, file?: string): Config {
  if (!isRecord(config))
    throw new ConfigError(
      file,
      '',
      `the configuration is ${config === undefined ? 'missing' : 'not an object'}`,
      'Write: export default defineConfig({ url: …, models: … })',
    )
  const unknown = unknownKey(config, Object.keys(CONFIG_CHECKS))
  if (unknown !== undefined)
    throw new ConfigError(file, unknown.below ?? '', unknown.problem, unknown.fix)
  for (const [key, check] of Object.entries<Check>(CONFIG_CHECKS)) {
    const mistake = config[key] === undefined ? undefined : check(config[key], key)
    if (mistake !== undefined)
      throw new ConfigError(file, key + (mistake.below ?? ''), mistake.problem, mistake.fix)
  }
  return config as Config
}

const listOf = <T>(value: T | readonly T[] | undefined): readonly T[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value as T]

function settingsOf(config: DatabaseConfig, folder: string, file?: string): DatabaseSettings {
  const { migrations = './migrations', versionTable = 'athanor_version', fileTemplate } = config
  const { recursive = false, statementTimeout } = config
  if (fileTemplate?.includes('/') === true && !recursive)
    throw new ConfigError(
      file,
      'fileTemplate',
      'puts revision files into folders that are not looked into',
      'Add recursive: true',
    )
  const folders = listOf<string>(migrations).map((each) => path.resolve(folder, each))
  return {
    ...config,
    migrations: folders as [string, ...string[]],
    recursive,
    versionTable: typeof versionTable === 'string' ? { name: versionTable } : versionTable,
    ignore: listOf<string>(config.ignore),
    transaction: config.transaction ?? 'revision',
    lockTimeout: milliseconds(config.lockTimeout ?? 60) ?? 0,
    ...(statementTimeout !== undefined && {
      statementTimeout: milliseconds(statementTimeout) ?? 0,
    }),
    fileTemplate: fileTemplate ?? '{rev}_{slug}',
    truncateSlugLength: config.truncateSlugLength ?? 40,
    timezone: config.timezone ?? 'UTC',
  } as DatabaseSettings
}
