/**
 * Less of everything
 *
 * Revision ID: l9
 * Revises: l8
 */
import { defineRevision, integer, sql, text } from 'athanor'

export default defineRevision({
  id: 'l9',
  revises: 'l8',
  upgrade(op) {
    op.dropTable('archive')
    op.dropColumn('account', 'parent_id')
    op.dropConstraint('entry', 'entry_id_positive')
    op.execute('DELETE FROM entry WHERE archived = 1')
  },
  downgrade(op) {
    op.createTable('archive', { id: integer().primaryKey(), name: text() })
    op.addColumn('account', 'parent_id', integer().references('account.id', { name: 'parent' }))
    op.createCheckConstraint('entry', sql`id > 0`, { name: 'entry_id_positive' })
  },
})
