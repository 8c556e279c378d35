/**
 * Indexes made while others write
 *
 * Revision ID: l3
 * Revises: l2
 */
import { defineRevision, integer, sql } from 'athanor'

export default defineRevision({
  id: 'l3',
  revises: 'l2',
  upgrade(op) {
    op.createTable('tag', { id: integer().primaryKey(), entry_id: integer().notNull() })
    op.createIndex('ix_entry_amount', 'entry', ['amount'], { concurrently: true })
    op.createIndex('ux_account_name', 'account', [sql`lower(name)`], {
      unique: true,
      concurrently: true,
    })
    op.execute('INSERT INTO tag (id, entry_id) SELECT id, id FROM entry WHERE id % 10 = 0')
    op.dropIndex('ix_entry_account_id', 'entry', ['account_id'], { concurrently: true })
    op.createIndex('ix_tag_entry_id', 'tag', ['entry_id'])
  },
  downgrade(op) {
    op.dropIndex('ix_tag_entry_id', 'tag', ['entry_id'])
    op.createIndex('ix_entry_account_id', 'entry', ['account_id'], { concurrently: true })
    op.dropIndex('ux_account_name', 'account', [sql`lower(name)`], {
      unique: true,
      concurrently: true,
    })
    op.dropIndex('ix_entry_amount', 'entry', ['amount'], { concurrently: true })
    op.dropTable('tag')
  },
})
