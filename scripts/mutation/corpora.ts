/** Other people's before/after pairs, one a test: `tests/corpora/corpora.test.ts` judges all of them in one. */
import assert from 'node:assert/strict'
import fs from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import type { DialectName } from '../../src/schema/model.ts'
import type { Benches, CorpusPair } from '../../tests/corpora/pairs.ts'
import { judge } from '../../tests/corpora/pairs.ts'
import { openBench } from '../../tests/laws/bench.ts'
import { sharedFolder, sharedMissing } from '../../tests/support/golden.ts'

const pairs: readonly CorpusPair[] = sharedMissing('corpora/sqldef.json')
  ? []
  : JSON.parse(fs.readFileSync(path.join(sharedFolder, 'corpora', 'sqldef.json'), 'utf8'))

const opened = new Map<DialectName, Promise<Benches>>()
function benchesFor(dialect: DialectName): Promise<Benches> {
  const known = opened.get(dialect) ?? open(dialect)
  opened.set(dialect, known)
  return known
}

const open = async (dialect: DialectName): Promise<Benches> => ({
  database: await openBench(dialect),
  scratch: await openBench(dialect),
  roles: new Set(),
})

for (const pair of pairs)
  test(`${pair.dialect} ${pair.group}/${pair.name}`, async () => {
    const verdict = await judge(await benchesFor(pair.dialect), pair)
    assert.notEqual(verdict.kind, 'failed')
  })
