import type { Operation } from '../../../operations/model.ts'
import type { Table } from '../../../schema/model.ts'
import { renameColumnInExpression } from '../../../source/sql-rename-column.ts'
import { outerParenthesesOff, unqualified } from '../expressions.ts'

/** Where the values of a column come from: a column of the old table, perhaps through an expression over its row. */
export interface Source {
  readonly column: string
  readonly using?: string
}

/** By the column's new name. A column that is not in it is new, and gets its default. */
export type Sources = ReadonlyMap<string, Source>

/** What becomes of each column of `before` in the course of the operations, all of them on this table. */
export function sourcesAfter(before: Table, operations: readonly Operation[]): Sources {
  const start = before.columns.map(({ name }): [string, Source] => [name, { column: name }])
  return operations.reduce<Sources>((sources, op) => step(sources, op, before), new Map(start))
}

function step(sources: Sources, op: Operation, before: Table): Sources {
  switch (op.kind) {
    case 'renameColumn':
      return new Map(
        Array.from(sources, ([name, source]) => [name === op.from ? op.to : name, source]),
      )
    case 'dropColumn':
      return new Map([...sources].filter(([name]) => name !== op.column.name))
    case 'alterColumn': {
      const source = sources.get(op.column)
      if (op.using === undefined || source === undefined) return sources
      const using = underOldNames(unqualified(op.using, op.table.name), sources, before)
      return new Map(sources).set(op.column, { column: source.column, using })
    }
    default:
      return sources
  }
}

/** An expression over the row as it is called now, over the row as the old table calls it. */
function underOldNames(sql: string, sources: Sources, before: Table): string {
  const moved = [...sources].filter(([name, { column }]) => name !== column)
  const rename = (text: string, from: string, to: string) =>
    renameColumnInExpression(text, { table: before, from, to, columnsOf: () => undefined })
  // By way of names that nobody has: two columns may have changed places.
  const aside = moved.reduce((text, [name], i) => rename(text, name, `_athanor_${i}`), sql)
  const back = moved.reduce(
    (text, [, { column }], i) => rename(text, `_athanor_${i}`, column),
    aside,
  )
  return outerParenthesesOff(back)
}
