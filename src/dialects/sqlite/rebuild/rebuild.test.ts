import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { describe, test } from 'node:test'
import { carryOut, compiled, reflect, reflectTable } from '../../../../tests/sqlite/live.ts'
import { withSqlite } from '../../../../tests/support/databases.ts'
import type { Connection } from '../../../drivers/connection.ts'
import type { Operation } from '../../../operations/model.ts'

const table = { name: 'parent' }

const shell = spawnSync('sqlite3', ['--version'], { encoding: 'utf8' })
const shellMissing = shell.status === 0 ? false : 'the sqlite3 shell is not installed'
const shellVersion = (): [number, number] => {
  const [major = 3, minor = 0] = shell.stdout.split('.').map(Number)
  return [major, minor]
}

/** Two parents, three children that would go with them, and a row number that nobody holds any more. */
const FAMILY = `
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

const changes: Readonly<Record<string, Operation>> = {
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

const everything = async (connection: Connection) => ({
  parents: await connection.query('SELECT rowid, id, name, note FROM parent'),
  children: await connection.query('SELECT * FROM child'),
  view: await connection.query('SELECT * FROM names ORDER BY name'),
  counter: await connection.query("SELECT seq FROM sqlite_sequence WHERE name = 'parent'"),
  objects: (await reflect(connection)).objects,
})

describe('a rebuild', () => {
  for (const [name, operation] of Object.entries(changes))
    test(`for ${name} loses nothing`, () =>
      withSqlite(async ({ connection }) => {
        await connection.script(FAMILY)
        const before = await everything(connection)
        const statements = await carryOut(connection, [operation], { version: [3, 35] })
        assert.ok(statements.includes('DROP TABLE "parent"'))
        const counted = operation.kind !== 'alterTable'
        const after = await everything(connection)
        assert.deepEqual(after, { ...before, counter: counted ? [{ seq: 77 }] : [] })
        assert.equal((await reflectTable(connection, 'parent')).indexes[0]!.name, 'ix_partial')
        // All of it still works: keys lead to the table, and triggers go off.
        await connection.run("UPDATE parent SET name = 'aa' WHERE id = 1")
        await connection.run('INSERT INTO child (parent_id) VALUES (2)')
        await connection.run("DELETE FROM names WHERE name = 'b'")
        assert.deepEqual(await connection.query('SELECT * FROM audit'), [{ line: 'aaa' }])
        assert.deepEqual(await connection.query('SELECT parent_id FROM child'), [
          { parent_id: 1 },
          { parent_id: 1 },
        ])
        await assert.rejects(
          connection.run('INSERT INTO child (parent_id) VALUES (99)'),
          /FOREIGN KEY/,
        )
      }))

  for (const action of ['CASCADE', 'SET NULL', 'SET DEFAULT', 'RESTRICT', 'NO ACTION'])
    test(`leaves the rows alone that refer to it ON DELETE ${action}`, () =>
      withSqlite(async ({ connection }) => {
        await connection.script(`
          CREATE TABLE parent (id INTEGER PRIMARY KEY, note TEXT);
          CREATE TABLE child (parent_id INTEGER DEFAULT 2 REFERENCES parent ON DELETE ${action} ON UPDATE ${action});
          INSERT INTO parent VALUES (1, 'a'), (2, 'b');
          INSERT INTO child VALUES (1), (2), (1);`)
        await carryOut(connection, [changes['a default']!])
        assert.deepEqual(
          (await connection.query<{ parent_id: number }>('SELECT * FROM child')).map(
            (row) => row.parent_id,
          ),
          [1, 2, 1],
        )
      }))

  test('that merges a rename with another change keeps the renamed values', () =>
    withSqlite(async ({ connection }) => {
      await connection.script(FAMILY)
      await carryOut(connection, [
        { kind: 'renameColumn', table, from: 'note', to: 'remark' },
        {
          kind: 'alterColumn',
          table,
          column: 'remark',
          from: { nullable: true },
          to: { nullable: false },
        },
        {
          kind: 'alterColumn',
          table,
          column: 'remark',
          from: { default: { literal: 'none' } },
          to: { default: null },
        },
        { kind: 'renameColumn', table, from: 'name', to: 'note' },
      ])
      assert.deepEqual(
        await connection.query('SELECT id, remark, note FROM parent'),
        [
          { id: 1, remark: 'seen', note: 'a' },
          { id: 2, remark: 'seen', note: 'b' },
        ].map((row) => ({ ...row })),
      )
      const { objects, tables } = await reflect(connection)
      assert.match(
        objects.find(({ name }) => name === 'names')!.definition,
        /SELECT p\."note" AS name/,
      )
      assert.match(
        objects.find(({ name }) => name === 'after_update')!.definition,
        /OF "note" ON parent .*old\."note"/,
      )
      assert.match(
        objects.find(({ name }) => name === 'after_child')!.definition,
        /SET "remark" = 'seen'/,
      )
      const checks = tables
        .find(({ name }) => name === 'parent')!
        .checks.map(({ expression }) => expression.sql)
      assert.deepEqual(checks, ['length("note") < 100', 'length("remark") <= 10'])
    }))

  test('lets columns change places, and a new one take an old name', () =>
    withSqlite(async ({ connection }) => {
      await connection.script("CREATE TABLE t (a, b, c); INSERT INTO t VALUES ('a', 'b', 'c')")
      const t = { name: 't' }
      const rename = (from: string, to: string): Operation => ({
        kind: 'renameColumn',
        table: t,
        from,
        to,
      })
      await carryOut(connection, [
        rename('a', 'aside'),
        rename('b', 'a'),
        rename('aside', 'b'),
        rename('c', 'd'),
        {
          kind: 'addColumn',
          table: t,
          column: {
            name: 'c',
            type: { kind: 'text' },
            nullable: true,
            default: { sql: "'n' || 'ew'" },
          },
        },
      ])
      assert.deepEqual(await connection.query('SELECT * FROM t'), [
        { a: 'b', b: 'a', c: 'new', d: 'c' },
      ])
    }))

  test('goes with the renaming of the table, in one', () =>
    withSqlite(async ({ connection }) => {
      await connection.script(FAMILY)
      const statements = await carryOut(connection, [
        {
          kind: 'alterColumn',
          table,
          column: 'note',
          from: { nullable: true },
          to: { nullable: false },
        },
        { kind: 'renameTable', from: table, to: { name: 'parents' } },
        {
          kind: 'alterColumn',
          table: { name: 'parents' },
          column: 'note',
          from: { default: null },
          to: { default: { literal: 1 } },
        },
      ])
      assert.equal(statements.filter((sql) => sql.startsWith('INSERT INTO "_athanor')).length, 1)
      const { objects } = await reflect(connection)
      assert.match(objects.find(({ name }) => name === 'after_update')!.definition, /ON "parents"/)
      assert.match(objects.find(({ name }) => name === 'names')!.definition, /FROM "parents" p/)
      const child = await reflectTable(connection, 'child')
      assert.deepEqual(child.foreignKeys[0]!.references, { name: 'parents', columns: ['id'] })
      assert.deepEqual(
        await connection.query("SELECT seq FROM sqlite_sequence WHERE name = 'parents'"),
        [{ seq: 77 }],
      )
    }))

  test('keeps STRICT, WITHOUT ROWID, conflict clauses, named NOT NULL and generated columns', () =>
    withSqlite(async ({ connection }) => {
      await connection.script(`
        CREATE TABLE t (
          a TEXT CONSTRAINT present NOT NULL ON CONFLICT IGNORE,
          b INT UNIQUE ON CONFLICT REPLACE DEFAULT 0,
          c TEXT GENERATED ALWAYS AS (a || b) STORED,
          d TEXT AS (upper(a)),
          CONSTRAINT pk PRIMARY KEY (b DESC, a) ON CONFLICT FAIL
        ) STRICT, WITHOUT ROWID;
        INSERT INTO t VALUES ('x', 1), ('y', 2);`)
      const before = await reflectTable(connection, 't')
      await carryOut(connection, [
        {
          kind: 'alterColumn',
          table: { name: 't' },
          column: 'b',
          from: { default: { literal: 0 } },
          to: { default: { literal: 5 } },
        },
      ])
      const after = await reflectTable(connection, 't')
      const [a, b, ...rest] = before.columns
      assert.deepEqual(after, {
        ...before,
        columns: [a, { ...b, default: { literal: 5 } }, ...rest],
      })
      assert.deepEqual(after.options, { strict: true, withoutRowid: true })
      assert.deepEqual(await connection.query('SELECT c, d FROM t ORDER BY b'), [
        { c: 'x1', d: 'X' },
        { c: 'y2', d: 'Y' },
      ])
    }))

  test('copies rowids, whichever of their names a column has taken', () =>
    withSqlite(async ({ connection }) => {
      await connection.script(`
        CREATE TABLE t (rowid TEXT, _rowid_ TEXT);
        INSERT INTO t (oid, rowid) VALUES (5, 'five'), (-3, 'three'), (9223372036854775807, 'last');`)
      await carryOut(connection, [
        {
          kind: 'alterColumn',
          table: { name: 't' },
          column: '_rowid_',
          from: { nullable: true },
          to: { default: { literal: 1 } },
        },
      ])
      assert.deepEqual(
        await connection.query('SELECT oid AS id, rowid AS name FROM t ORDER BY oid'),
        [
          { id: -3, name: 'three' },
          { id: 5, name: 'five' },
          { id: 9223372036854775807n, name: 'last' },
        ],
      )
    }))

  test('numbers the rows of a new key by their rowids', () =>
    withSqlite(async ({ connection }) => {
      await connection.script(
        "CREATE TABLE t (a); INSERT INTO t (rowid, a) VALUES (7, 'x'), (9, 'y')",
      )
      await carryOut(connection, [
        {
          kind: 'addColumn',
          table: { name: 't' },
          column: { name: 'id', type: { kind: 'integer' }, nullable: false },
        },
        {
          kind: 'addConstraint',
          table: { name: 't' },
          constraint: { kind: 'primaryKey', columns: ['id'] },
        },
      ])
      assert.deepEqual(await connection.query('SELECT id, a FROM t'), [
        { id: 7, a: 'x' },
        { id: 9, a: 'y' },
      ])
    }))

  test('lets affinity convert, and loses nothing that a cast would', () =>
    withSqlite(async ({ connection }) => {
      await connection.script(`
        CREATE TABLE t (a TEXT, b JSON, c REAL);
        INSERT INTO t VALUES ('12', '5', 1.5), ('twelve', '{"x": 1}', 2.0);`)
      const to = (column: string, kind: 'integer' | 'text'): Operation => ({
        kind: 'alterColumn',
        table: { name: 't' },
        column,
        from: { type: { kind: 'text' } },
        to: { type: { kind } },
      })
      await carryOut(connection, [to('a', 'integer'), to('c', 'integer')])
      assert.deepEqual(await connection.query('SELECT * FROM t'), [
        { a: 12, b: 5, c: 1.5 },
        { a: 'twelve', b: '{"x": 1}', c: 2 },
      ])
      await carryOut(connection, [to('b', 'text')])
      assert.deepEqual(await connection.query('SELECT b, typeof(b) AS type FROM t'), [
        { b: '5', type: 'text' },
        { b: '{"x": 1}', type: 'text' },
      ])
    }))

  test('casts between text and bytes only where STRICT asks for it', () =>
    withSqlite(async ({ connection }) => {
      await connection.script(
        "CREATE TABLE t (a TEXT, b BLOB) STRICT; INSERT INTO t VALUES ('é', x'c3a9')",
      )
      await carryOut(connection, [
        {
          kind: 'alterColumn',
          table: { name: 't' },
          column: 'a',
          from: { type: { kind: 'text' } },
          to: { type: { kind: 'bytes' } },
        },
        {
          kind: 'alterColumn',
          table: { name: 't' },
          column: 'b',
          from: { type: { kind: 'bytes' } },
          to: { type: { kind: 'text' } },
        },
      ])
      assert.deepEqual(await connection.query('SELECT hex(a) AS a, b FROM t'), [
        { a: 'C3A9', b: 'é' },
      ])
    }))

  test('honours `using`, over columns renamed in the same change', () =>
    withSqlite(async ({ connection }) => {
      await connection.script("CREATE TABLE t (a TEXT, b INT); INSERT INTO t VALUES ('x,y', 3)")
      const t = { name: 't' }
      await carryOut(connection, [
        { kind: 'renameColumn', table: t, from: 'b', to: 'c' },
        { kind: 'renameColumn', table: t, from: 'a', to: 'b' },
        {
          kind: 'alterColumn',
          table: t,
          column: 'b',
          from: { type: { kind: 'text' } },
          to: { type: { kind: 'integer' } },
          using: 'length(t.b) * 100 + c',
        },
      ])
      assert.deepEqual(await connection.query('SELECT b, c FROM t'), [{ b: 303, c: 3 }])
    }))

  test('comes twice where an expression reads what the first has changed', () =>
    withSqlite(async ({ connection }) => {
      await connection.script('CREATE TABLE t (a INT); INSERT INTO t VALUES (3)')
      const t = { name: 't' }
      const type = { kind: 'integer' } as const
      const alter = (using: string): Operation => ({
        kind: 'alterColumn',
        table: t,
        column: 'a',
        from: { type },
        to: { type },
        using,
      })
      await carryOut(connection, [
        {
          kind: 'addColumn',
          table: t,
          column: { name: 'b', type, nullable: true, default: { sql: '2 + 2' } },
        },
        alter('a + b'),
        alter('a * 10'),
      ])
      assert.deepEqual(await connection.query('SELECT * FROM t'), [{ a: 70, b: 4 }])
    }))

  for (const name of [
    'select',
    'two words',
    'q"q',
    "it's",
    '_athanor_t',
    'ünï ☃',
    '--',
    ';',
    'x'.repeat(5000),
    '%s',
  ])
    test(`copes with a table called ${name.slice(0, 20)}`, () =>
      withSqlite(async ({ connection }) => {
        const quoted = `"${name.replaceAll('"', '""')}"`
        await connection.script(`
          CREATE TABLE ${quoted} (${quoted} TEXT UNIQUE, other INT REFERENCES ${quoted} (${quoted}));
          CREATE INDEX ${quoted.replace(/"$/, ' i"')} ON ${quoted} (${quoted});
          CREATE TRIGGER ${quoted.replace(/"$/, ' t"')} AFTER DELETE ON ${quoted} BEGIN SELECT old.${quoted}; END;
          INSERT INTO ${quoted} VALUES ('row', NULL);`)
        const before = await reflectTable(connection, name)
        await carryOut(connection, [
          {
            kind: 'alterColumn',
            table: { name },
            column: name,
            from: { default: null },
            to: { default: { literal: name } },
          },
        ])
        const after = await reflectTable(connection, name)
        const [column, other] = before.columns
        assert.deepEqual(after, {
          ...before,
          columns: [{ ...column, default: { literal: name } }, other],
        })
        assert.deepEqual(await connection.query(`SELECT count(*) AS n FROM ${quoted}`), [{ n: 1 }])
      }))

  test('finds a free name where somebody has taken the one it would use', () =>
    withSqlite(async ({ connection }) => {
      await connection.script(`
        CREATE TABLE t (a); CREATE TABLE _ATHANOR_t (precious);
        INSERT INTO t VALUES (1); INSERT INTO _ATHANOR_t VALUES (2);`)
      await carryOut(connection, [
        {
          kind: 'alterColumn',
          table: { name: 't' },
          column: 'a',
          from: { default: null },
          to: { default: { literal: 1 } },
        },
      ])
      assert.deepEqual(await connection.query('SELECT * FROM t, _ATHANOR_t'), [
        { a: 1, precious: 2 },
      ])
    }))
})

