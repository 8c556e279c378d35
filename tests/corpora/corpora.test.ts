/** Other people's before/after pairs, as they come: none may fail, and reflection must name whatever it has no model for. */
import assert from 'node:assert/strict'
import fs from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { sharedFolder, sharedMissing } from '../support/golden.ts'
import { testServer } from '../support/postgres-server.ts'
import type { CorpusPair } from './pairs.ts'
import { reportOf } from './report.ts'
import { judgeAll } from './run.ts'

test('sqldef’s pairs, there and back', {
  skip: sharedMissing('corpora/sqldef.json'),
}, async (t) => {
  const text = fs.readFileSync(path.join(sharedFolder, 'corpora', 'sqldef.json'), 'utf8')
  const all = JSON.parse(text) as readonly CorpusPair[]
  const server = await testServer()
  if ('missing' in server) t.diagnostic(`without those for PostgreSQL: ${server.missing}`)
  const pairs = all.filter(({ dialect }) => dialect === 'sqlite' || !('missing' in server))
  const judged = await judgeAll(pairs)
  for (const line of reportOf(judged)) t.diagnostic(line)
  const failed = judged.filter(({ verdict }) => verdict.kind === 'failed')
  assert.deepEqual(
    failed.map(({ pair }) => `${pair.dialect} ${pair.group}/${pair.name}`),
    [],
  )
})
