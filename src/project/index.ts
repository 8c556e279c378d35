/** The project around a database: its configuration, its revision files, and how new ones are written. */

export {
  type Config,
  type ConfigContext,
  type ConfigExport,
  type DatabaseConfig,
  type Duration,
  defineConfig,
  type PostWriteHook,
  type RevisionDraft,
} from './config.ts'
export { milliseconds } from './config-checks.ts'
export { connectTo, contextOf, databasesNamed } from './database.ts'
export { timestampIn } from './dates.ts'
export * from './errors.ts'
export { revisionFileName, slugOf } from './file-name.ts'
export { CONFIG_NAMES, findConfig } from './find-config.ts'
export { type FileHistory, readHistory } from './history.ts'
export { runPostWriteHooks } from './hooks.ts'
export { type InitReport, initProject, templateNamed } from './init.ts'
export { loadModule } from './load.ts'
export { loadModels, type Models, modelsOf } from './models.ts'
export {
  type DatabaseSettings,
  openProject,
  type Project,
  type ProjectOptions,
  projectOf,
} from './project.ts'
export { readRevisionFiles } from './revision-files.ts'
export { loadRevision } from './revision-module.ts'
export { type Template, templates } from './templates/index.ts'
export { newRevisionId, scriptExtension, writeNew, writeRevisionFile } from './write.ts'
