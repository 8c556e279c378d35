/**
 * initial schema
 *
 * Revision ID: 48be4072fe58
 * Revises: base
 * Create Date: 2022-06-01T18:37:12Z
 */
import {
  bigint,
  defineRevision,
  enumeration,
  integer,
  json,
  primaryKey,
  text,
  timestamp,
  varchar,
} from 'athanor'

const buildStatus = ['QUEUED', 'BUILDING', 'COMPLETED', 'FAILED']
const artifactTypes = [
  'DIRECTORY',
  'LOCKFILE',
  'LOGS',
  'YAML',
  'CONDA_PACK',
  'DOCKER_BLOB',
  'DOCKER_MANIFEST',
]

export default defineRevision({
  id: '48be4072fe58',
  revises: null,
  upgrade(op) {
    op.createEnum('buildstatus', buildStatus)
    op.createEnum('buildartifacttype', artifactTypes)
    op.createTable('conda_channel', {
      id: integer().primaryKey(),
      name: varchar(255).notNull().unique(),
      last_update: timestamp(),
    })
    op.createTable('conda_store_configuration', {
      id: integer().primaryKey(),
      disk_usage: bigint(),
      free_storage: bigint(),
      total_storage: bigint(),
    })
    op.createTable('namespace', {
      id: integer().primaryKey(),
      name: varchar(255).unique(),
      deleted_on: timestamp(),
    })
    op.createTable('specification', {
      id: integer().primaryKey(),
      name: varchar(255).notNull(),
      spec: json().notNull(),
      sha256: varchar(255).notNull().unique(),
      created_on: timestamp(),
    })
    op.createTable('build', {
      id: integer().primaryKey(),
      specification_id: integer().notNull(),
      environment_id: integer().notNull(),
      status: enumeration('buildstatus', buildStatus),
      size: bigint(),
      scheduled_on: timestamp(),
      started_on: timestamp(),
      ended_on: timestamp(),
      deleted_on: timestamp(),
    })
    op.createTable('conda_package', {
      id: integer().primaryKey(),
      channel_id: integer(),
      build: varchar(64).notNull(),
      build_number: integer().notNull(),
      constrains: json(),
      depends: json().notNull(),
      license: text(),
      license_family: varchar(64),
      md5: varchar(255).notNull(),
      name: varchar(255).notNull(),
      sha256: varchar(64).notNull(),
      size: bigint().notNull(),
      subdir: varchar(64),
      timestamp: bigint(),
      version: varchar(64).notNull(),
      summary: text(),
      description: text(),
    })
    op.createTable('environment', {
      id: integer().primaryKey(),
      namespace_id: integer().notNull(),
      name: varchar(255).notNull(),
      current_build_id: integer(),
      deleted_on: timestamp(),
    })
    op.createTable('solve', {
      id: integer().primaryKey(),
      specification_id: integer().notNull(),
      scheduled_on: timestamp(),
      started_on: timestamp(),
      ended_on: timestamp(),
    })
    op.createTable('build_artifact', {
      id: integer().primaryKey(),
      build_id: integer(),
      artifact_type: enumeration('buildartifacttype', artifactTypes).notNull(),
      key: varchar(255),
    })
    op.createTable(
      'build_conda_package',
      { build_id: integer().notNull(), conda_package_id: integer().notNull() },
      [primaryKey(['build_id', 'conda_package_id'])],
    )
    op.createTable(
      'solve_conda_package',
      { solve_id: integer().notNull(), conda_package_id: integer().notNull() },
      [primaryKey(['solve_id', 'conda_package_id'])],
    )
  },
  downgrade(op) {
    op.dropTable('solve_conda_package')
    op.dropTable('build_conda_package')
    op.dropTable('build_artifact')
    op.dropTable('solve')
    op.dropTable('environment')
    op.dropTable('conda_package')
    op.dropTable('build')
    op.dropTable('specification')
    op.dropTable('namespace')
    op.dropTable('conda_store_configuration')
    op.dropTable('conda_channel')
    // The enum types go too, so that the next upgrade finds a clean database.
    op.dropEnum('buildartifacttype', artifactTypes)
    op.dropEnum('buildstatus', buildStatus)
  },
})
