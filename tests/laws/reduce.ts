import { nameOf, sameName } from '../../src/schema/lookup.ts'
import type { Schema, Table } from '../../src/schema/model.ts'
import { withoutColumn, withoutMentions, withoutObjects, withoutTable } from './generate/forget.ts'
import { withTable } from './generate/scene.ts'
import type { Pair } from './generate/schemas.ts'
import { takesRows } from './generate/values.ts'
import { json } from './lines.ts'

/**
 * The smallest pair that still fails, as far as taking things away goes: tables, then what is in them, then what is
 * said of that; from both schemas, and from one alone.
 */
export async function reduced(pair: Pair, fails: (pair: Pair) => Promise<boolean>): Promise<Pair> {
  let best = pair
  for (let again = true; again; ) {
    again = false
    for (const family of families) {
      for (let at = 0; ; ) {
        const smaller = family(best)[at]
        if (smaller === undefined) break
        const isSmaller = json(smaller).length < json(best).length
        if (isSmaller && isSound(smaller) && (await fails(smaller))) {
          best = smaller
          again = true
        } else at += 1
      }
    }
  }
  return best
}

/** Not something that no database could make: a reference to no key, or rows with nothing to put into a new column. */
const isSound = ({ before, after }: Pair): boolean =>
  [before, after].every((schema) => schema.tables.every((table) => refersToKeys(table, schema))) &&
  after.tables.every((table) => {
    const was = before.tables.find((one) => sameName(one, table))
    return was === undefined || !takesRows(was) || table.columns.every((one) => isAddable(one, was))
  })

const refersToKeys = (table: Table, schema: Schema): boolean =>
  table.foreignKeys.every(({ references }) => {
    const target = schema.tables.find((one) => sameName(one, references))
    return [target?.primaryKey, ...(target?.uniques ?? [])].some(
      (key) =>
        key !== undefined &&
        (references.columns.length === 0 || String(key.columns) === String(references.columns)),
    )
  })

const isAddable = (column: Table['columns'][number], { columns }: Table): boolean =>
  columns.some(({ name }) => name === column.name) ||
  column.nullable ||
  [column.default, column.generated, column.identity, column.autoincrement].some(Boolean)

type Edit = (schema: Schema) => Schema
type Family = (pair: Pair) => readonly Pair[]

/** The same edit to both schemas, and to either. */
const everywhere = ({ before, after }: Pair, edits: readonly Edit[]): Pair[] =>
  edits.flatMap((edit) => [
    { before: edit(before), after: edit(after) },
    { before, after: edit(after) },
    { before: edit(before), after },
  ])

const tablesOf = ({ before, after }: Pair): Table[] => [
  ...before.tables,
  ...after.tables.filter((table) => !before.tables.some((one) => sameName(one, table))),
]

const onTable =
  (name: Table, change: (table: Table, schema: Schema) => Table): Edit =>
  (schema) => {
    const table = schema.tables.find((one) => sameName(one, name))
    return table === undefined ? schema : withTable(schema, change(table, schema))
  }

const families: readonly Family[] = [
  (pair) =>
    everywhere(
      pair,
      tablesOf(pair).map((table) => (schema) => withoutTable(schema, table)),
    ),
  (pair) => tablesOf(pair).flatMap((table) => ({ ...pair, after: likeBefore(pair, table) })),
  (pair) => [{ ...pair, after: { ...pair.after, objects: pair.before.objects } }],
  (pair) =>
    everywhere(pair, [
      ...[...pair.before.objects, ...pair.after.objects].map(
        (object): Edit =>
          (schema) =>
            withoutObjects(
              schema,
              (one) => one.kind === object.kind && json(nameOf(one)) === json(nameOf(object)),
            ),
      ),
      ...[...pair.before.sequences, ...pair.after.sequences].map(
        (sequence): Edit =>
          (schema) =>
            withoutMentions(
              { ...schema, sequences: schema.sequences.filter((one) => !sameName(one, sequence)) },
              sequence,
            ),
      ),
      ...[...pair.before.enums, ...pair.after.enums].map(
        (type): Edit =>
          (schema) => ({ ...schema, enums: schema.enums.filter((one) => !sameName(one, type)) }),
      ),
      ...pair.before.schemas.map(
        (name): Edit =>
          (schema) => ({ ...schema, schemas: schema.schemas.filter((one) => one !== name) }),
      ),
    ]),
  (pair) => everywhere(pair, tablesOf(pair).flatMap(itemEdits)),
  (pair) => everywhere(pair, tablesOf(pair).flatMap(columnEdits)),
  (pair) =>
    everywhere(
      pair,
      tablesOf(pair).flatMap((table) => tellingEdits(pair, table)),
    ),
]

function likeBefore({ before, after }: Pair, table: Table): Schema {
  const was = before.tables.find((one) => sameName(one, table))
  return was === undefined ? after : withTable(after, was)
}

const LISTS = ['uniques', 'foreignKeys', 'checks', 'exclusions', 'indexes'] as const

const itemEdits = (table: Table): Edit[] =>
  LISTS.flatMap((key) =>
    Array.from({ length: Math.max(1, table[key].length) }, (_, at) =>
      onTable(table, (one) => ({ ...one, [key]: one[key].filter((_, i) => i !== at) })),
    ),
  )

const columnEdits = (table: Table): Edit[] =>
  table.columns.map((column) => (schema) => {
    const place = schema.tables.find((one) => sameName(one, table))
    const there = place?.columns.find(({ name }) => name === column.name)
    if (place === undefined || there === undefined || place.columns.length === 1) return schema
    return withoutColumn(schema, place, there)
  })

/** Without what is said of a table, of a column, of a constraint. */
function tellingEdits({ before, after }: Pair, table: Table): Edit[] {
  const all = [before, after].flatMap((schema) =>
    schema.tables.filter((one) => sameName(one, table)),
  )
  const names = new Set(all.flatMap(({ columns }) => columns.map(({ name }) => name)))
  return [
    onTable(table, ({ primaryKey: _, ...rest }) => rest),
    onTable(table, ({ options: _, ...rest }) => rest),
    onTable(table, ({ comment: _, ...rest }) => rest),
    ...[...names].flatMap((name) =>
      [
        'default',
        'collation',
        'comment',
        'generated',
        'notNullOnConflict',
        'notNullName',
        'autoincrement',
        'identity',
        'sequenceName',
      ].map((key) =>
        onTable(table, (one) => ({
          ...one,
          columns: one.columns.map((column) =>
            column.name === name ? (lacking(column, key) as typeof column) : column,
          ),
        })),
      ),
    ),
    ...LISTS.flatMap((list) =>
      (table[list] as readonly object[]).flatMap((item, at) =>
        Object.keys(item)
          .filter((key) => !NEEDED.includes(key) && !(list === 'indexes' && key === 'name'))
          .map((key) =>
            onTable(table, (one) => ({
              ...one,
              [list]: one[list].map((each, i) => (i === at ? lacking(each, key) : each)),
            })),
          ),
      ),
    ),
  ]
}

const NEEDED = ['columns', 'references', 'expression', 'elements']

const lacking = (record: object, key: string): object =>
  Object.fromEntries(Object.entries(record).filter(([name]) => name !== key))
