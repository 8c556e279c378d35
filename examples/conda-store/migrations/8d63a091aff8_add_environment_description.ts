/**
 * Add Environment.description
 *
 * Revision ID: 8d63a091aff8
 * Revises: 48be4072fe58
 * Create Date: 2022-07-15T14:22:00Z
 */
import { defineRevision, text } from 'athanor'

export default defineRevision({
  id: '8d63a091aff8',
  revises: '48be4072fe58',
  upgrade(op) {
    op.addColumn('environment', 'description', text())
  },
  downgrade(op) {
    op.dropColumn('environment', 'description')
  },
})
