import type { Connection } from '../drivers/connection.ts'
import { lend } from '../drivers/lend.ts'
import { type OpenOptions, openConnection } from '../drivers/open.ts'
import type { ConfigContext, FromContext } from './config.ts'
import { ConfigError, MissingConfigError } from './errors.ts'
import { reasonOf } from './load-reason.ts'
import type { DatabaseSettings, Project } from './project.ts'

/** The databases that `--name` picks, or all of them. */
export function databasesNamed(
  project: Project,
  names: readonly string[] = [],
): readonly DatabaseSettings[] {
  if (names.length === 0) return project.databases
  const known = project.databases.map(({ name }) => name)
  const unknown = names.find((name) => !known.includes(name))
  if (unknown === undefined) return project.databases.filter(({ name }) => names.includes(name!))
  throw new MissingConfigError(
    `the configuration has no database "${unknown}"`,
    known[0] === undefined
      ? 'It is of one database, which has no name: leave out --name.'
      : `There are: ${known.join(', ')}`,
  )
}

const contextFor = (project: Project, { name }: DatabaseSettings): ConfigContext => ({
  ...project.context,
  ...(name !== undefined && { database: name }),
})

const keyOf = (database: DatabaseSettings, key: string): string =>
  database.name === undefined ? key : `databases.${database.name}.${key}`

async function called<T>(
  project: Project,
  database: DatabaseSettings,
  key: string,
  value: FromContext<T>,
): Promise<T> {
  if (typeof value !== 'function') return value
  try {
    return await (value as (context: ConfigContext) => T | Promise<T>)(
      contextFor(project, database),
    )
  } catch (thrown) {
    const { reason } = reasonOf(thrown)
    throw new ConfigError(
      project.file,
      keyOf(database, key),
      `is a function that fails: ${reason}`,
      'Correct the function.',
    )
  }
}

/** Connects to a database of the project: by its URL, or on the connection that the application lends. */
export async function connectTo(
  project: Project,
  database: DatabaseSettings,
  options: OpenOptions = {},
): Promise<Connection> {
  if (database.connect !== undefined)
    return lend(await called(project, database, 'connect', database.connect))
  const url = database.url === undefined ? undefined : await urlOf(project, database)
  if (url === undefined)
    throw new ConfigError(
      project.file,
      keyOf(database, 'url'),
      'is missing',
      `Write url: process.env.DATABASE_URL ?? 'sqlite:app.db'`,
    )
  return openConnection(url, { base: project.folder, ...options })
}

/** The URL as the configuration gives it, password and all: not for printing. */
async function urlOf(project: Project, database: DatabaseSettings): Promise<string> {
  const url: unknown = await called(project, database, 'url', database.url)
  if (typeof url === 'string' && url.trim() !== '') return url
  throw new ConfigError(
    project.file,
    keyOf(database, 'url'),
    `is a function that gives ${url === '' ? 'an empty text' : `no text but ${typeof url}`}`,
    "Set the variable that it reads, or give a default: process.env.DATABASE_URL ?? 'sqlite:app.db'",
  )
}

/** What is handed to every revision: the configuration's own, and what `-x` says. */
export async function contextOf(
  project: Project,
  database: DatabaseSettings,
): Promise<Readonly<Record<string, unknown>>> {
  const own = await called(project, database, 'context', database.context ?? {})
  return { ...own, x: project.context.x }
}
