import { dirname, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Operation } from '../operations/model.ts'
import {
  type RecordedFunction,
  type Recorder,
  type RecordOptions,
  record,
} from '../operations/recorder.ts'

/** What a revision records, and for each operation the line that recorded it. */
export interface Recording {
  readonly operations: readonly Operation[]
  /** `file:line` of each operation, as far as it is known. */
  readonly places: readonly (string | undefined)[]
}

/** Recorded after each call, and taken out again: tells where the operations before it come from. */
interface Marker {
  readonly kind: 'place'
  readonly place: string | undefined
}

/** `record`, which also notes the lines; a failing statement can then be found in its file. */
export function recordWithPlaces(fn: RecordedFunction, options: RecordOptions): Recording {
  const recorded: readonly (Operation | Marker)[] = record(
    (op, context) => fn(marking(op), context),
    options,
  )
  const operations: Operation[] = []
  const places: (string | undefined)[] = []
  for (const one of recorded) {
    if (one.kind !== 'place') operations.push(one)
    else while (places.length < operations.length) places.push(one.place)
  }
  return { operations, places }
}

const marking = (op: Recorder): Recorder =>
  new Proxy(op, {
    get: (target, name) => {
      const method = Reflect.get(target, name)
      if (typeof method !== 'function') return method
      return (...args: unknown[]) => {
        const place = callSite(new Error('here').stack)
        method(...(name === 'only' ? args.map(markingInside) : args))
        const marker: Marker = { kind: 'place', place }
        target.invoke(marker as unknown as Operation)
      }
    },
  })

const markingInside = (argument: unknown): unknown =>
  typeof argument === 'function' ? (op: Recorder) => argument(marking(op)) : argument

const FRAME = /(?:\(|at )((?:file:\/\/|\/|[A-Za-z]:[\\/]).*):(\d+):\d+\)?$/

const OWN = dirname(import.meta.dirname) + sep

/** The first line of a stack that is not Athanor's own. */
export function callSite(stack: string | undefined): string | undefined {
  for (const line of (stack ?? '').split('\n').slice(1)) {
    const [, where, at] = FRAME.exec(line) ?? []
    if (where === undefined) continue
    const file = where.startsWith('file:') ? fileURLToPath(where.replace(/\?.*$/, '')) : where
    if (!file.startsWith(OWN) || file.endsWith('.test.ts')) return `${file}:${at}`
  }
  return undefined
}
