import type { Dialect } from '../dialects/dialect.ts'
import type { Rows } from '../revisions/model.ts'
import type { DialectName, ObjectName } from '../schema/model.ts'
import { VERSION_COLUMN } from './version-table.ts'

/** What stands around the statements of a script, so that it is as careful as a run would be. */
export interface ScriptFrame {
  /** How to feed it, so that it ends at its first mistake. */
  readonly advice: string
  readonly first: readonly string[]
  readonly begin: string
  /** Stops the script unless the version table says these rows. */
  readonly expect: (dialect: Dialect, table: ObjectName, rows: Rows) => readonly string[]
  readonly beforeCommit: readonly string[]
  readonly last: readonly string[]
}

export const scriptFrames: Record<DialectName, ScriptFrame> = {
  postgresql: {
    advice: 'psql -X -v ON_ERROR_STOP=1 -f SCRIPT DATABASE',
    first: [],
    begin: 'BEGIN',
    expect: (dialect, table, rows) => {
      const name = dialect.qualified(table)
      const message = dialect.literal(
        `this script begins at ${rows.join(', ')}, and the database is elsewhere`,
      )
      return [
        `LOCK TABLE ${name} IN SHARE ROW EXCLUSIVE MODE`,
        dollarQuoted(
          (body) => `DO ${body}`,
          `BEGIN IF (SELECT ${elsewhere(dialect, rows)} FROM ${name}) THEN RAISE EXCEPTION USING MESSAGE = ${message}; END IF; END`,
        ),
      ]
    },
    beforeCommit: [],
    last: [],
  },

  // A script cannot say "if"; a constraint that fails stops it (with `sqlite3 -bail`), and says why.
  sqlite: {
    advice: 'sqlite3 -bail DATABASE < SCRIPT',
    first: [
      'PRAGMA foreign_keys = OFF',
      'CREATE TEMP TABLE athanor_before AS SELECT count(*) AS broken FROM pragma_foreign_key_check',
      'CREATE TEMP TABLE athanor_check (elsewhere INTEGER CONSTRAINT "the database is where this script begins" CHECK (elsewhere = 0), broken INTEGER CONSTRAINT "no row points nowhere" CHECK (broken <= 0))',
    ],
    begin: 'BEGIN IMMEDIATE',
    expect: (dialect, table, rows) => [
      `INSERT INTO temp.athanor_check (elsewhere) SELECT ${elsewhere(dialect, rows)} FROM ${dialect.qualified(table)}`,
    ],
    beforeCommit: [
      'INSERT INTO temp.athanor_check (broken) SELECT count(*) - (SELECT broken FROM temp.athanor_before) FROM pragma_foreign_key_check',
    ],
    last: [
      'DROP TABLE temp.athanor_check',
      'DROP TABLE temp.athanor_before',
      'PRAGMA foreign_keys = ON',
    ],
  },
}

/** True unless the table holds exactly these rows. */
function elsewhere(dialect: Dialect, rows: Rows): string {
  const ids = rows.map((id) => dialect.literal(id)).join(', ')
  const column = dialect.quote(VERSION_COLUMN)
  return `count(*) <> ${rows.length} OR count(CASE WHEN ${column} IN (${ids}) THEN 1 END) <> ${rows.length}`
}

/** `body` between dollar signs, with a tag that is not in it. */
function dollarQuoted(around: (quoted: string) => string, body: string): string {
  let tag = '$athanor$'
  while (body.includes(tag)) tag = `${tag.slice(0, -1)}_$`
  return around(`${tag} ${body} ${tag}`)
}
