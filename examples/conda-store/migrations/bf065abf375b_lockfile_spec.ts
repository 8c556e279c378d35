/**
 * lockfile spec
 *
 * Revision ID: bf065abf375b
 * Revises: e17b4cc6e086
 * Create Date: 2024-03-02T09:21:02Z
 */
import { boolean, defineRevision } from 'athanor'

export default defineRevision({
  id: 'bf065abf375b',
  revises: 'e17b4cc6e086',
  upgrade(op) {
    op.addColumn('specification', 'is_lockfile', boolean().notNull().default(false))
  },
  downgrade(op) {
    op.dropColumn('specification', 'is_lockfile')
  },
})
