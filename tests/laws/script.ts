import type { Dialect } from '../../src/dialects/dialect.ts'
import { buildGraph } from '../../src/revisions/index.ts'
import { planDowngrade, planUpgrade } from '../../src/revisions/plan.ts'
import { type ScriptRequest, writeScript } from '../../src/runtime/script.ts'
import type { Both } from './carry.ts'
import { evaluated, rendered } from './load.ts'

export const VERSION_TABLE = 'athanor_version'

export interface Scripts {
  readonly create: string
  readonly upgrade: string
  readonly downgrade: string
}

/** The offline scripts from nothing to a first revision, on to a second, and back to the first. */
export async function scriptsFor(
  dialect: Dialect,
  version: readonly [number, number],
  first: Both,
  second: Both,
): Promise<Scripts> {
  const node = (id: string, revises: readonly string[]) =>
    ({ id, revises, labels: [], dependsOn: [], message: id }) as const
  const graph = buildGraph([node('a1', []), node('b1', ['a1'])])
  const sources = { a1: rendered('a1', [], first), b1: rendered('b1', ['a1'], second) }
  const history: ScriptRequest['history'] = {
    graph,
    load: async (revision) => {
      const { upgrade, downgrade } = evaluated(sources[revision.id as 'a1' | 'b1'])
      return { ...revision, upgrade, downgrade }
    },
  }
  const write = (from: readonly string[], steps: ScriptRequest['steps']) =>
    writeScript({
      dialect,
      version,
      history,
      from,
      steps,
      settings: { versionTable: { name: VERSION_TABLE }, transactions: 'revision', context: {} },
    })
  return {
    create: await write([], planUpgrade(graph, [], 'a1')),
    upgrade: await write(['a1'], planUpgrade(graph, ['a1'], 'b1')),
    downgrade: await write(['b1'], planDowngrade(graph, ['b1'], 'a1')),
  }
}
