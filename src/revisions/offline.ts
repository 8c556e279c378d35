import { planDowngrade } from './downgrade.ts'
import type { PlanStep, RevisionGraph, Rows } from './model.ts'
import { MalformedRangeError, NotOneLineError, RangeNeededError } from './plan-errors.ts'
import { splitRange } from './range.ts'
import { uppermost } from './relations.ts'
import { resolve } from './resolve.ts'
import { planStamp } from './stamp.ts'
import { planUpgrade } from './upgrade.ts'
import { word } from './words.ts'

/** A plan made without a database: where it starts, as its rows would be, and the steps from there. */
export interface OfflinePlan {
  readonly from: Rows
  readonly steps: readonly PlanStep[]
}

/** The plan of `upgrade from:to --sql`; without a `from`, from base. Relative targets count from there. */
export function planOfflineUpgrade(graph: RevisionGraph, text: string): OfflinePlan {
  const range = bothEnds(text, 'upgrade')
  const from = range === undefined ? [] : startAt(graph, range.from, 'upgrade')
  const to = range?.to ?? text
  const steps = planUpgrade(graph, from, to)
  const targets = uppermost(graph, resolve(graph, to, { rows: from, for: 'upgrade' }))
  if (steps.length === 0 && targets.join() !== from.join())
    throw new NotOneLineError(text, from, targets, otherWay(range?.from ?? 'base', to))
  return { from, steps }
}

/** The plan of `downgrade from:to --sql`. Both ends are needed: nothing else says where the database is. */
export function planOfflineDowngrade(graph: RevisionGraph, text: string): OfflinePlan {
  const range = bothEnds(text, 'downgrade')
  if (range === undefined) throw new RangeNeededError(text)
  const from = startAt(graph, range.from, 'downgrade')
  return { from, steps: planDowngrade(graph, from, range.to) }
}

/** The plan of `stamp from:to … --sql`; every target that says a start must say the same one. */
export function planOfflineStamp(graph: RevisionGraph, texts: readonly string[]): OfflinePlan {
  const ranges = texts.map((text) => bothEnds(text, 'stamp') ?? { from: 'base', to: text })
  const starts = ranges.map(({ from }) => startAt(graph, from, 'stamp'))
  const [from = []] = starts
  const other = starts.findIndex((start) => start.join() !== from.join())
  if (other > 0)
    throw new MalformedRangeError(
      texts.join(' '),
      'its parts start at different revisions, and a database is at one place only',
      `Say one start: athanor stamp ${ranges.map(({ to }) => word(`${ranges[0]!.from}:${to}`)).join(' ')} --sql`,
    )
  return {
    from,
    steps: planStamp(
      graph,
      from,
      ranges.map(({ to }) => to),
    ),
  }
}

type Direction = 'upgrade' | 'downgrade' | 'stamp'

function bothEnds(text: string, direction: Direction) {
  const range = splitRange(text)
  if (range === undefined || (range.from !== '' && range.to !== '')) return range
  const whole = direction === 'downgrade' ? ['head', 'base'] : ['base', 'head']
  throw new MalformedRangeError(
    text,
    'a script needs both its start and its end',
    `Say both: athanor ${direction} ${word(`${range.from || whole[0]}:${range.to || whole[1]}`)} --sql`,
  )
}

const startAt = (graph: RevisionGraph, text: string, direction: Direction): string[] =>
  uppermost(graph, resolve(graph, text, { for: direction }))

const otherWay = (from: string, to: string): string =>
  `athanor downgrade ${word(`${from}:${to}`)} --sql, or athanor upgrade ${word(`${to}:${from}`)} --sql`
