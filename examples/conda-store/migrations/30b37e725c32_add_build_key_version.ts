/**
 * add build_key_version
 *
 * Revision ID: 30b37e725c32
 * Revises: d78e9889566a
 * Create Date: 2023-11-17T14:34:40Z
 */
import { defineRevision, integer } from 'athanor'

export default defineRevision({
  id: '30b37e725c32',
  revises: 'd78e9889566a',
  upgrade(op) {
    // The default is the text '1', as the database has had it from the start.
    op.addColumn('build', 'build_key_version', integer().notNull().default('1'))
  },
  downgrade(op) {
    op.dropColumn('build', 'build_key_version')
  },
})
