import assert from 'node:assert/strict'
import fs from 'node:fs'
import path from 'node:path'
import { forEachDatabase, type TestTarget } from '../support/databases.ts'
import { type Part, parseScenario, renderPart, renderScenario } from './scenario.ts'
import { worldOn } from './world.ts'

/** `ATHANOR_WRITE=1 node --test …` writes down what is printed now, for review. */
const isWriting = process.env.ATHANOR_WRITE === '1'

/** One test for each scenario in a folder, and each database it is for. */
export function runScenarios(folder: string): void {
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
          const now =
            part.kind === 'command' ? { ...part, output: await world.run(part.line) } : part
          if (!isWriting) assert.equal(renderPart(now), renderPart(part))
          parts.push(now)
        }
        if (isWriting) fs.writeFileSync(place, renderScenario({ ...scenario, parts }))
      },
      { on, file: true },
    )
  }
}
