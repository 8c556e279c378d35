/**
 * conda-store's database, as its own migrations leave it at head: the same tables on PostgreSQL and SQLite.
 *
 * Where a constraint is named here, the database has that name on both; the others are named by the database.
 */
import {
  bigint,
  boolean,
  index,
  integer,
  json,
  primaryKey,
  table,
  text,
  timestamp,
  unique,
  varchar,
} from 'athanor'

export const namespace = table('namespace', {
  id: integer().primaryKey(),
  name: varchar(255).unique(),
  deleted_on: timestamp(),
  metadata_: json(),
})

export const namespaceRoleMapping = table('namespace_role_mapping', {
  id: integer().primaryKey(),
  namespace_id: integer().notNull().references('namespace.id'),
  entity: varchar(255).notNull(),
  role: varchar(255).notNull(),
})

export const namespaceRoleMappingV2 = table(
  'namespace_role_mapping_v2',
  {
    id: integer().primaryKey(),
    namespace_id: integer().notNull().references('namespace.id'),
    other_namespace_id: integer().notNull().references('namespace.id'),
    role: varchar(255).notNull(),
  },
  [unique(['namespace_id', 'other_namespace_id'], { name: '_uc' })],
)

export const specification = table('specification', {
  id: integer().primaryKey(),
  name: varchar(255).notNull(),
  spec: json().notNull(),
  sha256: varchar(255).notNull().unique(),
  created_on: timestamp(),
  is_lockfile: boolean().notNull().default(false),
})

export const solve = table('solve', {
  id: integer().primaryKey(),
  specification_id: integer()
    .notNull()
    .references('specification.id', { name: 'solve_specification_id_fkey' }),
  scheduled_on: timestamp(),
  started_on: timestamp(),
  ended_on: timestamp(),
})

export const environment = table(
  'environment',
  {
    id: integer().primaryKey(),
    namespace_id: integer()
      .notNull()
      .references('namespace.id', { name: 'environment_namespace_id_fkey' }),
    name: varchar(255).notNull(),
    // An environment has a current build, a build an environment: circles are fine.
    current_build_id: integer().references('build.id', {
      name: 'environment_current_build_id_fkey',
    }),
    deleted_on: timestamp(),
    description: text(),
  },
  [unique(['namespace_id', 'name'], { name: '_namespace_name_uc' })],
)

export const build = table('build', {
  id: integer().primaryKey(),
  specification_id: integer()
    .notNull()
    .references('specification.id', { name: 'build_specification_id_fkey' }),
  environment_id: integer()
    .notNull()
    .references('environment.id', { name: 'build_environment_id_fkey' }),
  status: varchar(9),
  size: bigint(),
  scheduled_on: timestamp(),
  started_on: timestamp(),
  ended_on: timestamp(),
  deleted_on: timestamp(),
  status_info: text(),
  build_key_version: integer().notNull().default('1'),
  hash: varchar(32),
})

export const buildArtifact = table('build_artifact', {
  id: integer().primaryKey(),
  build_id: integer().references('build.id', { name: 'build_artifact_build_id_fkey' }),
  artifact_type: varchar(21).notNull(),
  key: varchar(255),
})

export const condaChannel = table('conda_channel', {
  id: integer().primaryKey(),
  name: varchar(255).notNull().unique(),
  last_update: timestamp(),
})

export const condaPackage = table(
  'conda_package',
  {
    id: integer().primaryKey(),
    channel_id: integer().references('conda_channel.id', { name: 'conda_package_channel_id_fkey' }),
    license: text(),
    license_family: varchar(64),
    name: varchar(255).notNull(),
    version: varchar(64).notNull(),
    summary: text(),
    description: text(),
  },
  [
    unique(['channel_id', 'name', 'version'], { name: '_conda_package_uc' }),
    index(['channel_id']),
    index(['name']),
    index(['version']),
  ],
)

export const condaPackageBuild = table(
  'conda_package_build',
  {
    id: integer().primaryKey(),
    package_id: integer().references('conda_package.id'),
    channel_id: integer().references('conda_channel.id', {
      name: 'conda_package_build_channel_id_fkey',
    }),
    build: varchar(64).notNull(),
    build_number: integer().notNull(),
    constrains: json(),
    depends: json().notNull(),
    md5: varchar(255).notNull(),
    sha256: varchar(64).notNull(),
    size: bigint().notNull(),
    subdir: varchar(64),
    timestamp: bigint(),
  },
  [
    unique(['channel_id', 'package_id', 'subdir', 'build', 'build_number', 'sha256'], {
      name: '_conda_package_build_uc',
    }),
    index(['build']),
  ],
)

export const buildCondaPackageBuild = table(
  'build_conda_package_build',
  {
    build_id: integer().notNull().references('build.id', { onDelete: 'cascade' }),
    conda_package_build_id: integer()
      .notNull()
      .references('conda_package_build.id', { onDelete: 'cascade' }),
  },
  [primaryKey(['build_id', 'conda_package_build_id'])],
)

export const solveCondaPackageBuild = table(
  'solve_conda_package_build',
  {
    solve_id: integer().notNull().references('solve.id', { onDelete: 'cascade' }),
    conda_package_build_id: integer()
      .notNull()
      .references('conda_package_build.id', { onDelete: 'cascade' }),
  },
  [primaryKey(['solve_id', 'conda_package_build_id'])],
)

export const keyValueStore = table(
  'keyvaluestore',
  {
    id: integer().primaryKey(),
    prefix: varchar().notNull(),
    key: varchar().notNull(),
    value: json(),
  },
  [index(['prefix'])],
)

export const condaStoreConfiguration = table('conda_store_configuration', {
  id: integer().primaryKey(),
  disk_usage: bigint(),
  free_storage: bigint(),
  total_storage: bigint(),
})

export const worker = table('worker', {
  id: integer().primaryKey(),
  initialized: boolean(),
})
