/**
 * Every account has an email, and entries have more rules: tables that SQLite must build anew
 *
 * Revision ID: l2
 * Revises: l1
 */
import { defineRevision, integer, sql, text, varchar } from 'athanor'

export default defineRevision({
  id: 'l2',
  revises: 'l1',
  upgrade(op) {
    op.execute("UPDATE account SET email = 'none-' || id WHERE email IS NULL")
    op.alterColumn('account', 'email', {
      from: { type: varchar(80), nullable: true },
      to: { type: varchar(120), nullable: false },
    })
    op.addColumn('account', 'parent_id', integer().references('account.id', { name: 'parent' }))
    op.createCheckConstraint('entry', sql`id > 0`, { name: 'entry_id_positive' })
    op.createUniqueConstraint('entry', ['account_id', 'id'], { name: 'entry_of_account' })
    op.dropColumn('entry', 'note', text())
  },
  downgrade(op) {
    op.addColumn('entry', 'note', text())
    op.dropConstraint('entry', 'entry_of_account')
    op.dropConstraint('entry', 'entry_id_positive')
    op.dropColumn('account', 'parent_id')
    op.alterColumn('account', 'email', {
      from: { type: varchar(120), nullable: false },
      to: { type: varchar(80), nullable: true },
    })
    op.execute("UPDATE account SET email = NULL WHERE email LIKE 'none-%'")
  },
})
