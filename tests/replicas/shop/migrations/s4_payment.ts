/**
 * Payments, one for every order there is
 *
 * Revision ID: s4
 * Revises: s3
 */
import { defineRevision, index, integer } from 'athanor'

export default defineRevision({
  id: 's4',
  revises: 's3',
  upgrade(op) {
    op.createTable(
      'payment',
      {
        id: integer().primaryKey(),
        order_id: integer().notNull().references('orders.id', { onDelete: 'cascade' }),
      },
      [index(['order_id'])],
    )
    op.execute('INSERT INTO payment (order_id) SELECT id FROM orders')
  },
  downgrade(op) {
    op.dropTable('payment')
  },
})
