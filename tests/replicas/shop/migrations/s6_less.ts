/**
 * A column that nobody used any more
 *
 * Revision ID: s6
 * Revises: s5
 */
import { defineRevision, text } from 'athanor'

const sums = 'SELECT customer_id, sum(total) AS total FROM orders GROUP BY customer_id'

export default defineRevision({
  id: 's6',
  revises: 's5',
  upgrade(op) {
    op.dropColumn('orders', 'legacy', text())
    op.createView('turnover', sums)
  },
  downgrade(op) {
    op.dropView('turnover', sums)
    op.addColumn('orders', 'legacy', text())
  },
})
