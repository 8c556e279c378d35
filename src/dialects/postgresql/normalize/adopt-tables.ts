import { findColumn } from '../../../schema/lookup.ts'
import type { Column, Exclusion, Index, Table } from '../../../schema/model.ts'
import { wording } from '../expression.ts'
import { agreeingTable } from './agree-tables.ts'
import { mayBeSpelt } from './doubts.ts'
import { expressionsOf } from './expressions.ts'

/**
 * The wanted table as the server reads it (`judged`), in the words of what is found wherever that comes out the same:
 * as it stands, or as it reads on the wanted columns (`reread`), which is what a change of their types makes of it.
 */
export function adoptTable(
  wanted: Table,
  judged: Table | undefined,
  found: Table | undefined,
  reread: Table | undefined,
): Table {
  if (judged === undefined) return wanted
  const table: Table = {
    ...wanted,
    columns: wanted.columns.map((column) => adoptColumn(column, findColumn(judged, column.name))),
    checks: wanted.checks.map((check) => {
      const one = judged.checks.find(({ name }) => name === check.name)
      return one === undefined ? check : { ...check, expression: one.expression }
    }),
    exclusions: wanted.exclusions.map((exclusion) =>
      adoptElements(
        exclusion,
        judged.exclusions.find(({ name }) => name === exclusion.name),
      ),
    ),
    indexes: wanted.indexes.map((index) =>
      adoptElements(
        index,
        judged.indexes.find(({ name }) => name === index.name),
      ),
    ),
  }
  const { partitionBy } = judged.options ?? {}
  const placed =
    partitionBy === undefined ? table : { ...table, options: { ...table.options, partitionBy } }
  return found === undefined
    ? placed
    : agreeingTable(placed, found, reread && rereadWords(found, reread))
}

/** Only what was put to the server has come back: a column in no doubt has neither default nor expression there. */
const adoptColumn = (column: Column, judged: Column | undefined): Column => ({
  ...column,
  ...(judged && mayBeSpelt(column.type) && { type: judged.type }),
  ...(judged?.default && { default: judged.default }),
  ...(judged?.generated &&
    column.generated && {
      generated: { ...column.generated, expression: judged.generated.expression },
    }),
})

function adoptElements<T extends Index | Exclusion>(wanted: T, judged: T | undefined): T {
  if (judged === undefined) return wanted
  return { ...wanted, elements: judged.elements, ...(judged.where && { where: judged.where }) }
}

/** What the found expressions read like on the wanted columns, each with how it reads now. */
function rereadWords(found: Table, reread: Table): Map<string, string> {
  const words = new Map<string, string>()
  const add = (was: Table, is: Table | undefined): void => {
    const now = is === undefined ? [] : expressionsOf(is)
    for (const [at, sql] of expressionsOf(was).entries()) {
      const again = now[at]
      if (again !== undefined) words.set(wording(again), sql)
    }
  }
  const bare = { ...found, columns: [], checks: [], exclusions: [], indexes: [] }
  for (const check of found.checks) {
    const one = reread.checks.find(({ name }) => name === check.name)
    add({ ...bare, checks: [check] }, one && { ...bare, checks: [one] })
  }
  for (const index of found.indexes) {
    const one = reread.indexes.find(({ name }) => name === index.name)
    add({ ...bare, indexes: [index] }, one && { ...bare, indexes: [one] })
  }
  for (const exclusion of found.exclusions) {
    const one = reread.exclusions.find(({ name }) => name === exclusion.name)
    add({ ...bare, exclusions: [exclusion] }, one && { ...bare, exclusions: [one] })
  }
  return words
}
