import assert from 'node:assert/strict'
import { folder as cwd, statesOn } from '../conda-store/support.ts'
import { factsIn } from '../golden-histories/dump.ts'
import { forEachDatabase } from '../support/databases.ts'
import { goldenMissing } from '../support/golden.ts'
import { athanor } from './process.ts'

interface Run {
  readonly to: readonly string[]
  readonly steps: readonly { readonly revision: string }[]
}

forEachDatabase(
  'eight processes that upgrade one empty database apply each revision once, and all succeed',
  async ({ connection, url }, t) => {
    if (goldenMissing) return t.skip(String(goldenMissing))
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, () =>
        athanor(['upgrade', 'head', '--json'], { cwd, env: { DATABASE_URL: url } }),
      ),
    )
    for (const { code, err } of outcomes) assert.equal(code, 0, err)
    const states = statesOn(connection.dialect)
    const runs = outcomes.flatMap(({ out }) => JSON.parse(out) as Run[])
    assert.deepEqual(
      runs.flatMap(({ steps }) => steps.map(({ revision }) => revision)).toSorted(),
      states.map(({ revision }) => revision).toSorted(),
    )
    const head = states.at(-1)!
    for (const { to } of runs) assert.deepEqual(to, [head.revision])
    assert.deepEqual(await connection.query('SELECT version_num FROM alembic_version'), [
      { version_num: head.revision },
    ])
    assert.deepEqual(await factsIn(connection), head.facts)
  },
  { on: ['sqlite', 'postgresql'], file: true },
)
