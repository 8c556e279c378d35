/**
 * adding a settings table
 *
 * Revision ID: abd7248d5327
 * Revises: 16f65805dc8f
 * Create Date: 2023-05-11T16:38:12Z
 */
import { defineRevision, index, integer, json, varchar } from 'athanor'

export default defineRevision({
  id: 'abd7248d5327',
  revises: '16f65805dc8f',
  upgrade(op) {
    op.createTable(
      'keyvaluestore',
      {
        id: integer().primaryKey(),
        prefix: varchar().notNull(),
        key: varchar().notNull(),
        value: json(),
      },
      [index(['prefix'])],
    )
  },
  downgrade(op) {
    op.dropTable('keyvaluestore')
  },
})
