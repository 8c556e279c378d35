/** The public face of Athanor. What opens databases is loaded when it is called: revisions and models import this file. */

import type { Where } from './commands/create-all.ts'
import type { MigrateOptions } from './commands/migrate.ts'
import type { ConfigExport } from './project/config.ts'
import type { RunReport } from './runtime/model.ts'
import type { SchemaOptions, schemaOf } from './schema/put-together.ts'

export type { Where } from './commands/create-all.ts'
export type { MigrateOptions } from './commands/migrate.ts'
export type { Connection } from './drivers/connection.ts'
export type { Lendable } from './drivers/lendable.ts'
export { AthanorError } from './errors.ts'
export type * from './operations/model.ts'
export type { Recorder as Op } from './operations/recorder.ts'
export {
  type Config,
  type ConfigContext,
  type ConfigExport,
  type DatabaseConfig,
  defineConfig,
  type PostWriteHook,
  type RevisionDraft,
} from './project/config.ts'
export type { BundledRevision } from './runtime/bundled.ts'
export { defineRevision, type RevisionDefinition } from './runtime/define.ts'
export { AbortedError, RevisionFailedError } from './runtime/errors.ts'
export type {
  AppliedStep,
  RunEvent,
  RunReport,
  VersionApplied,
  VersionHook,
} from './runtime/model.ts'
export * from './schema/builders/index.ts'
export type { InferDatabase, InferTable } from './schema/infer.ts'
export type * from './schema/model.ts'
export type { NamingConvention } from './schema/naming.ts'
export { type SchemaOptions, schemaOf } from './schema/put-together.ts'

/**
 * Brings the database of an application up to date when it starts, however many of its processes start at once.
 *
 * @example await migrate({ url: process.env.DATABASE_URL, migrations: './migrations' })
 */
export const migrate = async (
  config: ConfigExport | string,
  options?: MigrateOptions,
): Promise<RunReport> => (await import('./commands/migrate.ts')).migrate(config, options)

type Models = Parameters<typeof schemaOf>[0]

/** Makes what the models describe and the database has not, without a revision: for tests. */
export const createAll = async (
  where: Where,
  models: Models,
  options?: SchemaOptions,
): Promise<void> => (await import('./commands/create-all.ts')).createAll(where, models, options)

/** Drops what the models describe, and nothing else: for tests. */
export const dropAll = async (
  where: Where,
  models: Models,
  options?: SchemaOptions,
): Promise<void> => (await import('./commands/create-all.ts')).dropAll(where, models, options)
