/** A table that much hangs on, changes that SQLite can only make by making it anew, and what must still be there. */
import type { Connection } from '../../src/drivers/connection.ts'
import type { Operation } from '../../src/operations/model.ts'
import { reflect } from './live.ts'

export const table = { name: 'parent' }

/** Two parents, three children that would go with them, and a row number that nobody holds any more. */
export const FAMILY = `
  CREATE TABLE parent (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL COLLATE NOCASE,
    note VARCHAR(10) DEFAULT 'none',
    boss INTEGER,
    CHECK (length(name) < 100),
    CONSTRAINT short CHECK (length(note) <= 10)
  );
  CREATE INDEX ix_partial ON parent (lower(name) COLLATE RTRIM DESC) WHERE note IS NOT NULL;
  CREATE TABLE child (id INTEGER PRIMARY KEY, parent_id INTEGER REFERENCES parent (id) ON DELETE CASCADE);
  CREATE TABLE audit (line);
  CREATE TRIGGER after_update AFTER UPDATE OF name ON parent BEGIN INSERT INTO audit VALUES (old.name || new.name); END;
  CREATE TRIGGER after_child AFTER INSERT ON child BEGIN UPDATE parent SET note = 'seen' WHERE id = new.parent_id; END;
  CREATE VIEW names AS SELECT p.name AS name, count(c.id) AS children FROM parent p JOIN child c ON c.parent_id = p.id GROUP BY 1;
  CREATE TRIGGER on_view INSTEAD OF DELETE ON names BEGIN DELETE FROM parent WHERE name = old.name; END;
  INSERT INTO parent (name) VALUES ('a'), ('b');
  INSERT INTO parent (id, name) VALUES (77, 'gone');
  DELETE FROM parent WHERE id = 77;
  INSERT INTO child (parent_id) VALUES (1), (1), (2);`

export const changes: Readonly<Record<string, Operation>> = {
  'a default': {
    kind: 'alterColumn',
    table,
    column: 'note',
    from: { default: { literal: 'none' } },
    to: { default: { literal: 'new' } },
  },
  'a type': {
    kind: 'alterColumn',
    table,
    column: 'note',
    from: { type: { kind: 'varchar', length: 10 } },
    to: { type: { kind: 'text' } },
  },
  'a collation': {
    kind: 'alterColumn',
    table,
    column: 'note',
    from: { collation: null },
    to: { collation: 'NOCASE' },
  },
  'nullability, where that takes a rebuild': {
    kind: 'alterColumn',
    table,
    column: 'note',
    from: { nullable: true },
    to: { nullable: false },
  },
  'a new foreign key': {
    kind: 'addConstraint',
    table,
    constraint: {
      kind: 'foreignKey',
      columns: ['boss'],
      references: { name: 'child', columns: ['id'] },
    },
  },
  'a foreign key to itself': {
    kind: 'addConstraint',
    table,
    constraint: {
      kind: 'foreignKey',
      columns: ['boss'],
      references: { name: 'parent', columns: [] },
    },
  },
  'a new check': {
    kind: 'addConstraint',
    table,
    constraint: { kind: 'check', expression: { sql: "name <> 'zz'" } },
  },
  'a new unique constraint': {
    kind: 'addConstraint',
    table,
    constraint: { kind: 'unique', name: 'uq', columns: ['name'] },
  },
  'the loss of an unnamed check': {
    kind: 'dropConstraint',
    table,
    constraint: { kind: 'check', expression: { sql: 'length(name) < 100' } },
  },
  'a column that is computed for old rows': {
    kind: 'addColumn',
    table,
    column: {
      name: 'extra',
      type: { kind: 'text' },
      nullable: false,
      default: { sql: "'x' || 1" },
    },
  },
  'a stored generated column': {
    kind: 'addColumn',
    table,
    column: {
      name: 'loud',
      type: { kind: 'text' },
      nullable: true,
      generated: { expression: { sql: 'upper(name)' }, stored: true },
    },
  },
  'AUTOINCREMENT, which goes': {
    kind: 'alterTable',
    table,
    from: { autoincrement: true },
    to: { autoincrement: false },
  },
}

export const everything = async (connection: Connection) => ({
  parents: await connection.query('SELECT rowid, id, name, note FROM parent'),
  children: await connection.query('SELECT * FROM child'),
  view: await connection.query('SELECT * FROM names ORDER BY name'),
  counter: await connection.query("SELECT seq FROM sqlite_sequence WHERE name = 'parent'"),
  objects: (await reflect(connection)).objects,
})
