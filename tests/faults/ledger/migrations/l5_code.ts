/**
 * Rows moved by code
 *
 * Revision ID: l5
 * Revises: l4
 */
import { defineRevision, integer, numeric } from 'athanor'
import type { Kysely } from 'kysely'

interface Tables {
  entry: { id: number; account_id: number; amount: string }
  total: { account_id: number; amount: string; entries: number }
}

export default defineRevision({
  id: 'l5',
  revises: 'l4',
  upgrade(op) {
    op.createTable('total', {
      account_id: integer().primaryKey().autoincrement(false).references('account.id'),
      amount: numeric(14, 2).notNull(),
      entries: integer().notNull(),
    })
    op.run(async (db: Kysely<Tables>) => {
      for (const from of [1, 101, 201])
        await db
          .insertInto('total')
          .columns(['account_id', 'amount', 'entries'])
          .expression(
            db
              .selectFrom('entry')
              .select(({ fn }) => [
                'account_id',
                fn.sum<string>('amount').as('amount'),
                fn.countAll<number>().as('entries'),
              ])
              .where('account_id', '>=', from)
              .where('account_id', '<', from + 100)
              .groupBy('account_id'),
          )
          .execute()
      await db.transaction().execute(async (nested) => {
        await nested.updateTable('total').set({ entries: 0 }).where('account_id', '=', 7).execute()
      })
    })
    op.createIndex('ix_total_amount', 'total', ['amount'])
  },
  downgrade(op) {
    op.dropTable('total')
  },
})
