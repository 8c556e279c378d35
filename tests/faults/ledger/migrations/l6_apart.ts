/**
 * Without a transaction around it: each statement commits on its own, and may be carried out twice
 *
 * Revision ID: l6
 * Revises: l5
 */
import { defineRevision, integer, text, varchar } from 'athanor'

export default defineRevision({
  id: 'l6',
  revises: 'l5',
  transaction: false,
  upgrade(op) {
    op.createTable('archive', { id: integer().primaryKey(), name: text() })
    op.addColumn('entry', 'archived', integer().notNull().default(0))
    op.execute('UPDATE entry SET archived = 1 WHERE id % 5 = 0')
    op.alterColumn('account', 'name', {
      from: { type: varchar(40) },
      to: { type: varchar(60) },
    })
    op.execute('DELETE FROM archive')
    op.execute(
      "INSERT INTO archive (id, name) SELECT 1, 'first' WHERE NOT EXISTS (SELECT * FROM archive)",
    )
    op.run(async (db) => {
      await db.updateTable('archive').set({ name: 'moved' }).where('id', '=', 1).execute()
    })
    op.createIndex('ix_entry_archived', 'entry', ['archived'])
  },
  downgrade(op) {
    op.dropIndex('ix_entry_archived', 'entry', ['archived'])
    op.alterColumn('account', 'name', {
      from: { type: varchar(60) },
      to: { type: varchar(40) },
    })
    op.dropColumn('entry', 'archived')
    op.dropTable('archive')
  },
})
