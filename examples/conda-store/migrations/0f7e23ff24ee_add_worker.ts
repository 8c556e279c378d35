/**
 * add worker
 *
 * Revision ID: 0f7e23ff24ee
 * Revises: 771180018e1b
 * Create Date: 2023-12-13T21:01:45Z
 */
import { boolean, defineRevision, integer } from 'athanor'

export default defineRevision({
  id: '0f7e23ff24ee',
  revises: '771180018e1b',
  upgrade(op) {
    op.createTable('worker', {
      id: integer().primaryKey(),
      initialized: boolean(),
    })
  },
  downgrade(op) {
    op.dropTable('worker')
  },
})
