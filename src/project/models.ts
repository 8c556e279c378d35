import path from 'node:path'
import { AthanorError } from '../errors.ts'
import type { ConfigContext } from './config.ts'
import { ConfigError, ModuleLoadError } from './errors.ts'
import { loadModule } from './load.ts'
import { reasonOf } from './load-reason.ts'
import { isLoaderFailure } from './loader-failure.ts'
import type { DatabaseSettings, Project } from './project.ts'

export type Models = Readonly<Record<string, unknown>> | readonly unknown[]

/** The models of a database of the project, as `schemaOf` takes them. */
export async function modelsOf(project: Project, database: DatabaseSettings): Promise<Models> {
  const given = await resolve(project, database)
  if (typeof given === 'object' && given !== null) return given as Models
  throw new ConfigError(
    project.file,
    'models',
    given === undefined ? 'is missing, or gives nothing' : `gives no models but ${typeof given}`,
    `Write models: () => import('./models.ts')`,
  )
}

async function resolve(project: Project, database: DatabaseSettings): Promise<unknown> {
  const { models } = database
  if (typeof models === 'string') return loadModels(path.resolve(project.folder, models))
  if (typeof models !== 'function') return models
  const context: ConfigContext = {
    ...project.context,
    ...(database.name !== undefined && { database: database.name }),
  }
  try {
    return await (models as (context: ConfigContext) => unknown)(context)
  } catch (thrown) {
    return again(project, database, thrown)
  }
}

export const loadModels = (file: string): Promise<Models> => loadModule(file, 'the models in')

/** `() => import('./models.ts')` is Node's import: where Node cannot read the models, the configuration is read by jiti. */
async function again(
  project: Project,
  database: DatabaseSettings,
  thrown: unknown,
): Promise<unknown> {
  const file = project.file ?? 'the configuration'
  if (thrown instanceof AthanorError) throw thrown
  if (project.reload !== undefined && isLoaderFailure(thrown, file)) {
    const { reload: _, ...transformed } = await project.reload()
    const same = transformed.databases.find(({ name }) => name === database.name)
    if (same !== undefined) return resolve(transformed, same)
  }
  const { reason, hint } = reasonOf(thrown)
  throw new ModuleLoadError('the models of', file, reason, hint, thrown)
}
