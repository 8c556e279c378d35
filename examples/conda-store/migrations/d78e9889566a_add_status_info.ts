/**
 * add status_info
 *
 * Revision ID: d78e9889566a
 * Revises: b387747ca9b7
 * Create Date: 2023-11-07T12:25:04Z
 */
import { defineRevision, text } from 'athanor'

export default defineRevision({
  id: 'd78e9889566a',
  revises: 'b387747ca9b7',
  upgrade(op) {
    op.addColumn('build', 'status_info', text())
  },
  downgrade(op) {
    op.dropColumn('build', 'status_info')
  },
})
