import { followColumn, followTable } from '../../../operations/follow.ts'
import { nameOf } from '../../../schema/lookup.ts'
import { emptySchema, type Schema, type Table } from '../../../schema/model.ts'
import { freeName } from '../names.ts'
import { folded } from '../parse/tokens.ts'
import type { Sources } from './sources.ts'

/** A column's name while the table is made anew, and the one it has when all is done. */
export interface Renaming {
  readonly from: string
  readonly to: string
}

/**
 * Columns keep their old names until the table is back in its place, and are then renamed by SQLite, which rewrites
 * every view, trigger and foreign key that speaks of them. Here are these last renames, in an order in which no two
 * columns ever share a name.
 */
export function renamings(after: Table, sources: Sources): readonly Renaming[] {
  const kept = after.columns.map(({ name }) => sources.get(name)?.column)
  const used = new Set(kept.flatMap((name) => (name === undefined ? [] : [folded(name)])))
  const all = [
    ...after.columns.map(({ name }) => name),
    ...kept.filter((name) => name !== undefined),
  ]
  const moves = after.columns.map(({ name }, i): Renaming => {
    const from = kept[i] ?? (used.has(folded(name)) ? freeName(`_athanor_${name}`, all) : name)
    return { from, to: name }
  })
  return inOrder(moves)
}

function inOrder(moves: readonly Renaming[]): readonly Renaming[] {
  const ordered: Renaming[] = []
  let names = moves.map(({ from }) => from)
  let waiting = moves.filter(({ from, to }) => from !== to)
  const move = (renaming: Renaming) => {
    ordered.push(renaming)
    names = names.map((name) => (name === renaming.from ? renaming.to : name))
  }
  while (waiting.length > 0) {
    const free = waiting.find(
      ({ from, to }) => !names.some((name) => name !== from && folded(name) === folded(to)),
    )
    const [first] = waiting
    if (free !== undefined) {
      move(free)
      waiting = waiting.filter((one) => one !== free)
    } else {
      // A circle: one of them steps aside.
      const aside = freeName(`_athanor_${first!.from}`, [...names, ...moves.map(({ to }) => to)])
      move({ from: first!.from, to: aside })
      waiting = [{ from: aside, to: first!.to }, ...waiting.slice(1)]
    }
  }
  return ordered
}

/** The table as it is to be, with the names that it has until the last renames. */
export function underOldNames(after: Table, before: Table, moves: readonly Renaming[]): Table {
  const table = nameOf(after)
  const columnsBack = moves
    .toReversed()
    .reduce<Schema>(
      (schema, { from, to }) => followColumn(schema, { table, from: to, to: from }, 'sqlite'),
      { ...emptySchema, tables: [after] },
    )
  const [renamed] = followTable(columnsBack, { from: table, to: nameOf(before) }, 'sqlite').tables
  return renamed!
}
