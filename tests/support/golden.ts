/**
 * The recorded facts about real schemas, which stand beside the checkout (`../shared/golden`). Tests that read them skip,
 * and say why, where they are absent.
 */
import fs from 'node:fs'
import path from 'node:path'

export const sharedFolder = path.resolve(import.meta.dirname, '../../../shared')
export const goldenFolder = path.join(sharedFolder, 'golden')

/** For a test's `skip`: false where the files are, else the reason. */
export const goldenMissing: false | string = fs.existsSync(goldenFolder)
  ? false
  : `the golden files are not beside this checkout (${path.join('..', 'shared', 'golden')})`

/** The same for any file beside the checkout: `sharedMissing('corpora/sqldef.json')`. */
export const sharedMissing = (...parts: string[]): false | string =>
  fs.existsSync(path.join(sharedFolder, ...parts))
    ? false
    : `${path.join('..', 'shared', ...parts)} is not there`

/** JSON in which an integer that a number cannot hold is a `bigint`: the dumps hold 2^63-1 as a number. */
export function parseExact<T = unknown>(text: string): T {
  const revive = (_: string, value: unknown, context?: Source): unknown =>
    typeof value === 'number' && !Number.isSafeInteger(value) && isWhole(context?.source)
      ? BigInt(context!.source!)
      : value
  return JSON.parse(text, revive)
}

interface Source {
  readonly source?: string
}

const isWhole = (source: string | undefined): boolean => /^-?\d+$/.test(source ?? '')

/** A golden file, read exactly: `readGolden('conda-store', 'sqlite', 'head.json')`. */
export const readGolden = <T = any>(...parts: string[]): T =>
  parseExact<T>(readGoldenText(...parts))

export const readGoldenText = (...parts: string[]): string =>
  fs.readFileSync(path.join(goldenFolder, ...parts), 'utf8')

export interface GoldenState {
  readonly index: number
  readonly revision: string
  /** Name of the file in the folder of system and dialect. */
  readonly file: string
}

/** The recorded state after every revision, oldest first (conda-store and artemis have them). */
export function goldenStates(system: string, dialect: 'postgresql' | 'sqlite'): GoldenState[] {
  return fs
    .readdirSync(path.join(goldenFolder, system, dialect))
    .flatMap((file) => {
      const [, index, revision] = /^(\d{3})_(.+)\.json$/.exec(file) ?? []
      return index === undefined || revision === undefined
        ? []
        : [{ index: Number(index), revision, file }]
    })
    .sort((a, b) => a.index - b.index)
}
