/**
 * role mapping
 *
 * Revision ID: b387747ca9b7
 * Revises: abd7248d5327
 * Create Date: 2023-07-04T14:35:48Z
 */
import { defineRevision, integer, json, varchar } from 'athanor'

export default defineRevision({
  id: 'b387747ca9b7',
  revises: 'abd7248d5327',
  upgrade(op) {
    op.createTable('namespace_role_mapping', {
      id: integer().primaryKey(),
      namespace_id: integer().notNull().references('namespace.id'),
      entity: varchar(255).notNull(),
      role: varchar(255).notNull(),
    })
    op.addColumn('namespace', 'metadata_', json())
  },
  downgrade(op) {
    op.dropColumn('namespace', 'metadata_')
    op.dropTable('namespace_role_mapping')
  },
})
