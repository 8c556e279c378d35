/**
 * What an order comes to, worked out by code
 *
 * Revision ID: s3
 * Revises: s2
 */
import { defineRevision, numeric } from 'athanor'

export default defineRevision({
  id: 's3',
  revises: 's2',
  upgrade(op) {
    op.addColumn('orders', 'total', numeric(12, 2))
    op.run(async (db) => {
      for (const from of [1, 101, 201])
        await db
          .updateTable('orders')
          .set(({ selectFrom, fn }: any) => ({
            total: selectFrom('line')
              .select(fn.sum('line.price').as('sum'))
              .whereRef('line.order_id', '=', 'orders.id'),
          }))
          .where('id', '>=', from)
          .where('id', '<', from + 100)
          .execute()
    })
  },
  downgrade(op) {
    op.dropColumn('orders', 'total')
  },
})