describe('a rebuild that fails', () => {
  const failing = async (setUp: string, operation: Operation, message: RegExp) =>
    withSqlite(async ({ connection }) => {
      await connection.script(setUp)
      const dump = async () => [
        await connection.query('SELECT * FROM sqlite_schema'),
        await connection.query('SELECT * FROM temp.sqlite_schema'),
        await connection.query('SELECT rowid, * FROM t'),
        await connection.query('PRAGMA legacy_alter_table'),
      ]
      const before = await dump()
      await assert.rejects(carryOut(connection, [operation]), message)
      assert.deepEqual(await dump(), before)
      // And nothing stands in the way of the next.
      await carryOut(connection, [
        {
          kind: 'alterColumn',
          table: { name: 't' },
          column: 'a',
          from: { default: null },
          to: { default: { literal: 1 } },
        },
      ])
    })
  const t = { name: 't' }

  test('for a NULL in what becomes NOT NULL leaves all as it was', () =>
    failing(
      'CREATE TABLE t (a, b); INSERT INTO t VALUES (1, NULL)',
      {
        kind: 'alterColumn',
        table: t,
        column: 'b',
        from: { nullable: true },
        to: { nullable: false, default: { literal: 3 } },
      },
      /NOT NULL constraint failed/,
    ))

  test('for rows that break a new unique constraint leaves all as it was, whatever its conflict clause', () =>
    failing(
      'CREATE TABLE t (a, b); INSERT INTO t VALUES (1, 2), (1, 3)',
      {
        kind: 'addConstraint',
        table: t,
        constraint: { kind: 'unique', columns: ['a'], onConflict: 'replace' },
      },
      /UNIQUE constraint failed/,
    ))

  test('for a column that a view reads names the view', () =>
    failing(
      'CREATE TABLE t (a, b UNIQUE); INSERT INTO t VALUES (1, 2); CREATE VIEW reader AS SELECT b FROM t',
      {
        kind: 'dropColumn',
        table: t,
        column: { name: 'b', type: { kind: 'native', sql: '' }, nullable: true },
      },
      /error in view reader/,
    ))

  test('for a column that a trigger reads names the trigger', () =>
    failing(
      'CREATE TABLE t (a, b UNIQUE); INSERT INTO t VALUES (1, 2); CREATE TRIGGER watch AFTER UPDATE ON t BEGIN SELECT new.b; END',
      {
        kind: 'dropColumn',
        table: t,
        column: { name: 'b', type: { kind: 'native', sql: '' }, nullable: true },
      },
      /error in trigger watch/,
    ))
})

