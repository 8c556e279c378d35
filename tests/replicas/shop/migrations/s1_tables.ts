/**
 * Customers and what they order
 *
 * Revision ID: s1
 * Revises: base
 */
import { defineRevision, integer, numeric, text, varchar } from 'athanor'

export default defineRevision({
  id: 's1',
  revises: null,
  upgrade(op) {
    op.createTable('customer', { id: integer().primaryKey(), name: varchar(40).notNull() })
    op.createTable('orders', {
      id: integer().primaryKey(),
      customer_id: integer().notNull().references('customer.id'),
      status: text().notNull(),
      legacy: text(),
    })
    op.createTable('line', {
      id: integer().primaryKey(),
      order_id: integer().notNull().references('orders.id'),
      price: numeric(10, 2).notNull(),
    })
  },
  downgrade(op) {
    op.dropTable('line')
    op.dropTable('orders')
    op.dropTable('customer')
  },
})
