import type { DialectName } from '../../src/schema/model.ts'
import { openBench } from '../laws/bench.ts'
import { quote } from '../laws/generate/ground.ts'
import { type Benches, type CorpusPair, judge, type Verdict } from './pairs.ts'

export interface Judged {
  readonly pair: CorpusPair
  readonly verdict: Verdict
}

/** So many pairs at once: the server works on one while this process thinks about another. */
const LANES = 2

/** Judges every pair; they come back in their own order. */
export async function judgeAll(
  pairs: readonly CorpusPair[],
  tell: (judged: Judged) => void = () => {},
): Promise<readonly Judged[]> {
  const verdicts = new Map<CorpusPair, Verdict>()
  for (const dialect of ['sqlite', 'postgresql'] as const) {
    const waiting = pairs.filter((pair) => pair.dialect === dialect).values()
    const roles = new Set<string>()
    const lane = async (benches: Benches) => {
      for (const pair of waiting) {
        const verdict = await judge(benches, pair)
        verdicts.set(pair, verdict)
        tell({ pair, verdict })
      }
    }
    await Promise.all(Array.from({ length: LANES }, () => onBenches(dialect, roles, lane)))
    await dropRoles(dialect, roles)
  }
  return pairs.map((pair) => ({ pair, verdict: verdicts.get(pair)! }))
}

async function onBenches(
  dialect: DialectName,
  roles: Set<string>,
  work: (benches: Benches) => Promise<void>,
): Promise<void> {
  const [database, scratch] = [await openBench(dialect), await openBench(dialect)]
  try {
    await work({ database, scratch, roles })
  } finally {
    await database.close()
    await scratch.close()
  }
}

/** The databases that knew them are gone. */
async function dropRoles(dialect: DialectName, roles: ReadonlySet<string>): Promise<void> {
  if (roles.size === 0) return
  const bench = await openBench(dialect)
  const connection = await bench.empty()
  for (const role of roles) await connection.run(`DROP ROLE IF EXISTS ${quote(role)}`)
  await bench.close()
}
