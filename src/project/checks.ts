import { nearest } from '../schema/nearest.ts'

/** What is wrong with a value, and what to write instead; nothing when it is right. */
export interface Mistake {
  /** Below the key that was asked about: `.name`, `[2]`. */
  readonly below?: string
  readonly problem: string
  readonly fix: string
}

export type Check = (value: unknown, key: string) => Mistake | undefined

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const shown = (value: unknown): string => {
  if (typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'function') return 'a function'
  if (Array.isArray(value)) return 'a list'
  return typeof value === 'object' && value !== null ? 'an object' : String(value)
}

const mustBe =
  (wanted: string, fix: string, test: (value: unknown) => boolean): Check =>
  (value, key) =>
    test(value)
      ? undefined
      : { problem: `must be ${wanted}, and is ${shown(value)}`, fix: `Write ${key}: ${fix}` }

const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== ''

export const text = (wanted: string, fix: string): Check => mustBe(wanted, fix, isText)

export const fn = (fix: string): Check =>
  mustBe('a function', fix, (value) => typeof value === 'function')

export const flag: Check = mustBe('true or false', 'true', (value) => typeof value === 'boolean')

export const oneOf = (...values: readonly string[]): Check =>
  mustBe(values.map((value) => `"${value}"`).join(' or '), `'${values[0]}'`, (value) =>
    values.includes(value as string),
  )

export const wholeNumber = (from: number, to: number, fix: string): Check =>
  mustBe(
    `a whole number from ${from} to ${to}`,
    fix,
    (value) => Number.isInteger(value) && (value as number) >= from && (value as number) <= to,
  )

export const record = (wanted: string, fix: string): Check => mustBe(wanted, fix, isRecord)

/** The first of the checks that is content, else what the last one says. */
export const either =
  (...checks: readonly Check[]): Check =>
  (value, key) => {
    const mistakes = checks.map((check) => check(value, key))
    return mistakes.includes(undefined) ? undefined : mistakes.at(-1)
  }

/** A list whose items all pass. */
export const listOf =
  (check: Check, fix: string): Check =>
  (value, key) => {
    if (!Array.isArray(value)) return mustBe('a list', fix, () => false)(value, key)
    for (const [i, item] of value.entries()) {
      const mistake = check(item, `${key}[${i}]`)
      if (mistake !== undefined) return { ...mistake, below: `[${i}]${mistake.below ?? ''}` }
    }
    return undefined
  }

/** The same, with at least one item. */
export const someOf =
  (check: Check, fix: string): Check =>
  (value, key) =>
    Array.isArray(value) && value.length === 0
      ? { problem: 'is an empty list', fix: `Write ${key}: ${fix}` }
      : listOf(check, fix)(value, key)

/** Other systems' names for what is here under another. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  script_location: 'migrations',
  version_locations: 'migrations',
  'sqlalchemy.url': 'url',
  databaseUrl: 'url',
  dbCredentials: 'url',
  target_metadata: 'models',
  metadata: 'models',
  entities: 'models',
  tables: 'models',
  out: 'migrations',
  table: 'versionTable',
  transaction_per_migration: 'transaction',
  include_schemas: 'schemas',
  recursive_version_locations: 'recursive',
  hooks: 'postWriteHooks',
  process_revision_directives: 'processRevision',
}

/** A key that is none of the known ones, with the one that was probably meant. */
export function unknownKey(
  value: Readonly<Record<string, unknown>>,
  known: readonly string[],
): Mistake | undefined {
  const key = Object.keys(value).find((key) => !known.includes(key))
  if (key === undefined) return undefined
  const other = ELSEWHERE[key]
  const [near] = other !== undefined && known.includes(other) ? [other] : nearest(key, known)
  return {
    below: key,
    problem: 'is not a key of the configuration',
    fix: near === undefined ? `Known: ${known.join(', ')}` : `Did you mean "${near}"?`,
  }
}

/** A record with just these keys, each with its check. */
export const shape =
  (
    checks: Readonly<Record<string, Check>>,
    wanted: string,
    fix: string,
    required: string[] = [],
  ): Check =>
  (value, key) => {
    if (!isRecord(value)) return record(wanted, fix)(value, key)
    const unknown = unknownKey(value, Object.keys(checks))
    if (unknown !== undefined) return { ...unknown, below: `.${unknown.below}` }
    const missing = required.find((name) => value[name] === undefined)
    if (missing !== undefined)
      return { problem: `has no "${missing}"`, fix: `Write ${key}: ${fix}` }
    for (const [name, check] of Object.entries(checks)) {
      const mistake = value[name] === undefined ? undefined : check(value[name], `${key}.${name}`)
      if (mistake !== undefined) return { ...mistake, below: `.${name}${mistake.below ?? ''}` }
    }
    return undefined
  }
