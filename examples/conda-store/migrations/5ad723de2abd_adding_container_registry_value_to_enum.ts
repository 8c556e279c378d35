/**
 * Adding CONTAINER_REGISTRY value to enum
 *
 * Revision ID: 5ad723de2abd
 * Revises: 8d63a091aff8
 * Create Date: 2022-08-05T22:14:34Z
 */
import { defineRevision, varchar } from 'athanor'

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
  id: '5ad723de2abd',
  revises: '8d63a091aff8',
  upgrade(op) {
    op.addEnumValue('buildartifacttype', 'CONTAINER_REGISTRY')
    // SQLite has no enum types: there the column is as long as its longest value.
    op.only('sqlite', (op) => {
      op.alterColumn('build_artifact', 'artifact_type', {
        from: { type: varchar(15) },
        to: { type: varchar(18) },
      })
    })
  },
  downgrade(op) {
    // The enum of the revision before cannot hold these artifacts. SQLite can, and keeps them.
    op.execute({
      postgresql: "DELETE FROM build_artifact WHERE artifact_type = 'CONTAINER_REGISTRY'",
    })
    op.alterEnum('buildartifacttype', {
      from: [...artifactTypes, 'CONTAINER_REGISTRY'],
      to: artifactTypes,
    })
    op.only('sqlite', (op) => {
      op.alterColumn('build_artifact', 'artifact_type', {
        from: { type: varchar(18) },
        to: { type: varchar(15) },
      })
    })
  },
})
