/**
 * SQL of one's own: a script, and a statement that stands outside
 *
 * Revision ID: l8
 * Revises: l7
 */
import { defineRevision } from 'athanor'

export default defineRevision({
  id: 'l8',
  revises: 'l7',
  upgrade(op) {
    op.execute(`
      CREATE TABLE log (id integer NOT NULL, line text NOT NULL);
      INSERT INTO log (id, line) SELECT id, name FROM account;
      UPDATE log SET line = line || ';' WHERE id % 2 = 1;
    `)
    op.execute('VACUUM', { outsideTransaction: true })
    op.execute('DELETE FROM log WHERE id % 3 = 0')
  },
  downgrade(op) {
    op.execute('VACUUM', { outsideTransaction: true })
    op.execute('DROP TABLE log')
  },
})