describe('a rebuild refuses', () => {
  const operation = changes['a default']!
  const stale = async (drift: string, message: RegExp) =>
    withSqlite(async ({ connection }) => {
      await connection.script(FAMILY)
      const statements = compiled([operation], await reflect(connection))
      await connection.script(drift)
      await connection.script('PRAGMA foreign_keys = OFF; BEGIN')
      const run = async () => {
        for (const sql of statements) await connection.run(sql)
      }
      await assert.rejects(run(), message)
      await connection.run('ROLLBACK')
      assert.deepEqual(await connection.query('SELECT count(*) AS n FROM parent'), [{ n: 2 }])
    })

  test('to drop a column that it does not know', () =>
    stale(
      'ALTER TABLE parent ADD COLUMN secret',
      /"parent" has columns, indexes or triggers unknown/,
    ))

  test('to drop a trigger that it does not know', () =>
    stale(
      'CREATE TRIGGER new AFTER DELETE ON parent BEGIN SELECT 1; END',
      /"parent" has columns, indexes or triggers unknown/,
    ))

  test('to drop an index that it does not know', () =>
    stale('CREATE INDEX new ON parent (note)', /"parent" has columns, indexes or triggers unknown/))

  test('to take a missing column for a string', () =>
    stale('ALTER TABLE parent RENAME COLUMN note TO remark', /no such column|unknown/))

  test('to drop a table while the rows that hang on it would go with it', () =>
    withSqlite(async ({ connection }) => {
      await connection.script(FAMILY)
      const statements = compiled([operation], await reflect(connection))
      await connection.run('BEGIN')
      await assert.rejects(
        connection.script(statements.join(';\n')),
        /foreign keys to "parent" are enforced and would cascade/,
      )
      await connection.run('ROLLBACK')
      assert.deepEqual(await connection.query('SELECT count(*) AS n FROM child'), [{ n: 3 }])
    }))

  test('a table whose definition holds more than the model of it', () =>
    withSqlite(async ({ connection }) => {
      await connection.script(
        'CREATE TABLE parent (id, note DEFAULT 1, UNIQUE (note COLLATE NOCASE), PRIMARY KEY (id COLLATE RTRIM))',
      )
      await assert.rejects(carryOut(connection, [operation]), {
        code: 'lossy-rebuild',
        table: 'parent',
        clauses: ['parent: UNIQUE (note COLLATE NOCASE)', 'parent: PRIMARY KEY (id COLLATE RTRIM)'],
      })
      await carryOut(connection, [{ kind: 'renameColumn', table, from: 'note', to: 'remark' }])
    }))
})

test('a rebuild is the same in a script that the sqlite3 shell runs', { skip: shellMissing }, () =>
  withSqlite(async ({ connection }) =>
    withSqlite(
      async ({ connection: scripted, url }) => {
        await connection.script(FAMILY)
        await scripted.script(FAMILY)
        const version = shellVersion()
        const all = Object.values(changes).filter(({ kind }) => kind !== 'alterTable')
        const statements = compiled(all, await reflect(connection), version)
        const script = ['PRAGMA foreign_keys = OFF', 'BEGIN IMMEDIATE', ...statements, 'COMMIT']
        const input = script.map((sql) => `${sql};\n`).join('')
        const ran = spawnSync('sqlite3', ['-bail', url.replace('sqlite:', '')], {
          input,
          encoding: 'utf8',
        })
        assert.deepEqual([ran.stdout, ran.stderr, ran.status], ['', '', 0])
        await carryOut(connection, all, { version })
        assert.deepEqual(await reflect(scripted), await reflect(connection))
        assert.deepEqual(await everything(scripted), await everything(connection))
      },
      { file: true },
    ),
  ),
)
