import { sameData } from '../../../src/schema/equal.ts'
import { sameName } from '../../../src/schema/lookup.ts'
import type { ColumnType, Schema, StoredObject, Table } from '../../../src/schema/model.ts'
import type { Pair } from './schemas.ts'

/** What the generators must come up with, by its name: something a schema has, or something that changes in a pair. */
export type Features = Readonly<Record<string, (pair: Pair) => boolean>>

export const someTable =
  (holds: (table: Table, schema: Schema) => unknown) =>
  ({ before }: Pair): boolean =>
    before.tables.some((table) => Boolean(holds(table, before)))

export const someColumn = (holds: (column: Table['columns'][number], table: Table) => unknown) =>
  someTable((table) => table.columns.some((column) => holds(column, table)))

export const someType = (holds: (type: ColumnType) => boolean) =>
  someColumn(({ type }) => holds(type))

export const someIndex = (holds: (index: Table['indexes'][number]) => unknown) =>
  someTable(({ indexes }) => indexes.some(holds))

export const someKey = (holds: (key: Table['foreignKeys'][number], table: Table) => unknown) =>
  someTable((table) => table.foreignKeys.some((key) => holds(key, table)))

export const someObject =
  (kind: StoredObject['kind'], holds: (object: StoredObject) => unknown = () => true) =>
  ({ before }: Pair): boolean =>
    before.objects.some((object) => object.kind === kind && Boolean(holds(object)))

/** A table of both, and how it was and is. */
export const someChange =
  (holds: (was: Table, is: Table) => unknown) =>
  ({ before, after }: Pair): boolean =>
    before.tables.some((was) => {
      const is = after.tables.find((one) => sameName(one, was))
      return is !== undefined && Boolean(holds(was, is))
    })

export const columnChange = (
  holds: (was: Table['columns'][number], is: Table['columns'][number]) => unknown,
) =>
  someChange((before, after) =>
    before.columns.some((was) => {
      const is = after.columns.find(({ name }) => name === was.name)
      return is !== undefined && holds(was, is)
    }),
  )

type List = 'uniques' | 'foreignKeys' | 'checks' | 'exclusions' | 'indexes'

/** A constraint or index that both have by one name, or without a name on the same columns. */
export const itemChange = <L extends List>(
  list: L,
  holds: (was: Table[L][number], is: Table[L][number]) => unknown,
) =>
  someChange((before, after) =>
    before[list].some((was) =>
      after[list].some((is) => isSameItem(was, is) && Boolean(holds(was, is))),
    ),
  )

type Item = Table[List][number]

const isSameItem = (a: Item, b: Item): boolean =>
  a.name === b.name && (a.name !== undefined || sameData(aboutOf(a), aboutOf(b)))

export const aboutOf = (item: Item): unknown =>
  'columns' in item ? item.columns : 'elements' in item ? item.elements : item.expression

/** Something of that sort is on both sides, and some part of it differs. */
export const objectPartChange =
  (kind: StoredObject['kind'], part: keyof StoredObject) =>
  ({ before, after }: Pair): boolean =>
    before.objects.some(
      (was) =>
        was.kind === kind &&
        after.objects.some(
          (is) => is.kind === kind && sameName(is, was) && !sameData(is[part], was[part]),
        ),
    )

export const differ = (a: unknown, b: unknown): boolean => !sameData(a, b)

/** A feature for each of a list. */
export const each = <T extends string>(
  list: readonly T[],
  name: (one: T) => string,
  holds: (one: T) => (pair: Pair) => boolean,
): Features => Object.fromEntries(list.map((one) => [name(one), holds(one)]))

/** Something of that sort is on both sides, and says something else. */
export const objectChange =
  (kind: StoredObject['kind']) =>
  ({ before, after }: Pair): boolean =>
    before.objects.some(
      (was) =>
        was.kind === kind &&
        after.objects.some(
          (is) =>
            is.kind === kind &&
            sameName(is, was) &&
            sameData(is.signature, was.signature) &&
            is.definition !== was.definition,
        ),
    )

export const objectGone =
  (kind: StoredObject['kind']) =>
  ({ before, after }: Pair): boolean =>
    before.objects.some(
      (was) =>
        was.kind === kind && !after.objects.some((is) => is.kind === kind && sameName(is, was)),
    )
