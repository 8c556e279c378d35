import type { IncludeName, IncludeObject } from '../compare/model.ts'
import type { Lendable } from '../drivers/lendable.ts'
import type { Operation } from '../operations/model.ts'
import type { RenderItem } from '../render/render-item.ts'
import type { VersionHook } from '../runtime/model.ts'
import type { NamingConvention } from '../schema/naming.ts'

/** What a function in the configuration is told about the call it is made for. */
export interface ConfigContext {
  /** `-x key=value` of the command line. */
  readonly x: Readonly<Record<string, string>>
  /** The database in question, where the configuration names several. */
  readonly database?: string
}

export type FromContext<T> = T | ((context: ConfigContext) => T | Promise<T>)

/** A number of seconds, or a text with a unit: `'500ms'`, `'30s'`, `'5min'`. */
export type Duration = number | string

/** A formatter or anything else to run over a revision file that was just written. */
export type PostWriteHook =
  | {
      /** A program: of the project's own packages, or on the PATH. */
      readonly command: string
      /** `REVISION_SCRIPT_FILENAME` stands for the file. Where no argument holds it, the file comes last. */
      readonly args?: readonly string[]
      /** Absent: the folder of the configuration. */
      readonly cwd?: string
    }
  | ((file: string) => unknown)

/** A revision about to be written: what autogenerate found, or what `revision` was told. */
export interface RevisionDraft {
  readonly id: string
  readonly message: string
  readonly revises: readonly string[]
  readonly labels: readonly string[]
  readonly dependsOn: readonly string[]
  readonly upgrade: readonly Operation[]
  readonly downgrade: readonly Operation[]
  readonly database?: string
}

/** What may be said of one database. */
export interface DatabaseConfig {
  /**
   * Where the database is: `sqlite:app.db`, `postgresql://user:password@host/database`, `pglite:./data`. A path is relative
   * to the folder of the configuration.
   */
  readonly url?: FromContext<string>
  /** The application's own connection, instead of a URL: a `pg` pool or client, a `DatabaseSync`, a PGlite, a Kysely instance, …. */
  readonly connect?: (context: ConfigContext) => Lendable | Promise<Lendable>
  /** The models: a module's exports (`() => import('./models.ts')`), its path, or a record or list of tables. */
  readonly models?: string | object | ((context: ConfigContext) => unknown)
  /** The folder of the revision files, or several; new ones go into the first. Absent: `./migrations`. */
  readonly migrations?: string | readonly string[]
  /** Looks for revision files in the folders inside as well. */
  readonly recursive?: boolean
  /** The table that tells which revisions are applied. `'alembic_version'` carries on what Alembic began. Absent: `athanor_version`. */
  readonly versionTable?: string | { readonly name: string; readonly schema?: string }
  /** Named schemas to look at besides the default one, or `'all'`. Absent: those that the models name. */
  readonly schemas?: readonly string[] | 'all'
  /** How constraints and indexes are called that have no name of their own. */
  readonly naming?: NamingConvention
  /** False leaves something the database has alone, before it is looked at. */
  readonly includeName?: IncludeName
  /** False leaves something alone, on either side. */
  readonly includeObject?: IncludeObject
  /** Names that belong to somebody else and are left alone: `['celery_*', 'kombu_*', 'extension:*']`. */
  readonly ignore?: string | readonly string[]
  /** How much is one transaction: each revision (the default), the whole run, or nothing. */
  readonly transaction?: 'revision' | 'run' | 'none'
  /** How long to wait for another run on the same database. Absent: 60 seconds. */
  readonly lockTimeout?: Duration
  /** How long one statement of a migration may take. Absent: as long as it likes. */
  readonly statementTimeout?: Duration
  /** Handed to every revision as `op.context`, together with what `-x` says. */
  readonly context?: FromContext<Readonly<Record<string, unknown>>>
  /** Called in the transaction of each step, after its version row has changed. */
  readonly onVersionApply?: VersionHook | readonly VersionHook[]
  /** The TypeScript for a type, a default, a column or an operation, where it should not be the usual one. */
  readonly renderItem?: RenderItem
  /** Other operations in the place of one that autogenerate found; an empty list drops it. */
  readonly rewrite?: (operation: Operation) => Operation | readonly Operation[]
  /** Looks over a revision before it is written; false writes none. */
  readonly processRevision?: (
    draft: RevisionDraft,
  ) => RevisionDraft | false | undefined | Promise<RevisionDraft | false | undefined>
  /**
   * Name of a new revision file, without its extension: `{rev}` `{slug}` `{epoch}` `{year}` `{month}` `{day}` `{hour}`
   * `{minute}` `{second}`. With a `/` it is a folder inside, and asks for `recursive`. Absent: `{rev}_{slug}`.
   */
  readonly fileTemplate?: string
  /** Of the message, how much the file name takes at most. Absent: 40 characters. */
  readonly truncateSlugLength?: number
  /** Zone of the dates in file names and files: `Europe/Vienna`, `local`. Absent: UTC. */
  readonly timezone?: string
  /** Run over every file that was written, in order. */
  readonly postWriteHooks?: readonly PostWriteHook[]
}

/** The configuration: of one database, or of several that share what is said beside them. */
export interface Config extends DatabaseConfig {
  /** Several databases by name: each with what differs, or just its URL. */
  readonly databases?: Readonly<Record<string, FromContext<string> | DatabaseConfig>>
}

/** The configuration as a file exports it: plain, or made for the call. */
export type ConfigExport = FromContext<Config>

/** Gives a configuration its type; it is checked when it is read. */
export const defineConfig = (config: ConfigExport): ConfigExport => config
