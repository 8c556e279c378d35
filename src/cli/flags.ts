import type { FlagSpec } from './command.ts'

/** Flags that several commands have in common. */
export const lockTimeout = {
  type: 'string',
  value: '<time>',
  help: 'how long to wait for another run on the same database: 30s, 5min (default: what the configuration says, else 60s)',
} as const satisfies FlagSpec

export const sql = {
  type: 'boolean',
  help: 'print the SQL instead of running it; opens no database',
} as const satisfies FlagSpec

const dialects = ['postgresql', 'sqlite'] as const

export const scriptDialect = {
  type: 'string',
  value: '<dialect>',
  help: 'with --sql: postgresql or sqlite (default: what the URL says)',
  choices: dialects,
} as const satisfies FlagSpec

export const sourceDialect = {
  type: 'string',
  value: '<dialect>',
  help: 'postgresql or sqlite, where the sources do not say',
  choices: dialects,
} as const satisfies FlagSpec

export const serverVersion = {
  type: 'string',
  value: '<version>',
  help: 'with --sql: of the server, as in 16 or 3.45 (default: the oldest that Athanor works with)',
} as const satisfies FlagSpec

export const verbose = {
  type: 'boolean',
  short: 'v',
  help: 'all that is known of each revision',
} as const satisfies FlagSpec

export const rename = {
  type: 'list',
  value: '<table.old=new>',
  help: 'a column, or with old=new a table, that has another name now; old=schema.new where it moves (repeatable)',
} as const satisfies FlagSpec

export const wantedModels = {
  type: 'string',
  value: '<source>',
  help: 'the wanted schema, from any source (see athanor diff --help)',
  completes: 'file',
} as const satisfies FlagSpec
