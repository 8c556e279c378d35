/**
 * Accounts and their entries, with rows
 *
 * Revision ID: l1
 * Revises: base
 */
import {
  defineRevision,
  enumeration,
  index,
  integer,
  numeric,
  sql,
  text,
  timestamp,
  varchar,
} from 'athanor'

const moods = ['sad', 'ok']
const balances = 'SELECT account_id, sum(amount) AS total FROM entry GROUP BY account_id'
const numbers = (last: number) =>
  `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${last})`

export default defineRevision({
  id: 'l1',
  revises: null,
  upgrade(op) {
    op.createEnum('mood', moods)
    op.createTable('account', {
      id: integer().primaryKey(),
      name: varchar(40).notNull(),
      email: varchar(80).unique({ name: 'account_email_key' }),
      mood: enumeration('mood', moods).notNull().default('ok'),
      opened: timestamp().notNull().default(sql`'2020-01-01 00:00:00'`),
    })
    op.createTable(
      'entry',
      {
        id: integer().primaryKey(),
        account_id: integer()
          .notNull()
          .references('account.id', { name: 'entry_account_id_fkey', onDelete: 'cascade' }),
        amount: numeric(12, 2).notNull().default(0),
        note: text(),
      },
      [index(['account_id'])],
    )
    op.createView('balance', balances)
    op.execute(
      `INSERT INTO account (id, name, email) ${numbers(300)}
       SELECT i, 'name ' || i, CASE WHEN i % 3 = 0 THEN NULL ELSE 'u' || i || '@example.org' END FROM n`,
    )
    op.execute(
      `INSERT INTO entry (id, account_id, amount, note) ${numbers(12000)}
       SELECT i, 1 + i % 300, i / 4.0, CASE WHEN i % 7 = 0 THEN NULL ELSE 'entry ' || i END FROM n`,
    )
  },
  downgrade(op) {
    op.dropView('balance', balances)
    op.dropTable('entry')
    op.dropTable('account')
    op.dropEnum('mood', moods)
  },
})
