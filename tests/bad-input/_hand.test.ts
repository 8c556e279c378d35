import { test } from 'node:test'
import { freshDatabase } from '/work/main/tests/support/databases.ts'
import { worldOn } from '/work/main/tests/cli/world.ts'
import { openConnection } from '/work/main/src/drivers/open.ts'
import { dialectFor } from '/work/main/src/commands/dialects.ts'
const rev = `import { defineRevision, integer } from 'athanor'
export default defineRevision({ id: 'a1', revises: null, upgrade(op) { op.createTable('user', { id: integer().primaryKey() }) }, downgrade(op) { op.dropTable('user') } })`
const rev2 = `import { defineRevision, integer } from 'athanor'
export default defineRevision({ id: 'a2', revises: 'a1', upgrade(op) { op.addColumn('user', 'x', integer()) }, downgrade(op) { op.dropColumn('user', 'x') } })`
const say = async (w: any, line: string) => console.log(`$ ${line}\n` + (await w.run(line)).join('\n') + '\n')
test('pg', async (t) => {
  const d = await freshDatabase('postgresql'); t.after(() => d.drop())
  const w = worldOn(d); w.write('migrations/a1.ts', rev); w.write('migrations/a2.ts', rev2)
  const u = new URL(d.url); 
  const wrong = new URL(u); wrong.password = 'hunter22'
  await say(w, `DATABASE_URL=${wrong} athanor upgrade`)
  await say(w, `DATABASE_URL=${wrong} athanor upgrade --json`)
  const nobody = new URL(u); nobody.username = 'nobody'
  await say(w, `DATABASE_URL=${nobody} athanor current`)
  const nopw = new URL(u); nopw.password = ''
  await say(w, `DATABASE_URL=${nopw} athanor current`)
  const nodb = new URL(u); nodb.pathname = '/nowhere'
  await say(w, `DATABASE_URL=${nodb} athanor current`)
  const c = await d.connect()
  const lock = await (await dialectFor('postgresql')).lock(c, { timeout: 100, key: 'athanor_version' })
  await say(w, `athanor upgrade --lock-timeout 200ms`)
  await say(w, `athanor upgrade --lock-timeout 600ms --json`)
  await say(w, `athanor current`)
  await lock.release()
  await say(w, `athanor upgrade a1`)
  await c.run('BEGIN'); await c.run('LOCK TABLE "user" IN ACCESS SHARE MODE')
  await say(w, `athanor upgrade --lock-timeout 300ms`)
  await c.run('ROLLBACK')
  await d.connection.script(`CREATE ROLE reader LOGIN PASSWORD 'reader'; GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader`).catch(()=>{})
  const ro = new URL(u); ro.username = 'reader'; ro.password = 'reader'
  await say(w, `DATABASE_URL=${ro} athanor current`)
  await say(w, `DATABASE_URL=${ro} athanor upgrade`)
  await say(w, `DATABASE_URL=${u}?options=-cdefault_transaction_read_only%3Don athanor upgrade`)
  await d.connection.script(`DROP OWNED BY reader; DROP ROLE reader`)
})
test('sqlite', async (t) => {
  const d = await freshDatabase('sqlite', { file: true }); t.after(() => d.drop())
  const w = worldOn(d); w.write('migrations/a1.ts', rev); w.write('migrations/a2.ts', rev2)
  await say(w, `athanor upgrade a1`)
  const c = await d.connect()
  await c.run('BEGIN IMMEDIATE')
  await say(w, `athanor upgrade --lock-timeout 200ms`)
  await say(w, `athanor current`)
  await c.run('ROLLBACK')
  await c.run('BEGIN EXCLUSIVE')
  console.time('current'); await say(w, `athanor current`); console.timeEnd('current')
  await say(w, `DATABASE_URL=${d.url}?timeout=0.1 athanor current`)
  await say(w, `athanor upgrade --lock-timeout 200ms`)
  await c.run('ROLLBACK')
  await say(w, `DATABASE_URL=${d.url}?mode=ro athanor current`)
  await say(w, `DATABASE_URL=${d.url}?mode=ro athanor upgrade`)
  await say(w, `DATABASE_URL=sqlite:nowhere.db?mode=rw athanor upgrade`)
  await say(w, `athanor current`)
})
