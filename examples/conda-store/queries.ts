/** Queries as the application asks them, typed by the very models that the migrations are made from. */
import type { InferDatabase } from 'athanor'
import type { Kysely } from 'kysely'
import type * as models from './models.ts'

export type Database = InferDatabase<typeof models>

/** The environments of a namespace, each with the status of its current build, if it has one. */
export const environmentsOf = (db: Kysely<Database>, namespace: string) =>
  db
    .selectFrom('environment')
    .innerJoin('namespace', 'namespace.id', 'environment.namespace_id')
    .leftJoin('build', 'build.id', 'environment.current_build_id')
    .select(['environment.name', 'environment.description', 'build.status', 'build.hash'])
    .where('namespace.name', '=', namespace)
    .where('environment.deleted_on', 'is', null)
    .orderBy('environment.name')
    .execute()

/** The packages that went into a build, as `name=version=build`. */
export async function packagesOf(db: Kysely<Database>, build: number): Promise<string[]> {
  const rows = await db
    .selectFrom('build_conda_package_build as link')
    .innerJoin('conda_package_build as one', 'one.id', 'link.conda_package_build_id')
    .innerJoin('conda_package as package', 'package.id', 'one.package_id')
    .select(['package.name', 'package.version', 'one.build'])
    .where('link.build_id', '=', build)
    .orderBy('package.name')
    .execute()
  return rows.map(({ name, version, build: made }) => `${name}=${version}=${made}`)
}

/** Makes a namespace; what the database fills in need not be said. */
export const addNamespace = (db: Kysely<Database>, name: string) =>
  db.insertInto('namespace').values({ name }).returning('id').executeTakeFirstOrThrow()
