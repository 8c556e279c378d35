/**
 * add build hash
 *
 * Revision ID: e17b4cc6e086
 * Revises: 03c839888c82
 * Create Date: 2024-03-26T04:39:24Z
 */
import { defineRevision, varchar } from 'athanor'

export default defineRevision({
  id: 'e17b4cc6e086',
  revises: '03c839888c82',
  upgrade(op) {
    op.addColumn('build', 'hash', varchar(32))
  },
  downgrade(op) {
    op.dropColumn('build', 'hash')
  },
})
