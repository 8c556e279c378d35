/**
 * split conda_package into conda_package and conda_package_build
 *
 * Revision ID: 16f65805dc8f
 * Revises: 5ad723de2abd
 * Create Date: 2022-08-24T12:01:48Z
 */
import {
  bigint,
  defineRevision,
  index,
  integer,
  json,
  primaryKey,
  text,
  unique,
  varchar,
} from 'athanor'

const distinctPackages = `
  INSERT INTO conda_package_tmp (channel_id, license, license_family, name, version, summary, description)
  SELECT channel_id, license, license_family, name, version, summary, description
    FROM (SELECT conda_package.*,
                 row_number() OVER (PARTITION BY channel_id, name, version ORDER BY id) AS occurrence
            FROM conda_package) AS package
   WHERE occurrence = 1`

const distinctBuilds = `
  INSERT INTO conda_package_build
         (package_id, channel_id, build, build_number, constrains, depends, md5, sha256, size, subdir, timestamp)
  SELECT package_id, channel_id, build, build_number, constrains, depends, md5, sha256, size, subdir, timestamp
    FROM (SELECT old.*, package.id AS package_id,
                 row_number() OVER (PARTITION BY package.id, subdir, build, build_number, sha256 ORDER BY old.id)
                   AS occurrence
            FROM conda_package AS old
            JOIN conda_package_tmp AS package
              ON package.name = old.name AND package.version = old.version
             AND (package.channel_id = old.channel_id OR (package.channel_id IS NULL AND old.channel_id IS NULL))
         ) AS build
   WHERE occurrence = 1
   ORDER BY channel_id, subdir, build, build_number, sha256, package_id`

/** Leads from an old package, which was one build of it, to the row that is that build now. */
const buildOfPackage = `
        JOIN conda_package AS old ON old.id = link.conda_package_id
        JOIN conda_package_tmp AS package
          ON package.name = old.name AND package.version = old.version
         AND (package.channel_id = old.channel_id OR (package.channel_id IS NULL AND old.channel_id IS NULL))
        JOIN conda_package_build AS build
          ON build.package_id = package.id AND build.build = old.build
         AND build.build_number = old.build_number AND build.sha256 = old.sha256
         AND (build.subdir = old.subdir OR (build.subdir IS NULL AND old.subdir IS NULL))`

/** Every build with the id it has as a package of its own, numbered in the order conda-store's migration numbers them. */
const numberedBuilds = (order: string) =>
  `(SELECT conda_package_build.*, row_number() OVER (ORDER BY ${order}) AS merged_id FROM conda_package_build) AS build`

const inBothOrders = (statement: (builds: string) => string) => ({
  postgresql: statement(numberedBuilds('id')),
  sqlite: statement(numberedBuilds('package_id, id')),
})

const mergePackages = (builds: string) => `
  INSERT INTO conda_package
         (id, channel_id, build, build_number, constrains, depends, license, license_family, md5, name,
          sha256, size, subdir, timestamp, version, summary, description)
  SELECT build.merged_id, build.channel_id, build.build, build.build_number, build.constrains, build.depends,
         package.license, package.license_family, build.md5, package.name, build.sha256, build.size,
         build.subdir, build.timestamp, package.version, package.summary, package.description
    FROM ${builds}
    JOIN conda_package_split AS package ON package.id = build.package_id`

const mergeLinks = (owner: 'solve' | 'build') => (builds: string) =>
  `
  INSERT INTO ${owner}_conda_package (${owner}_id, conda_package_id)
  SELECT link.${owner}_id, build.merged_id
    FROM ${owner}_conda_package_build AS link
    JOIN ${builds} ON build.id = link.conda_package_build_id`

