import { mentionsColumn } from '../../../operations/needs.ts'
import { spell } from '../../../schema/lookup.ts'
import type { Schema, Table } from '../../../schema/model.ts'
import type { Sql } from '../compile.ts'
import { indexDefinition, tableDefinition } from '../definition.ts'
import { ColumnInUseError, ElsewhereRebuildError, LossyRebuildError } from '../errors.ts'
import { mentions } from '../expressions.ts'
import { freeName, quote, textLiteral } from '../names.ts'
import { createObject } from '../objects.ts'
import { folded } from '../parse/tokens.ts'
import { copyRows } from './copy.ts'
import { cascadesFrom, guard } from './guard.ts'
import { type Renaming, renamings, underOldNames } from './names.ts'
import type { Sources } from './sources.ts'

export interface Rebuild {
  /** The whole schema before: what the table is called by, and what else hangs on it. */
  readonly schema: Schema
  /** The table as it is, and as it is to be: canonical, both. */
  readonly before: Table
  readonly after: Table
  readonly sources: Sources
}

/**
 * The statements for a change that SQLite's ALTER TABLE cannot make: the table as it should be is built beside the one there is,
 * takes over its rows, its place and its name, and whatever went with the old one is made again.
 *
 * They belong into one transaction, and foreign keys must be off, which can only be done before it begins. The
 * rename is done the old way, in which SQLite leaves alone what refers to the table by name: keys, views and triggers
 * elsewhere go on meaning the table of that name.
 *
 * @see https://www.sqlite.org/lang_altertable.html#making_other_kinds_of_table_schema_changes
 */
export function rebuild({ schema, before, after, sources }: Rebuild): readonly Sql[] {
  refuseLoss(schema, before)
  refuseOrphans(before, after, sources)
  const moves = renamings(after, sources)
  const inPlace = underOldNames(after, before, moves)
  const copy = freeName(`_athanor_${before.name}`, namesIn(schema))
  const to = { ...inPlace, name: copy }
  const triggers = schema.objects.filter(
    ({ kind, table }) => kind === 'trigger' && folded(table?.name ?? '') === folded(before.name),
  )
  const finalNames = after.columns.map(({ name }) => name)
  return [
    tableDefinition(to),
    {
      sql: copyRows({ from: before, to, finalNames, sources }),
      copy: { name: copy, of: before.name },
    },
    ...guard({ from: before, copy, triggers, cascades: cascadesFrom(schema, before.name) }),
    ...counter(before, to),
    `DROP TABLE ${quote(before.name)}`,
    'PRAGMA legacy_alter_table = ON',
    `ALTER TABLE ${quote(copy)} RENAME TO ${quote(before.name)}`,
    'PRAGMA legacy_alter_table = OFF',
    ...inPlace.indexes.map((index) => indexDefinition(inPlace, index)),
    ...triggers.flatMap((trigger) => createObject(trigger) ?? []),
    ...lastRenames({ schema, before, after, sources }, moves),
  ]
}

function refuseLoss({ unmodelled }: Schema, before: Table): void {
  const clauses = unmodelled.filter(
    ({ table }) => table !== undefined && spell(table) === spell(before),
  )
  if (clauses.length > 0)
    throw new LossyRebuildError(
      before,
      clauses.map(({ name }) => name),
    )
  if (before.schema !== undefined) throw new ElsewhereRebuildError(before)
}

/** What is computed from a column that goes. Checks and indexes go with it. */
function refuseOrphans(before: Table, after: Table, sources: Sources): void {
  const names = new Set(after.columns.map(({ name }) => folded(name)))
  for (const name of dropped(before, sources).filter((one) => !names.has(folded(one)))) {
    const user = after.columns.find(
      ({ generated }) => generated && mentionsColumn(before, name, generated.expression),
    )
    if (user !== undefined) throw new ColumnInUseError(before, name, user.name)
  }
}

/** The columns of the old table from which nothing comes. */
function dropped(before: Table, sources: Sources): readonly string[] {
  const kept = new Set(Array.from(sources.values(), ({ column }) => column))
  return before.columns.map(({ name }) => name).filter((name) => !kept.has(name))
}

const namesIn = ({ tables, objects, unmodelled }: Schema): readonly string[] => [
  ...tables.flatMap((table) => [table.name, ...table.indexes.map(({ name }) => name)]),
  ...objects.map(({ name }) => name),
  ...unmodelled.map(({ name }) => name),
]

/** The last number given out: no row may hold it any more, and it must not be given out again. */
function counter(from: Table, to: Table): readonly string[] {
  if (!from.options?.autoincrement || !to.options?.autoincrement) return []
  const [was, is] = [textLiteral(from.name), textLiteral(to.name)]
  return [
    `DELETE FROM sqlite_sequence WHERE name = ${is}`,
    `INSERT INTO sqlite_sequence (name, seq) SELECT ${is}, seq FROM sqlite_sequence WHERE name = ${was}`,
  ]
}

/** SQLite's own renames, which also look whether every view and trigger can still be read. */
function lastRenames(
  { schema, before, after, sources }: Rebuild,
  moves: readonly Renaming[],
): readonly string[] {
  const table = `ALTER TABLE ${quote(before.name)}`
  const renames = moves.map(
    ({ from, to }) => `${table} RENAME COLUMN ${quote(from)} TO ${quote(to)}`,
  )
  if (after.name !== before.name) return [...renames, `${table} RENAME TO ${quote(after.name)}`]
  if (renames.length > 0 || !leavesOrphans(schema, before, sources)) return renames
  const [first] = after.columns
  const idle =
    after.columns.find(
      ({ name }) => !schema.objects.some((object) => mentions(object.definition, name)),
    ) ?? first!
  return [`${table} RENAME COLUMN ${quote(idle.name)} TO ${quote(idle.name)}`]
}

/** Whether a view or trigger may speak of a column that goes. SQLite would find out when it is used, which is too late. */
const leavesOrphans = ({ objects }: Schema, before: Table, sources: Sources): boolean =>
  objects.some((object) =>
    dropped(before, sources).some((name) => mentions(object.definition, name)),
  )
