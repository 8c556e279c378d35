/** A process of `prove`'s: does one task after the other, each on a bench that it keeps. */
import type { DialectName } from '../../src/schema/model.ts'
import { type Bench, openBench } from './bench.ts'
import { type Failure, shrunk, type Tally, type Task, tryLaws } from './prove.ts'

export type Order =
  | { readonly kind: 'try'; readonly task: Task }
  | { readonly kind: 'shrink'; readonly failure: Failure; readonly patience: number }
  | { readonly kind: 'stop' }

export type Answer =
  | { readonly kind: 'tried'; readonly tallies: readonly Tally[] }
  | { readonly kind: 'shrunk'; readonly failure: Failure }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'broken'; readonly reason: string }

const benches = new Map<DialectName, Promise<Bench>>()

function benchFor(dialect: DialectName): Promise<Bench> {
  const open = benches.get(dialect) ?? openBench(dialect)
  benches.set(dialect, open)
  return open
}

async function obey(order: Order): Promise<Answer> {
  switch (order.kind) {
    case 'try': {
      const bench = await benchFor(order.task.dialect)
      return { kind: 'tried', tallies: await tryLaws(bench, order.task) }
    }
    case 'shrink': {
      const bench = await benchFor(order.failure.dialect)
      return { kind: 'shrunk', failure: await shrunk(bench, order.failure, order.patience) }
    }
    case 'stop':
      for (const bench of benches.values()) await (await bench).close()
      return { kind: 'stopped' }
  }
}

process.on('message', async (order: Order) => {
  const answer = await obey(order).catch(
    (error): Answer => ({ kind: 'broken', reason: String(error?.stack ?? error) }),
  )
  process.send?.(answer)
  if (order.kind === 'stop') process.disconnect()
})
