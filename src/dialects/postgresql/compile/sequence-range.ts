import type { ObjectName, SequenceOptions } from '../../../schema/model.ts'
import { qualified, text } from '../names.ts'
import { sequenceChange, wholeSequence } from '../sequence-options.ts'

type Kind = Parameters<typeof wholeSequence>[1]

export interface RangeChange {
  /** What has to be done to the sequence first. */
  readonly first: readonly string[]
  /** The clauses of ALTER SEQUENCE. */
  readonly clauses: readonly string[]
}

/**
 * From one set of options to another. PostgreSQL refuses limits that the sequence's present value is beyond: that is
 * moved inside first, or set to the start where the old limits and the new ones have nothing in common.
 */
export function rangeChange(
  sequence: ObjectName,
  from: SequenceOptions,
  to: SequenceOptions,
  kind?: Kind,
): RangeChange {
  const clauses = sequenceChange(from, to, kind)
  const [was, is] = [wholeSequence(from, kind), wholeSequence(to, kind)]
  const [rises, falls] = [is.minValue > was.minValue, is.maxValue < was.maxValue]
  if (!rises && !falls) return { first: [], clauses }
  const low = rises ? is.minValue : was.minValue
  const high = falls ? is.maxValue : was.maxValue
  if (low > high) return { first: [], clauses: [...clauses, `RESTART WITH ${is.start}`] }
  const name = qualified(sequence)
  const counted = is.increment > 0n ? `last_value >= ${low}` : `last_value <= ${high}`
  return {
    first: [
      `SELECT setval(${text(name)}, least(greatest(last_value, ${low}), ${high}), is_called AND ${counted}) FROM ${name}`,
    ],
    clauses,
  }
}
