import { numbering } from '../operations/facets.ts'
import { sameData } from '../schema/equal.ts'
import { nameOf } from '../schema/lookup.ts'
import type { Column, ObjectName, Table, TableOptions } from '../schema/model.ts'
import { compareColumns } from './columns.ts'
import { type Alteration, type Delta, mergeDeltas, noDelta } from './delta.ts'
import { compareParents, type Passage } from './inheritance.ts'
import { columnKey, loggingKey, relationKey } from './keys.ts'
import type { Known } from './known.ts'
import { says } from './match.ts'
import { mapPair, type Pair, type PairedTable } from './pairs.ts'
import { sequenceBehind, type Thing } from './things.ts'

/** All but `inherits`, and `partitionBy`: nothing can change how a table is partitioned, which a note says. */
const OPTIONS: readonly (keyof TableOptions)[] = [
  'strict',
  'withoutRowid',
  'autoincrement',
  'unlogged',
  'with',
  'tablespace',
  'rowSecurity',
]

/** What differs between two tables of one name, less what they hold. */
export function compareTableHeads(
  found: Table,
  wanted: PairedTable,
  passage: Passage | undefined,
): Delta {
  const { written, canonical } = wanted
  const table = nameOf(found)
  const states = { from: headOf(found), to: headOf(canonical) }
  const comment: Delta['altered'] =
    (found.comment ?? null) === (canonical.comment ?? null)
      ? []
      : [
          {
            operation: {
              kind: 'setTableComment',
              table,
              from: found.comment ?? null,
              to: written.comment ?? null,
            },
            ...states,
          },
        ]
  const differing = OPTIONS.filter(
    (option) => says(found.options?.[option]) !== says(canonical.options?.[option]),
  )
  const only = (options: TableOptions = {}): TableOptions =>
    Object.fromEntries(
      differing.filter((option) => option in options).map((option) => [option, options[option]]),
    )
  const options: Delta['altered'] =
    differing.length === 0
      ? []
      : [
          {
            operation: {
              kind: 'alterTable',
              table,
              from: only(found.options),
              to: only(canonical.options),
            },
            ...states,
            ...(differing.includes('unlogged') && { alters: [loggingKey(table)] }),
          },
        ]
  const parents = passage === undefined ? [] : compareParents(states.from, states.to, passage)
  return { ...noDelta, altered: [...comment, ...options, ...parents] }
}

export function compareTableColumns(found: Table, wanted: PairedTable, { tables }: Known): Delta {
  const table = nameOf(found)
  const foundByName = new Map(found.columns.map((column) => [column.name, column]))
  const wantedNames = new Set(wanted.columns.map(({ canonical }) => canonical.name))
  const gone = found.columns.filter(({ name }) => !wantedNames.has(name))
  const { inherits = [] } = wanted.canonical.options ?? {}
  const parents = inherits.flatMap((name) => tables.get(relationKey(name)) ?? [])
  return mergeDeltas([
    { ...noDelta, dropped: gone.map((column) => ({ kind: 'column', table, column })) },
    ...wanted.columns.map((pair) => {
      const was = foundByName.get(pair.canonical.name)
      const isNew = was === undefined || found.options?.inherits === undefined
      const said = inherits.length === 0 ? pair : withInherited(pair, parents, isNew)
      return columnDelta(table, was, said)
    }),
  ])
}

/**
 * The column with what it gets from the tables above said outright. The database fills that in where it makes the whole
 * table, not in a column that is there when the table comes to inherit; and a default that changes above it changes along.
 */
function withInherited(
  { written, canonical }: Pair<Column>,
  parents: readonly Table[],
  isNew: boolean,
): Pair<Column> {
  const { name, default: value } = canonical
  const lacksDefault =
    written.default === undefined && written.generated === undefined && !written.autoincrement
  const isChanged = !parents.some(({ columns }) =>
    columns.some((one) => one.name === name && sameData(one.default, value)),
  )
  return {
    canonical,
    written: {
      ...written,
      ...(isNew && !canonical.nullable && { nullable: false }),
      ...(lacksDefault && value !== undefined && (isNew || isChanged) && { default: value }),
    },
  }
}

function columnDelta(table: ObjectName, was: Column | undefined, pair: Pair<Column>): Delta {
  const asThing = (column: Column): Thing => ({ kind: 'column', table, column })
  const things = mapPair(pair, asThing)
  if (was === undefined) return { ...noDelta, created: [things] }
  const difference = compareColumns(was, pair)
  if (difference.kind === 'replaced')
    return { ...noDelta, created: [things], dropped: [asThing(was)] }
  const renamed = renamedSequence(table, was, pair)
  if (difference.kind === 'same')
    return { ...noDelta, kept: [{ found: asThing(was), wanted: things }], altered: renamed }
  const { from, to } = difference
  const column = pair.canonical.name
  const alteration: Alteration = {
    operation: { kind: 'alterColumn', table, column, from, to },
    from: asThing(was),
    to: things.canonical,
    ...(pair.canonical.generated !== undefined && { anew: things }),
    alters: [columnKey(table, column)],
  }
  return { ...noDelta, altered: [...renamed, alteration] }
}

/** The sequence behind a column that numbers itself alike before and after; where the models name none, any name will do. */
function renamedSequence(
  table: ObjectName,
  was: Column,
  { written, canonical }: Pair<Column>,
): readonly Alteration[] {
  const isSame = numbering(was) === numbering(canonical) && numbering(was) !== 'not'
  if (written.sequenceName === undefined || !isSame) return []
  const [from, to] = [sequenceBehind(table, was), sequenceBehind(table, canonical)]
  if (from === to) return []
  return [
    {
      operation: {
        kind: 'renameSequence',
        from: { ...table, name: from },
        to: { ...table, name: to },
      },
      from: { kind: 'column', table, column: was },
      to: { kind: 'column', table, column: { ...was, sequenceName: to } },
    },
  ]
}

const headOf = (table: Table): Thing & { readonly kind: 'table' } => {
  const { primaryKey: _, ...head } = table
  const nothing = {
    columns: [],
    uniques: [],
    foreignKeys: [],
    checks: [],
    exclusions: [],
    indexes: [],
  }
  return { kind: 'table', table: { ...head, ...nothing } }
}
