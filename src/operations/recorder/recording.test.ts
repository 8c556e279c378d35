import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { DialectName } from '../../schema/model.ts'
import type { Operation } from '../model.ts'
import { type Recorder, record } from '../recorder.ts'

export const recorded = (
  write: (op: Recorder) => void,
  dialect: DialectName = 'postgresql',
): Operation[] => record(write, { dialect })

/** What it is about, the call, and the operations that it records. */
export type Recording = readonly [string, (op: Recorder) => void, ...(readonly Operation[])]

/** A test for each: these operations with these properties, and no others. */
export function records(cases: readonly Recording[]): void {
  describe('is recorded as it is said', () => {
    for (const [name, write, ...operations] of cases)
      test(name, () => assert.deepEqual(recorded(write), operations))
  })
}

/** What it is about, the call, and what the error says besides its words. */
export type Refusal = readonly [string, (op: any) => void, Readonly<Record<string, unknown>>]

/** A test for each: it is refused with this error. */
export function refuses(cases: readonly Refusal[]): void {
  describe('is refused', () => {
    for (const [name, write, facts] of cases)
      test(name, () =>
        assert.throws(() => recorded(write), {
          code: 'invalid-operation',
          name: 'InvalidOperationError',
          ...facts,
        }),
      )
  })
}
