import { sequence } from '../../schema/builders/index.ts'
import type { Sequence, SequenceOptions } from '../../schema/model.ts'
import {
  checkStates,
  isRecord,
  newNameOf,
  on,
  refOf,
  type Sink,
  type TableRef,
} from './arguments.ts'

interface SequenceInput extends SequenceOptions {
  readonly schema?: string
  readonly comment?: string
  readonly ownedBy?: { readonly schema?: string; readonly table: string; readonly column: string }
}

/** What changes about a sequence; `null` takes it away. */
export type SequenceFacts = {
  readonly [K in keyof Omit<SequenceInput, 'schema'>]?: SequenceInput[K] | null
}

export interface SequenceOperations {
  /**
   * PostgreSQL: makes a sequence of its own. The one behind an autoincrement column comes with the column.
   *
   * @example op.createSequence('order_number', { start: 1000 })
   */
  createSequence(name: TableRef, options?: SequenceInput & { readonly ifNotExists?: boolean }): void

  /** Drops a sequence. By name alone it is looked up what it was; one that says nothing but its name is `{}`. */
  dropSequence(name: TableRef, options?: SequenceInput & { readonly ifExists?: boolean }): void

  /**
   * Changes a sequence: only what is named, from what it is to what it shall be. What only one side names the other has not.
   * Without `from` it is looked up, and `null` takes something away.
   *
   * @example op.alterSequence('order_number', { from: { increment: 1 }, to: { increment: 10 } })
   */
  alterSequence(
    name: TableRef,
    states: { readonly from?: SequenceFacts; readonly to: SequenceFacts },
  ): void

  /** Renames a sequence, also one that belongs to an autoincrement column. */
  renameSequence(from: TableRef, to: TableRef): void
}

export const sequenceMethods = (push: Sink): SequenceOperations => ({
  createSequence: (ref, { ifNotExists, ...options } = {}) =>
    push({
      kind: 'createSequence',
      sequence: sequenceOf('createSequence', ref, options),
      ...on({ ifNotExists }),
    }),

  dropSequence: (ref, given) => {
    const { ifExists, ...options } = given ?? {}
    const isNamed = Object.keys(options).every((fact) => fact === 'schema')
    const isWhole = given !== undefined && Object.keys(given).length === 0
    push({
      kind: 'dropSequence',
      sequence: sequenceOf('dropSequence', ref, options),
      ...on({ ifExists, lookUp: isNamed && !isWhole }),
    })
  },

  alterSequence: (ref, states) => {
    checkStates('alterSequence', states)
    const name = refOf('alterSequence', ref)
    const { from, to } = states
    push({
      kind: 'alterSequence',
      from: { ...factsOf(from ?? {}), ...name },
      to: { ...factsOf(to), ...name },
      ...on({ lookUp: from === undefined }),
    })
  },

  renameSequence: (from, to) => {
    const old = refOf('renameSequence', from)
    push({ kind: 'renameSequence', from: old, to: newNameOf('renameSequence', old, to) })
  },
})

function sequenceOf(method: string, ref: TableRef, options: SequenceInput): Sequence {
  const { schema = options.schema, name } = refOf(method, ref)
  return { ...sequence(name, { ...options, schema }) }
}

/** Until it is completed, `null` marks what goes away. */
const factsOf = ({ ownedBy, ...facts }: SequenceFacts): Partial<Sequence> =>
  ({
    ...facts,
    ...(ownedBy !== undefined && {
      ownedBy: isRecord(ownedBy) ? ownerOf(ownedBy as NonNullable<SequenceInput['ownedBy']>) : null,
    }),
  }) as Partial<Sequence>

const ownerOf = ({ schema, table, column }: NonNullable<SequenceInput['ownedBy']>) => ({
  ...(schema !== undefined && { schema }),
  name: table,
  column,
})
