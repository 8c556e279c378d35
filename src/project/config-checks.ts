import { parseDatabaseUrl } from '../drivers/url.ts'
import { AthanorError } from '../errors.ts'
import {
  type Check,
  either,
  flag,
  fn,
  listOf,
  oneOf,
  record,
  shape,
  someOf,
  text,
  wholeNumber,
} from './checks.ts'
import type { Config, DatabaseConfig } from './config.ts'
import { isTimeZone } from './dates.ts'
import { templateProblem } from './file-name.ts'

/** A URL that can be used, as far as that can be told without connecting. The message holds no password. */
const url: Check = (value, key) => {
  const mistake = text('a database URL', `'sqlite:app.db'`)(value, key)
  if (mistake !== undefined) return { ...mistake, problem: 'must be a database URL' }
  try {
    parseDatabaseUrl(value as string)
    return undefined
  } catch (error) {
    if (!(error instanceof AthanorError)) throw error
    return { problem: `is not right: ${error.message}`, fix: error.hint ?? '' }
  }
}

const fromContext =
  (check: Check): Check =>
  (value, key) =>
    typeof value === 'function' ? undefined : check(value, key)

const migrations = text('a folder, or a list of folders', `'./migrations'`)
const name = text('a name', `'name'`)
const pattern = text('a name, or names with * in a list', `['celery_*']`)
const hook = shape(
  {
    command: text('the name of a program', `'biome'`),
    args: listOf(text('a text', `'format'`), `['format', '--write']`),
    cwd: text('a folder', `'.'`),
  },
  'a program or a function',
  `{ command: 'biome', args: ['format', '--write'] }`,
  ['command'],
)

const duration: Check = (value, key) =>
  milliseconds(value) === undefined
    ? {
        problem: 'must be a number of seconds, or a text with a unit',
        fix: `Write ${key}: 30, or '500ms', '30s', '5min'`,
      }
    : undefined

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, min: 60_000, h: 3_600_000 }

/** A duration of the configuration in milliseconds. */
export function milliseconds(value: unknown): number | undefined {
  if (typeof value === 'number')
    return value >= 0 && Number.isFinite(value) ? Math.round(value * 1000) : undefined
  if (typeof value !== 'string') return undefined
  const [, number, unit = 's'] = /^\s*(\d+(?:\.\d+)?)\s*(ms|s|min|h)?\s*$/.exec(value) ?? []
  return number === undefined ? undefined : Math.round(Number(number) * (UNITS[unit] ?? 1))
}

const fileTemplate: Check = (value, key) => {
  const mistake = text('a template', `'{rev}_{slug}'`)(value, key)
  return mistake ?? templateProblem(value as string)
}

const timezone: Check = (value, key) =>
  typeof value === 'string' && isTimeZone(value)
    ? undefined
    : {
        problem: `is no time zone: ${JSON.stringify(value)}`,
        fix: `Write ${key}: 'Europe/Vienna', 'UTC' or 'local'`,
      }

const NAMING = ['pk', 'fk', 'uq', 'ck', 'ex', 'ix']

export const DATABASE_CHECKS: Readonly<Record<keyof DatabaseConfig, Check>> = {
  url: fromContext(url),
  connect: fn('() => pool'),
  models: (value, key) =>
    typeof value === 'function' || (typeof value === 'object' && value !== null)
      ? undefined
      : text(
          'the models, a function that gives them, or the path of their module',
          `() => import('./models.ts')`,
        )(value, key),
  migrations: either(migrations, someOf(migrations, `['./migrations']`)),
  recursive: flag,
  versionTable: either(
    text('the name of a table', `'athanor_version'`),
    shape({ name, schema: name }, 'the name of a table', `{ name: 'athanor_version' }`, ['name']),
  ),
  schemas: either(oneOf('all'), listOf(name, `['audit']`)),
  naming: shape(
    Object.fromEntries(
      NAMING.map((kind) => [kind, fromContext(text('a template', `'${kind}_{table}_{columns}'`))]),
    ),
    'a naming convention',
    `{ uq: 'uq_{table}_{columns}' }`,
  ),
  includeName: fn('(name, kind) => true'),
  includeObject: fn('(object, name, kind) => true'),
  ignore: either(pattern, listOf(pattern, `['celery_*']`)),
  transaction: oneOf('revision', 'run', 'none'),
  lockTimeout: duration,
  statementTimeout: duration,
  context: fromContext(record('a record', '{ tenant: 1 }')),
  onVersionApply: either(fn('(step) => {}'), listOf(fn('(step) => {}'), '[(step) => {}]')),
  renderItem: fn('(item) => undefined'),
  rewrite: fn('(operation) => operation'),
  processRevision: fn('(draft) => draft'),
  fileTemplate,
  truncateSlugLength: wholeNumber(1, 100, '40'),
  timezone,
  postWriteHooks: listOf(fromContext(hook), `[{ command: 'biome', args: ['format', '--write'] }]`),
}

/** A database by name: its URL, or what differs from what is said for all. */
const database: Check = either(
  fromContext(url),
  shape(DATABASE_CHECKS, 'a URL or a configuration', `{ url: 'sqlite:app.db' }`),
)

export const CONFIG_CHECKS: Readonly<Record<keyof Config, Check>> = {
  ...DATABASE_CHECKS,
  databases: (value, key) => {
    const mistake = record('databases by name', `{ main: 'sqlite:app.db' }`)(value, key)
    if (mistake !== undefined) return mistake
    const databases = Object.entries(value as Record<string, unknown>)
    if (databases.length === 0)
      return { problem: 'names no database', fix: `Write ${key}: { main: 'sqlite:app.db' }` }
    for (const [each, config] of databases) {
      const wrong = /^[\p{L}\p{N}_.-]+$/u.test(each)
        ? database(config, `${key}.${each}`)
        : { problem: 'is no name for a database', fix: 'Use letters, digits, "_", "." and "-".' }
      if (wrong !== undefined) return { ...wrong, below: `.${each}${wrong.below ?? ''}` }
    }
    return undefined
  },
}