export default defineRevision({
  id: '16f65805dc8f',
  revises: '5ad723de2abd',
  upgrade(op) {
    op.createTable(
      'conda_package_tmp',
      {
        id: integer().primaryKey(),
        channel_id: integer().references('conda_channel.id', {
          name: 'conda_package_channel_id_fkey',
        }),
        license: text(),
        license_family: varchar(64),
        name: varchar(255).notNull(),
        version: varchar(64).notNull(),
        summary: text(),
        description: text(),
      },
      [
        unique(['channel_id', 'name', 'version'], { name: '_conda_package_uc' }),
        index(['channel_id'], { name: 'ix_conda_package_channel_id' }),
        index(['name'], { name: 'ix_conda_package_name' }),
        index(['version'], { name: 'ix_conda_package_version' }),
      ],
    )
    op.createTable(
      'conda_package_build',
      {
        id: integer().primaryKey(),
        package_id: integer().references('conda_package_tmp.id'),
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
        index(['build'], { name: 'ix_conda_package_build_build' }),
      ],
    )
    op.createTable(
      'solve_conda_package_build',
      {
        solve_id: integer().notNull().references('solve.id', { onDelete: 'cascade' }),
        conda_package_build_id: integer()
          .notNull()
          .references('conda_package_build.id', { onDelete: 'cascade' }),
      },
      [primaryKey(['solve_id', 'conda_package_build_id'])],
    )
    op.createTable(
      'build_conda_package_build',
      {
        build_id: integer().notNull().references('build.id', { onDelete: 'cascade' }),
        conda_package_build_id: integer()
          .notNull()
          .references('conda_package_build.id', { onDelete: 'cascade' }),
      },
      [primaryKey(['build_id', 'conda_package_build_id'])],
    )

    // One package for each channel, name and version: the first of its rows is kept. The order gives the ids
    // that conda-store's own migration gives on each database.
    op.execute({
      postgresql: `${distinctPackages} ORDER BY name, version, license, summary, channel_id`,
      sqlite: `${distinctPackages} ORDER BY channel_id, name, version`,
    })
    op.execute(distinctBuilds)
    op.execute(`
      INSERT INTO solve_conda_package_build (solve_id, conda_package_build_id)
      SELECT DISTINCT link.solve_id, build.id
        FROM solve_conda_package AS link ${buildOfPackage}`)
    op.execute(`
      INSERT INTO build_conda_package_build (build_id, conda_package_build_id)
      SELECT DISTINCT link.build_id, build.id
        FROM build_conda_package AS link ${buildOfPackage}`)
    op.execute('DELETE FROM build_artifact WHERE build_id NOT IN (SELECT id FROM build)')

    op.dropTable('solve_conda_package')
    op.dropTable('build_conda_package')
    op.dropTable('conda_package')
    op.renameTable('conda_package_tmp', 'conda_package')

    op.createForeignKey(
      'build',
      ['specification_id'],
      { table: 'specification', columns: ['id'] },
      { name: 'build_specification_id_fkey' },
    )
    op.createForeignKey(
      'build',
      ['environment_id'],
      { table: 'environment', columns: ['id'] },
      { name: 'build_environment_id_fkey' },
    )
    op.createForeignKey(
      'build_artifact',
      ['build_id'],
      { table: 'build', columns: ['id'] },
      { name: 'build_artifact_build_id_fkey' },
    )
    op.createUniqueConstraint('environment', ['namespace_id', 'name'], {
      name: '_namespace_name_uc',
    })
    op.createForeignKey(
      'environment',
      ['namespace_id'],
      { table: 'namespace', columns: ['id'] },
      { name: 'environment_namespace_id_fkey' },
    )
    op.createForeignKey(
      'environment',
      ['current_build_id'],
      { table: 'build', columns: ['id'] },
      { name: 'environment_current_build_id_fkey' },
    )
    op.createForeignKey(
      'solve',
      ['specification_id'],
      { table: 'specification', columns: ['id'] },
      { name: 'solve_specification_id_fkey' },
    )
  },
  downgrade(op) {
    op.dropConstraint('solve', 'solve_specification_id_fkey')
    op.dropConstraint('environment', 'environment_current_build_id_fkey')
    op.dropConstraint('environment', 'environment_namespace_id_fkey')
    op.dropConstraint('environment', '_namespace_name_uc')
    op.dropConstraint('build_artifact', 'build_artifact_build_id_fkey')
    op.dropConstraint('build', 'build_environment_id_fkey')
    op.dropConstraint('build', 'build_specification_id_fkey')

    op.renameTable('conda_package', 'conda_package_split')
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

    op.execute(inBothOrders(mergePackages))
    op.execute(inBothOrders(mergeLinks('solve')))
    op.execute(inBothOrders(mergeLinks('build')))
    op.execute({
      postgresql: `SELECT setval('conda_package_id_seq', coalesce(max(id), 1), max(id) IS NOT NULL) FROM conda_package`,
    })

    op.dropTable('build_conda_package_build')
    op.dropTable('solve_conda_package_build')
    op.dropTable('conda_package_build')
    op.dropTable('conda_package_split')
  },
})
