import type { Fate, Mutant, Tried, TryOrder, Turn } from './model.ts'
import { type Lost, type Place, startWorker, type Worker } from './process.ts'
import type { Ranking } from './ranking.ts'

/** After so many a process is started anew: what mutants leave behind adds up. */
const USES = 200

/** Tries mutants one after the other, in a process that it keeps as long as that is as good as new. */
export interface Lane {
  /** With all tests that come past it, or with those of these files. */
  try(mutant: Mutant, files?: ReadonlySet<string>): Promise<Fate>
  end(): Promise<void>
}

export function openLane(place: Place, ranking: Ranking): Lane {
  let worker: Worker | undefined
  let uses = 0
  const renew = async () => {
    await worker?.end()
    worker = undefined
    uses = 0
  }
  return {
    try: async (mutant, files) => {
      const turns = ranking.turnsFor(mutant, 'running', files)
      if (turns.length > 0) {
        if (++uses > USES) await renew()
        worker ??= startWorker(place)
        const tried = await worker.try({ mutant: mutant.id, fresh: false, turns })
        if (typeof tried === 'object' && !tried.spoiled) {
          ranking.learn(mutant, turns, tried.turn)
          if (tried.outcome === 'failed') return 'caught'
        } else await renew()
      }
      // What was reckoned when a module was loaded is the same ever after, and so may be what a test left behind.
      const all = ranking.turnsFor(mutant, 'loading', files)
      return all.length === 0 ? 'unreached' : tryFresh(place, mutant, all, ranking)
    },
    end: renew,
  }
}

/** In a process of its own, with the fault on from the beginning. */
export async function tryFresh(
  place: Place,
  mutant: Mutant,
  turns: readonly Turn[],
  ranking: Ranking,
): Promise<Fate> {
  const patient = turns.map((turn) => ({ ...turn, limit: turn.limit * 2 }))
  const tried = await freshly(place, { mutant: mutant.id, fresh: true, turns: patient })
  if (tried === 'died') return 'caught'
  if (tried === 'hung') return 'timed out'
  ranking.learn(mutant, turns, tried.turn)
  const { outcome, turn: end } = tried
  if (end === undefined) return 'survived'
  if (outcome === 'took too long') return 'timed out'
  if (await standsAlone(place, end)) return 'caught'
  const others = turns.filter(({ file, index }) => file !== end.file || index !== end.index)
  return tryFresh(place, mutant, others, ranking)
}

async function freshly(place: Place, order: TryOrder): Promise<Tried | Lost> {
  const worker = startWorker(place)
  try {
    return await worker.try(order)
  } finally {
    await worker.end()
  }
}

/** A test that builds upon others of its file fails without them, whatever the fault. */
const alone = new Map<string, Promise<boolean>>()
function standsAlone(place: Place, turn: Turn): Promise<boolean> {
  const key = `${turn.file} ${turn.index}`
  const known = alone.get(key) ?? passesAlone(place, turn)
  alone.set(key, known)
  return known
}

async function passesAlone(place: Place, turn: Turn): Promise<boolean> {
  const tried = await freshly(place, { mutant: 'none', fresh: true, turns: [turn] })
  return typeof tried === 'object' && tried.outcome === 'passed'
}
