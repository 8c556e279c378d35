import assert from 'node:assert/strict'
import fs from 'node:fs'
import path from 'node:path'
import { forEachDatabase, type TestTarget } from '../support/databases.ts'
import { type Part, parseScenario, renderScenario } from './scenario.ts'
import { worldOn } from './world.ts'

/** `ATHANOR_WRITE=1 node --test tests/cli/scenarios.test.ts` writes down what is printed now, for review. */
const isWriting = process.env.ATHANOR_WRITE === '1'

const folder = path.join(import.meta.dirname, 'scenarios')

for (const file of fs.readdirSync(folder).toSorted()) {
  const place = path.join(folder, file)
  const scenario = parseScenario(fs.readFileSync(place, 'utf8'))
  const on = scenario.on as readonly TestTarget[]
  forEachDatabase(
    file.replace(/\.txt$/, '').replaceAll('-', ' '),
    async (database) => {
      const world = worldOn(database)
      const parts: Part[] = []
      for (const part of scenario.parts) {
        if (part.kind === 'file') world.write(part.name, part.text)
        parts.push(part.kind === 'command' ? { ...part, output: await world.run(part.line) } : part)
      }
      if (isWriting) fs.writeFileSync(place, renderScenario({ ...scenario, parts }))
      else assert.equal(renderScenario({ ...scenario, parts }), renderScenario(scenario))
    },
    { on, file: true },
  )
}
