import { findPackageJSON } from 'node:module'
import { dirname, join, sep } from 'node:path'
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

const PLACE = Symbol('place')

/** An operation that does nothing, recorded after each call and taken out again: tells where those before it come from. */
type Marker = Operation<'custom'> & { readonly [PLACE]: string | undefined }

/** `record`, which also notes the lines; a failing statement can then be found in its file. */
export function recordWithPlaces(fn: RecordedFunction, options: RecordOptions): Recording {
  const recorded: readonly (Operation | Marker)[] = record(
    (op, context) => fn(marking(op), context),
    options,
  )
  const operations: Operation[] = []
  const places: (string | undefined)[] = []
  for (const one of recorded) {
    if (!(PLACE in one)) operations.push(one)
    else while (places.length < operations.length) places.push(one[PLACE])
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
        const marker: Marker = { kind: 'custom', describe: 'a place', ddl: {}, [PLACE]: place }
        target.invoke(marker)
      }
    },
  })

const markingInside = (argument: unknown): unknown =>
  typeof argument === 'function' ? (op: Recorder) => argument(marking(op)) : argument

const FRAME = /(?:\(|at (?:async )?)((?:file:\/\/|\/|[A-Za-z]:[\\/]).*):(\d+):\d+\)?$/

/** Where Athanor's own code is, as it was written and as it is published: a project may have another copy than the command line. */
const ROOT = dirname(findPackageJSON('..', import.meta.url) ?? import.meta.dirname)
const OWN = [join(ROOT, 'src') + sep, join(ROOT, 'dist') + sep]

const isOwn = (file: string): boolean =>
  OWN.some((folder) => file.startsWith(folder)) && !file.endsWith('.test.ts')

/** The first line of a stack that is not Athanor's own, as far as the revision goes: what called it is none of it. */
export function callSite(stack: string | undefined): string | undefined {
  for (const line of (stack ?? '').split('\n').slice(1)) {
    if (line.includes(`at ${recordWithPlaces.name} (`)) return undefined
    const frame = frameIn(line)
    if (frame !== undefined && !isOwn(frame.file)) return `${frame.file}:${frame.line}`
  }
  return undefined
}

/** Where in code that was recorded at `place` something was thrown: the innermost line of the same file; else `place` itself. */
export function placeWithin(place: string | undefined, thrown: unknown): string | undefined {
  const file = place?.replace(/:\d+$/, '')
  const stack = thrown instanceof Error ? String(thrown.stack) : ''
  const frame = stack
    .split('\n')
    .map(frameIn)
    .find((each) => each?.file === file)
  return frame === undefined ? place : `${frame.file}:${frame.line}`
}

function frameIn(text: string): { readonly file: string; readonly line: string } | undefined {
  const [, where, line] = FRAME.exec(text) ?? []
  if (where === undefined || line === undefined) return undefined
  return {
    file: where.startsWith('file:') ? fileURLToPath(where.replace(/\?.*$/, '')) : where,
    line,
  }
}
