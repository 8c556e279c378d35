import { sameData } from '../../../src/schema/equal.ts'
import { sameName } from '../../../src/schema/lookup.ts'
import type { ColumnType, Table } from '../../../src/schema/model.ts'
import {
  columnChange,
  differ,
  each,
  type Features,
  objectChange,
  objectGone,
  someChange,
  someColumn,
  someIndex,
  someKey,
  someObject,
  someTable,
  someType,
} from './coverage-features.ts'
import type { Pair } from './schemas.ts'
import { takesRows } from './values.ts'

const KINDS: readonly ColumnType['kind'][] = [
  'smallint',
  'integer',
  'bigint',
  'real',
  'double',
  'boolean',
  'text',
  'date',
  'uuid',
  'json',
  'jsonb',
  'numeric',
  'char',
  'varchar',
  'bytes',
  'time',
  'timestamp',
  'interval',
]

const ACTIONS: readonly NonNullable<Table['foreignKeys'][number]['onDelete']>[] = [
  'restrict',
  'cascade',
  'set null',
  'set default',
]

/** Tables refer to each other in a circle of more than one. */
function isCircular({ before: { tables } }: Pair): boolean {
  const next = (table: Table): Table[] =>
    table.foreignKeys.flatMap(
      ({ references }) => tables.find((one) => sameName(one, references) && one !== table) ?? [],
    )
  const leadsTo = (from: Table, goal: Table, seen: readonly Table[] = []): boolean =>
    next(from).some(
      (one) => one === goal || (!seen.includes(one) && leadsTo(one, goal, [...seen, one])),
    )
  return tables.some((table) => leadsTo(table, table))
}

