import type { Rename } from '../../src/compare/index.ts'
import type { Operation } from '../../src/operations/model.ts'
import type { DialectName } from '../../src/schema/model.ts'

/**
 * What a person adds to a generated revision because the schemas alone do not tell it: which column a column was,
 * and what is to be done to rows that the new schema has no room for. The systems' authors did the same by hand.
 */
export interface ByHand {
  readonly why: string
  readonly renames?: readonly (Rename & { readonly kind: 'column' })[]
  /** SQL that goes before. */
  readonly data?: readonly string[]
  /** Changes to the generated operations, where the database asks for them. */
  readonly rewrite?: (operation: Operation, dialect: DialectName) => Operation
  /** `table.column` whose values are meant to change on the way up; the way down must bring them back. */
  readonly converted?: readonly string[]
}

const renamed = (table: string, from: string, to: string): ByHand => ({
  why: `"${from}" becomes "${to}", which only its author can know`,
  renames: [{ kind: 'column', table, from, to }],
})

/** By the revision that the transition leads to. */
export const byHand: Readonly<Record<string, ByHand>> = {
  '16f65805dc8f': {
    why: 'packages move to another table column by column, with their rows; artifacts of no build go',
    data: [
      'DELETE FROM solve_conda_package',
      'DELETE FROM build_conda_package',
      'DELETE FROM conda_package',
      'DELETE FROM build_artifact WHERE build_id NOT IN (SELECT id FROM build)',
    ],
  },
  '968af7e432c2': renamed('pools', 'parameters', '_parameters'),
  a16ab7abd194: renamed('guest_requests', 'environment', '_environment'),
  '97d761c531e7': renamed('guest_requests', 'user_data', '_user_data'),
  d4a6a1fb98fe: renamed('guest_requests', 'pool_data', '_pool_data'),
  '0da45d07fde0': {
    why: 'the values of the new enum are those of the text in capitals',
    rewrite: (operation, dialect) =>
      dialect === 'postgresql' && operation.kind === 'alterColumn' && operation.column === 'state'
        ? {
            ...operation,
            using: 'upper("state")::"gueststate"',
            usingBack: 'lower("state"::text)',
          }
        : operation,
    converted: ['guest_requests.state'],
  },
}
