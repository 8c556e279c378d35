/**
 * add v2 role mappings
 *
 * Revision ID: 771180018e1b
 * Revises: 30b37e725c32
 * Create Date: 2023-11-29T09:02:35Z
 */
import { defineRevision, integer, unique, varchar } from 'athanor'

export default defineRevision({
  id: '771180018e1b',
  revises: '30b37e725c32',
  upgrade(op) {
    op.createTable(
      'namespace_role_mapping_v2',
      {
        id: integer().primaryKey(),
        namespace_id: integer().notNull().references('namespace.id'),
        other_namespace_id: integer().notNull().references('namespace.id'),
        role: varchar(255).notNull(),
      },
      [unique(['namespace_id', 'other_namespace_id'], { name: '_uc' })],
    )
  },
  downgrade(op) {
    op.dropTable('namespace_role_mapping_v2')
  },
})
