import { applied } from './bench.ts'
import type { Case, Judge } from './case.ts'
import { answers, inTurn, refuses } from './judges.ts'

const isNotNull = answers(
  { ask: `SELECT "notnull" FROM pragma_table_info('t') WHERE name = 'b'`, answer: 1 },
  { good: 'changed', bad: 'not changed' },
)

/** Column b of table t becomes NOT NULL: SQLite cannot alter that, so both tools make the table anew. */
const rebuild = (what: string, before: string, judge: Judge): Case => ({
  name: `SQLite rebuild: ${what}`,
  on: 'sqlite',
  before,
  athanor: applied(`op.alterColumn('t', 'b', { to: { nullable: false } })`),
  judge: inTurn(isNotNull, judge),
})

/** A table as SQLAlchemy itself writes it: its reflection of SQLite reads the text, line by line. */
const t = (...columns: readonly string[]): string => {
  const hasKey = columns.some((column) => column.startsWith('id '))
  const lines = hasKey ? columns : ['id INTEGER NOT NULL PRIMARY KEY', ...columns]
  return `CREATE TABLE t (\n${lines.map((line) => `\t${line}`).join(', \n')}\n)`
}

const ROWS = `INSERT INTO t (a, b) VALUES (1, 'x'), (2, 'y'), (3, 'z');`

const child = (action: string): string => `
  ${t('a INTEGER', 'b TEXT')}; ${ROWS}
  CREATE TABLE child (t INTEGER REFERENCES t ON DELETE ${action}); INSERT INTO child VALUES (1), (2)`

/** Every one keeps what the table had; foreign keys are enforced, as SQLAlchemy's own page on SQLite shows how to. */
export const rebuilds: readonly Case[] = [
  rebuild(
    'an unnamed CHECK',
    `${t('a INTEGER CHECK (a > 0)', 'b TEXT')}; ${ROWS}`,
    refuses(`INSERT INTO t (a, b) VALUES (-1, 'x')`),
  ),
  rebuild(
    'AUTOINCREMENT and its counter',
    `${t('id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT', 'a INTEGER', 'b TEXT')}; ${ROWS}
     DELETE FROM t WHERE id = 3`,
    answers({
      after: `INSERT INTO t (a, b) VALUES (9, 'w')`,
      ask: 'SELECT id FROM t WHERE a = 9',
      answer: 4,
    }),
  ),
  rebuild(
    'a trigger',
    `${t('a INTEGER', 'b TEXT')}; CREATE TABLE log (a INTEGER);
     CREATE TRIGGER logs AFTER INSERT ON t BEGIN INSERT INTO log VALUES (new.a); END; ${ROWS}`,
    answers({
      after: `INSERT INTO t (a, b) VALUES (9, 'w')`,
      ask: 'SELECT count(*) FROM log',
      answer: 4,
    }),
  ),
  rebuild(
    'COLLATE NOCASE on a column',
    `${t('a INTEGER', 'b TEXT', 'c TEXT COLLATE NOCASE')}; ${ROWS}
     UPDATE t SET c = b`,
    answers({ ask: `SELECT count(*) FROM t WHERE c = 'X'`, answer: 1 }),
  ),
  rebuild(
    'DESC in an index',
    `${t('a INTEGER', 'b TEXT')}; CREATE INDEX i ON t (a DESC); ${ROWS}`,
    answers({ ask: `SELECT desc FROM pragma_index_xinfo('i') WHERE name = 'a'`, answer: 1 }),
  ),
  rebuild(
    'an index on an expression',
    `${t('a INTEGER', 'b TEXT')}; CREATE INDEX i ON t (lower(b)); ${ROWS}`,
    answers({ ask: `SELECT count(*) FROM sqlite_schema WHERE name = 'i'`, answer: 1 }),
  ),
  rebuild(
    'UNIQUE … ON CONFLICT REPLACE',
    `${t('a INTEGER UNIQUE ON CONFLICT REPLACE', 'b TEXT')}; ${ROWS}`,
    answers({
      after: `INSERT INTO t (a, b) VALUES (1, 'new')`,
      ask: `SELECT group_concat(b) FROM t WHERE a = 1`,
      answer: 'new',
    }),
  ),
  rebuild(
    'a view on the table',
    `${t('a INTEGER', 'b TEXT')}; ${ROWS} CREATE VIEW v AS SELECT a FROM t`,
    answers({ ask: 'SELECT count(*) FROM v', answer: 3 }),
  ),
  rebuild(
    'child rows, ON DELETE CASCADE',
    child('CASCADE'),
    answers({ ask: 'SELECT count(*) FROM child', answer: 2 }),
  ),
  rebuild(
    'child rows, ON DELETE SET NULL',
    child('SET NULL'),
    answers({ ask: 'SELECT count(t) FROM child', answer: 2 }),
  ),
  rebuild(
    'a STORED generated column',
    `${t('a INTEGER', 'b TEXT', 'c INTEGER GENERATED ALWAYS AS (a * 2) STORED')}; ${ROWS}`,
    answers({ ask: 'SELECT sum(c) FROM t', answer: 12 }),
  ),
  rebuild(
    'a partial index and a named CHECK',
    `${t('a INTEGER', 'b TEXT', 'CONSTRAINT positive CHECK (a > 0)')}; ${ROWS}
     CREATE UNIQUE INDEX i ON t (a) WHERE b <> 'x'`,
    inTurn(
      refuses(`INSERT INTO t (a, b) VALUES (-1, 'x')`),
      answers({
        ask: `SELECT sql LIKE '%WHERE b <> ''x''%' FROM sqlite_schema WHERE name = 'i'`,
        answer: 1,
      }),
    ),
  ),
  {
    name: 'SQLite: a column is renamed that a named CHECK reads',
    on: 'sqlite',
    before: `${t('a INTEGER', 'b TEXT', 'CONSTRAINT positive CHECK (a > 0)')}; ${ROWS}`,
    athanor: applied(`op.renameColumn('t', 'a', 'n')`),
    judge: inTurn(
      answers({ ask: 'SELECT sum(n) FROM t', answer: 6 }),
      refuses(`INSERT INTO t (n, b) VALUES (-1, 'x')`),
    ),
  },
]
