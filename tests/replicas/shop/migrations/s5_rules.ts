/**
 * Longer names and a rule: tables that SQLite must build anew
 *
 * Revision ID: s5
 * Revises: s4
 */
import { defineRevision, sql, varchar } from 'athanor'

export default defineRevision({
  id: 's5',
  revises: 's4',
  upgrade(op) {
    op.alterColumn('customer', 'name', { from: { type: varchar(40) }, to: { type: varchar(80) } })
    op.createCheckConstraint('line', sql`price >= 0`, { name: 'line_price_check' })
  },
  downgrade(op) {
    op.dropConstraint('line', 'line_price_check')
    op.alterColumn('customer', 'name', { from: { type: varchar(80) }, to: { type: varchar(40) } })
  },
})
