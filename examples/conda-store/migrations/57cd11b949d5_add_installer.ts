/**
 * add installer
 *
 * Revision ID: 57cd11b949d5
 * Revises: 0f7e23ff24ee
 * Create Date: 2024-01-28T14:31:35Z
 */
import { defineRevision, enumeration, varchar } from 'athanor'

const artifactTypes = [
  'DIRECTORY',
  'LOCKFILE',
  'LOGS',
  'YAML',
  'CONDA_PACK',
  'DOCKER_BLOB',
  'DOCKER_MANIFEST',
  'CONTAINER_REGISTRY',
]

export default defineRevision({
  id: '57cd11b949d5',
  revises: '0f7e23ff24ee',
  upgrade(op) {
    op.alterColumn('build_artifact', 'artifact_type', {
      from: { type: enumeration('buildartifacttype', artifactTypes) },
      to: { type: varchar(21) },
    })
    op.dropEnum('buildartifacttype', artifactTypes)
  },
  downgrade(op) {
    op.execute("DELETE FROM build_artifact WHERE artifact_type = 'CONSTRUCTOR_INSTALLER'")
    op.createEnum('buildartifacttype', artifactTypes)
    op.alterColumn('build_artifact', 'artifact_type', {
      from: { type: varchar(21) },
      to: { type: enumeration('buildartifacttype', artifactTypes) },
    })
  },
})
