/**
 * A column more, and an index made while others write
 *
 * Revision ID: s2
 * Revises: s1
 */
import { defineRevision, varchar } from 'athanor'

export default defineRevision({
  id: 's2',
  revises: 's1',
  upgrade(op) {
    op.addColumn('customer', 'email', varchar(80))
    op.createIndex('ix_orders_status', 'orders', ['status'], { concurrently: true })
    op.execute("UPDATE customer SET email = 'c' || id || '@example.org' WHERE email IS NULL")
  },
  downgrade(op) {
    op.dropIndex('ix_orders_status', 'orders', ['status'], { concurrently: true })
    op.dropColumn('customer', 'email')
  },
})
