import { compact } from '../../schema/equal.ts'
import type { ColumnType, Identity, SequenceOptions } from '../../schema/model.ts'
import { phrase } from '../statements.ts'
import { isInteger } from './types.ts'

type IntegerKind = NonNullable<SequenceOptions['type']>

const limits: Readonly<Record<IntegerKind, bigint>> = {
  smallint: 2n ** 15n - 1n,
  integer: 2n ** 31n - 1n,
  bigint: 2n ** 63n - 1n,
}

/** A sequence with every option spelt out. */
export interface WholeSequence {
  readonly type: IntegerKind
  readonly start: bigint
  readonly increment: bigint
  readonly minValue: bigint
  readonly maxValue: bigint
  readonly cache: bigint
  readonly cycle: boolean
}

/** The type of the sequence that goes with a column of this type. */
export const integerKind = (type: ColumnType): IntegerKind =>
  isInteger(type) ? (type.kind as IntegerKind) : 'bigint'

/** What the options mean together: what is not said follows from type and direction. */
export function wholeSequence(
  options: SequenceOptions,
  implied: IntegerKind = 'bigint',
): WholeSequence {
  const type = options.type ?? implied
  const increment = BigInt(options.increment ?? 1)
  const up = increment > 0n
  const minValue = BigInt(options.minValue ?? (up ? 1 : -limits[type] - 1n))
  const maxValue = BigInt(options.maxValue ?? (up ? limits[type] : -1))
  return {
    type,
    increment,
    minValue,
    maxValue,
    start: BigInt(options.start ?? (up ? minValue : maxValue)),
    cache: BigInt(options.cache ?? 1),
    cycle: options.cycle ?? false,
  }
}

/** Only the options that are not what they would be unsaid. */
export function sequenceOptions(
  options: SequenceOptions,
  implied: IntegerKind = 'bigint',
): SequenceOptions {
  const whole = wholeSequence(options, implied)
  const usual = wholeSequence({ type: whole.type, increment: whole.increment })
  const start = whole.increment > 0n ? whole.minValue : whole.maxValue
  return compact({
    type: whole.type === implied ? undefined : whole.type,
    start: whole.start === start ? undefined : number(whole.start),
    increment: whole.increment === 1n ? undefined : number(whole.increment),
    minValue: whole.minValue === usual.minValue ? undefined : number(whole.minValue),
    maxValue: whole.maxValue === usual.maxValue ? undefined : number(whole.maxValue),
    cache: whole.cache === 1n ? undefined : number(whole.cache),
    cycle: whole.cycle ? true : undefined,
  })
}

const number = (value: bigint): number | bigint =>
  Number.isSafeInteger(Number(value)) ? Number(value) : value

/** `identity` as reflection would find it in a column of this type. */
export const canonicalIdentity = (identity: Identity, type: ColumnType): Identity => ({
  always: identity.always,
  ...sequenceOptions({ ...identity, type: integerKind(type) }, integerKind(type)),
})

/** The options as CREATE SEQUENCE takes them. */
export const sequenceClause = (options: SequenceOptions): string =>
  phrase(
    options.type !== undefined && `AS ${options.type}`,
    options.increment !== undefined && `INCREMENT BY ${options.increment}`,
    options.minValue !== undefined && `MINVALUE ${options.minValue}`,
    options.maxValue !== undefined && `MAXVALUE ${options.maxValue}`,
    options.start !== undefined && `START WITH ${options.start}`,
    options.cache !== undefined && `CACHE ${options.cache}`,
    options.cycle && 'CYCLE',
  )

/** What turns one sequence into another: each option that differs, spelt out. */
export function sequenceChange(
  from: SequenceOptions,
  to: SequenceOptions,
  implied?: IntegerKind,
): string[] {
  const was = wholeSequence(from, implied)
  const is = wholeSequence(to, implied)
  const differ = (key: keyof WholeSequence): boolean => was[key] !== is[key]
  return [
    differ('type') && `AS ${is.type}`,
    differ('increment') && `INCREMENT BY ${is.increment}`,
    differ('minValue') && `MINVALUE ${is.minValue}`,
    differ('maxValue') && `MAXVALUE ${is.maxValue}`,
    differ('start') && `START WITH ${is.start}`,
    differ('cache') && `CACHE ${is.cache}`,
    differ('cycle') && (is.cycle ? 'CYCLE' : 'NO CYCLE'),
  ].filter((clause) => clause !== false)
}
