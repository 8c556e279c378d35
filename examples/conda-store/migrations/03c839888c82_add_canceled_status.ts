/**
 * add canceled status
 *
 * Revision ID: 03c839888c82
 * Revises: 57cd11b949d5
 * Create Date: 2024-01-29T03:56:36Z
 */
import { defineRevision, enumeration, varchar } from 'athanor'

const buildStatus = ['QUEUED', 'BUILDING', 'COMPLETED', 'FAILED']

export default defineRevision({
  id: '03c839888c82',
  revises: '57cd11b949d5',
  upgrade(op) {
    op.alterColumn('build', 'status', {
      from: { type: enumeration('buildstatus', buildStatus) },
      to: { type: varchar(9) },
    })
    op.dropEnum('buildstatus', buildStatus)
  },
  downgrade(op) {
    // The enum of the revision before has no CANCELED.
    op.execute("UPDATE build SET status = 'FAILED' WHERE status = 'CANCELED'")
    op.createEnum('buildstatus', buildStatus)
    op.alterColumn('build', 'status', {
      from: { type: varchar(9) },
      to: { type: enumeration('buildstatus', buildStatus) },
    })
  },
})
