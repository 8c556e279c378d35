import type { ObjectName } from '../../schema/model.ts'
import { nearest } from '../../schema/nearest.ts'
import { InvalidOperationError, type Thing } from '../errors.ts'
import type { Operation } from '../model.ts'

/** Takes what is recorded. */
export type Sink = (operation: Operation) => void

/** A table, enum, sequence, …: its bare name, or a record where it lives in a schema of its own. Dots are letters. */
export type TableRef = string | ObjectName

/** The name that a reference spells. */
export function refOf(method: string, ref: TableRef): ObjectName {
  if (typeof ref === 'string' && ref !== '') return { name: ref }
  if (isRecord(ref) && typeof ref.name === 'string' && ref.name !== '') {
    const { schema, name } = ref
    return schema === undefined ? { name } : { schema: nameOf(method, schema, 'schema'), name }
  }
  throw new InvalidOperationError(method, 'was given no name', {
    hint: `Names are text: op.${method}('user', …), or { schema: 'auth', name: 'user' }`,
  })
}

/** The new name of something: a bare one leaves it in its schema. */
export function newNameOf(method: string, from: ObjectName, to: TableRef): ObjectName {
  if (typeof to !== 'string') return refOf(method, to)
  const { name } = refOf(method, to)
  return from.schema === undefined ? { name } : { schema: from.schema, name }
}

export function nameOf(method: string, name: unknown, what: Thing): string {
  if (typeof name === 'string' && name !== '') return name
  throw new InvalidOperationError(method, `was given no name of the ${what}`, {
    what,
    hint: 'A name is a text of at least one character.',
  })
}

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The `{ from, to }` that alterations are told, where `from` may be left to be looked up. */
export function checkStates(method: string, states: unknown, ...more: readonly string[]): void {
  if (!isRecord(states) || states.to === undefined)
    throw new InvalidOperationError(method, 'was not told what is to be', {
      hint: `op.${method}(…, { from: …, to: … }); from may be left out, and is then looked up.`,
    })
  checkKeys(method, states, ['from', 'to', ...more])
}

/** A misspelt option would change nothing without a word. */
export function checkKeys(method: string, given: object, known: readonly string[]): void {
  for (const key of Object.keys(given)) {
    if (known.includes(key)) continue
    const [near] = nearest(key, known)
    throw new InvalidOperationError(method, `knows no "${key}"`, {
      hint: near === undefined ? `It knows: ${known.join(', ')}` : `Did you mean "${near}"?`,
    })
  }
}

/** The flags that are on. */
export const on = <K extends string>(
  flags: Readonly<Record<K, boolean | undefined>>,
): { readonly [P in K]?: true } =>
  Object.fromEntries(Object.entries(flags).filter(([, value]) => value === true)) as {
    [P in K]?: true
  }
