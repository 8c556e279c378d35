import { spawnSync } from 'node:child_process'
import { projectOn } from '/work/main/tests/conda-store/support.ts'
import { upgradeSql, upgrade, downgradeSql } from '/work/main/src/commands/index.ts'
import { freshDatabase } from '/work/main/tests/support/databases.ts'
import { factsIn } from '/work/main/tests/golden-histories/dump.ts'
import assert from 'node:assert/strict'
for (const d of ['sqlite', 'postgresql'] as const) {
  const a = await freshDatabase(d, { file: true }); const b = await freshDatabase(d, { file: true })
  const t0 = performance.now()
  await upgrade(await projectOn(a.url), { target: 'head' })
  const t1 = performance.now()
  const [s] = await upgradeSql(await projectOn(b.url), { target: 'head' })
  const t2 = performance.now()
  console.log(d, 'online', t1 - t0, 'script', t2 - t1, s!.sql.length)
  const feed = (sql: string) => d === 'sqlite' ? spawnSync('sqlite3', ['-bail', b.url.slice(7)], { input: sql, encoding: 'utf8' })
    : spawnSync('psql', ['-X', '-q', '-v', 'ON_ERROR_STOP=1', b.url], { input: sql, encoding: 'utf8' })
  const r = feed(s!.sql)
  console.log(r.status, r.stdout.slice(0, 500), r.stderr.slice(0, 500))
  assert.deepEqual(await factsIn(b.connection), await factsIn(a.connection))
  const [dn] = await downgradeSql(await projectOn(b.url), { target: 'head:base' })
  const r2 = feed(dn!.sql)
  console.log(r2.status, r2.stdout.slice(0, 500), r2.stderr.slice(0, 500))
  console.log(await factsIn(b.connection))
  await a.drop(); await b.drop()
}