export const common: Features = {
  ...each(
    KINDS,
    (kind) => `a ${kind}`,
    (kind) => someType((type) => type.kind === kind),
  ),
  ...each(
    ACTIONS,
    (action) => `a key that answers a deletion by ${action}`,
    (action) => someKey(({ onDelete }) => onDelete === action),
  ),
  ...each(
    ACTIONS,
    (action) => `a key that answers an update by ${action}`,
    (action) => someKey(({ onUpdate }) => onUpdate === action),
  ),
  'a numeric of a precision': someType(
    (type) => type.kind === 'numeric' && type.precision !== undefined,
  ),
  'a time with a time zone': someType(
    (type) => type.kind === 'timestamp' && type.withTimeZone === true,
  ),
  'a key that is checked at once, though it might wait': someKey(
    ({ deferrable }) => deferrable === 'immediate',
  ),
  'two keys to one table': someTable((table) =>
    table.foreignKeys.some((one) =>
      table.foreignKeys.some(
        (other) => one !== other && sameName(one.references, other.references),
      ),
    ),
  ),
  'a key of another table': someKey(({ references }, table) => !sameName(references, table)),
  'a hostile name': ({ before }) => before.tables.some(({ name }) => /["'\\;\n]/.test(name)),
  'tables with rows': ({ before }) => before.tables.some(takesRows),
  'tables without rows': ({ before }) => before.tables.some((table) => !takesRows(table)),
  'a table with rows that changes': someChange(
    (was, is) => takesRows(was) && differ(was.columns, is.columns),
  ),
  'a table comment changed': someChange((was, is) => was.comment !== is.comment),
  'a column comment changed': columnChange((was, is) => was.comment !== is.comment),
  'a unique gone': someChange((was, is) => was.uniques.length > is.uniques.length),
  'a check changed': someChange((was, is) => differ(was.checks, is.checks)),
  'a view changed': objectChange('view'),
  'a view gone': objectGone('view'),
  'a trigger gone': objectGone('trigger'),
  'two tables or more': ({ before }) => before.tables.length >= 2,
  'a dozen items in a table': someTable(
    (table) =>
      [...table.columns, ...table.indexes, ...table.checks, ...table.foreignKeys, ...table.uniques]
        .length >= 12,
  ),
  'a table without a key': someTable((table) => table.primaryKey === undefined),
  'a named primary key': someTable((table) => table.primaryKey?.name),
  'a primary key of two columns': someTable(({ primaryKey }) => primaryKey?.columns.length === 2),
  'a numbered column': someColumn(({ autoincrement }) => autoincrement),
  'a literal default': someColumn((column) => column.default && 'literal' in column.default),
  'an SQL default': someColumn((column) => column.default && 'sql' in column.default),
  'a default worded for each database': someColumn(
    (column) => column.default && 'dialects' in column.default,
  ),
  'a big integer': someColumn(
    (column) =>
      column.default && 'literal' in column.default && typeof column.default.literal === 'bigint',
  ),
  'a stored generated column': someColumn(({ generated }) => generated?.stored === true),
  'a virtual generated column': someColumn(({ generated }) => generated?.stored === false),
  'a collation': someColumn(({ collation }) => collation),
  'a column comment': someColumn((column) => column.comment),
  'a table comment': someTable((table) => table.comment),
  "a constraint's comment": someTable((table) =>
    [table.primaryKey, ...table.uniques, ...table.foreignKeys, ...table.checks].some(
      (one) => one?.comment,
    ),
  ),
  'an enum column': someType(({ kind }) => kind === 'enum'),
  'a variant type': someType(({ kind }) => kind === 'variant'),
  'a native type': someType(({ kind }) => kind === 'native'),
  'an array': someType(({ kind }) => kind === 'array'),
  'a self-reference': someKey(({ references }, table) => sameName(references, table)),
  'a circle of tables': isCircular,
  'a foreign key of two columns': someKey(({ columns }) => columns.length > 1),
  'a foreign key in short form': someKey(({ references }) => references.columns.length === 0),
  'a key that cascades': someKey(({ onDelete }) => onDelete === 'cascade'),
  'a key that sets null on update': someKey(({ onUpdate }) => onUpdate === 'set null'),
  'a deferred key': someKey(({ deferrable }) => deferrable === 'deferred'),
  'an unnamed unique': someTable(({ uniques }) => uniques.some(({ name }) => name === undefined)),
  'a named unique': someTable(({ uniques }) => uniques.some(({ name }) => name !== undefined)),
  'an unnamed check': someTable(({ checks }) => checks.some(({ name }) => name === undefined)),
  'a check worded for each database': someTable(({ checks }) =>
    checks.some(({ expression }) => expression.dialects),
  ),
  'a check for one database': someTable(({ checks }) => checks.some(({ dialects }) => dialects)),
  'a unique index': someIndex(({ unique }) => unique),
  'a partial index': someIndex(({ where }) => where),
  'an index on an expression': someIndex(({ elements }) => elements.some((one) => one.expression)),
  'a descending index': someIndex(({ elements }) => elements.some((one) => one.descending)),
  'an index with a collation': someIndex(({ elements }) => elements.some((one) => one.collation)),
  'a view': someObject('view'),
  'a view on a view': ({ before: { objects } }) =>
    objects.some(({ definition }) =>
      objects.some((one) => one.kind === 'view' && definition.includes(`FROM "${one.name}"`)),
    ),
  'a trigger': someObject('trigger'),
  'an object that says what it reads': ({ before }) =>
    before.objects.some(({ dependsOn }) => dependsOn),
  'an object that does not': ({ before }) => before.objects.some((one) => !one.dependsOn),
  'a table gone': ({ before, after }) =>
    before.tables.some((table) => !after.tables.some((one) => sameName(one, table))),
  'a table more': ({ before, after }) =>
    after.tables.some((table) => !before.tables.some((one) => sameName(one, table))),
  'a column gone': someChange((was, is) =>
    was.columns.some(({ name }) => !is.columns.some((one) => one.name === name)),
  ),
  'a column more': someChange((was, is) =>
    is.columns.some(({ name }) => !was.columns.some((one) => one.name === name)),
  ),
  'a type changed': columnChange((was, is) => was.type.kind !== is.type.kind),
  'a default changed': columnChange((was, is) => differ(was.default, is.default)),
  'nullability changed': columnChange((was, is) => was.nullable !== is.nullable),
  'a collation changed': columnChange((was, is) => was.collation !== is.collation),
  'a generated column changed': columnChange((was, is) => differ(was.generated, is.generated)),
  'a primary key changed': someChange((was, is) => differ(was.primaryKey, is.primaryKey)),
  'a foreign key changed': someChange((was, is) => differ(was.foreignKeys, is.foreignKeys)),
  'an index changed': someChange((was, is) =>
    was.indexes.some((index) => {
      const now = is.indexes.find(({ name }) => name === index.name)
      return now !== undefined && differ(index, now)
    }),
  ),
  'an enum changed': ({ before, after }) =>
    before.enums.some((type) =>
      after.enums.some((one) => sameName(one, type) && differ(one.values, type.values)),
    ),
  'a view under a changed table': ({ before, after }) =>
    before.objects.some(
      (object) =>
        object.kind === 'view' &&
        after.objects.some((one) => sameData(one, object)) &&
        before.tables.some((table) =>
          after.tables.some(
            (one) =>
              sameName(one, table) &&
              object.definition.includes(`"${table.name}"`) &&
              differ(one.columns, table.columns),
          ),
        ),
    ),
}
