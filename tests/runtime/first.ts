import { forEachDatabase } from '../support/databases.ts'
import { carryOut } from '../../src/runtime/carry-out.ts'
import { historyOf } from '../../src/runtime/bundled.ts'
import { planUpgrade, planDowngrade } from '../../src/revisions/plan.ts'
import { sqlite } from '../../src/dialects/sqlite/index.ts'
import { postgresql } from '../../src/dialects/postgresql/index.ts'
import { integer, varchar, text, boolean } from '../../src/schema/builders/index.ts'

const history = historyOf([
  { id: 'a1', revises: null, message: 'one', upgrade(op) { op.createTable('user', { id: integer().primaryKey(), name: varchar(20).notNull().unique() }) }, downgrade(op) { op.dropTable('user') } },
  { id: 'b2', revises: 'a1', message: 'two', upgrade(op) {
    op.execute(`INSERT INTO "user" (id, name) VALUES (1, 'x')`)
    op.addColumn('user', 'email', text())
    op.run(async (db) => { await db.updateTable('user').set({ email: 'e' }).execute() })
    op.alterColumn('user', 'email', { to: { nullable: false } })
    op.createIndex('ix_email', 'user', ['email'], {concurrently: true})
  }, downgrade(op) { op.dropColumn('user', 'email') } },
])
forEachDatabase('goes', async ({ connection }) => {
  const dialect = connection.dialect === 'sqlite' ? sqlite : postgresql
  const settings = { versionTable: { name: 'alembic_version' }, transactions: 'revision' as const, lockTimeout: 1000, context: {}, onVersionApply: [], report: (e: any) => console.log(e.kind, e.sql ?? '') }
  const up = (rows: any) => planUpgrade(history.graph, rows, 'head')
  console.log(await carryOut({ connection, dialect }, history, { first: up, again: up }, settings))
  console.log(await connection.query('SELECT * FROM "user"'), await connection.query('SELECT * FROM alembic_version'))
  const down = (rows: any) => planDowngrade(history.graph, rows, 'base')
  console.log(await carryOut({ connection, dialect }, history, { first: down, again: down }, settings))
})
