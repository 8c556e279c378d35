/**
 * Other names, seen through a view and a trigger
 *
 * Revision ID: l7
 * Revises: l6
 */
import { defineRevision } from 'athanor'

const trigger =
  'CREATE TRIGGER no_name AFTER INSERT ON tag BEGIN UPDATE tag SET entry_id = 1 WHERE entry_id = 0; END'

export default defineRevision({
  id: 'l7',
  revises: 'l6',
  upgrade(op) {
    op.renameTable('total', 'sum_of_account')
    op.renameColumn('entry', 'amount', 'value')
    op.only('sqlite', (op) => op.createTrigger('no_name', 'tag', trigger))
    op.renameIndex('sum_of_account', 'ix_total_amount', 'ix_sum_amount')
  },
  downgrade(op) {
    op.renameIndex('sum_of_account', 'ix_sum_amount', 'ix_total_amount')
    op.only('sqlite', (op) => op.dropTrigger('no_name', 'tag', trigger))
    op.renameColumn('entry', 'value', 'amount')
    op.renameTable('sum_of_account', 'total')
  },
})
