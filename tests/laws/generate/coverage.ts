import { sameData } from '../../../src/schema/equal.ts'
import { nameOf, sameName } from '../../../src/schema/lookup.ts'
import type {
  ColumnType,
  DialectName,
  Schema,
  StoredObject,
  Table,
} from '../../../src/schema/model.ts'
import type { Pair } from './schemas.ts'

/** What the generators must come up with, by its name: something a schema has, or something that changes in a pair. */
export type Features = Readonly<Record<string, (pair: Pair) => boolean>>

const someTable =
  (holds: (table: Table, schema: Schema) => unknown) =>
  ({ before }: Pair): boolean =>
    before.tables.some((table) => Boolean(holds(table, before)))

const someColumn = (holds: (column: Table['columns'][number], table: Table) => unknown) =>
  someTable((table) => table.columns.some((column) => holds(column, table)))

const someType = (holds: (type: ColumnType) => boolean) => someColumn(({ type }) => holds(type))

const someIndex = (holds: (index: Table['indexes'][number]) => unknown) =>
  someTable(({ indexes }) => indexes.some(holds))

const someKey = (holds: (key: Table['foreignKeys'][number], table: Table) => unknown) =>
  someTable((table) => table.foreignKeys.some((key) => holds(key, table)))

const someObject =
  (kind: StoredObject['kind'], holds: (object: StoredObject) => unknown = () => true) =>
  ({ before }: Pair): boolean =>
    before.objects.some((object) => object.kind === kind && Boolean(holds(object)))

/** A table of both, and how it was and is. */
const someChange =
  (holds: (was: Table, is: Table) => unknown) =>
  ({ before, after }: Pair): boolean =>
    before.tables.some((was) => {
      const is = after.tables.find((one) => sameName(one, was))
      return is !== undefined && Boolean(holds(was, is))
    })

const columnChange = (
  holds: (was: Table['columns'][number], is: Table['columns'][number]) => unknown,
) =>
  someChange((before, after) =>
    before.columns.some((was) => {
      const is = after.columns.find(({ name }) => name === was.name)
      return is !== undefined && holds(was, is)
    }),
  )

const differ = (a: unknown, b: unknown): boolean => !sameData(a, b)

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

const common: Features = {
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

const sqlite: Features = {
  'a STRICT table': someTable(({ options }) => options?.strict),
  'a WITHOUT ROWID table': someTable(({ options }) => options?.withoutRowid),
  'an AUTOINCREMENT table': someTable(({ options }) => options?.autoincrement),
  'a descending primary key': someTable(({ primaryKey }) => primaryKey?.descending),
  'a column without a type': someType((type) => type.kind === 'native' && type.sql === ''),
  'NOT NULL ON CONFLICT': someColumn(({ notNullOnConflict }) => notNullOnConflict),
  'a named NOT NULL': someColumn(({ notNullName }) => notNullName),
  'UNIQUE ON CONFLICT': someTable(({ uniques }) => uniques.some(({ onConflict }) => onConflict)),
  'PRIMARY KEY ON CONFLICT': someTable(({ primaryKey }) => primaryKey?.onConflict),
  'CHECK ON CONFLICT': someTable(({ checks }) => checks.some(({ onConflict }) => onConflict)),
  'a trigger on a view': someObject('trigger', ({ definition }) =>
    definition.includes('INSTEAD OF'),
  ),
  'STRICT switched': someChange((was, is) => was.options?.strict !== is.options?.strict),
  'WITHOUT ROWID switched': someChange(
    (was, is) => was.options?.withoutRowid !== is.options?.withoutRowid,
  ),
  'AUTOINCREMENT switched': someChange(
    (was, is) => was.options?.autoincrement !== is.options?.autoincrement,
  ),
}

const postgresql: Features = {
  'several schemas': ({ before }) => before.schemas.length > 1,
  'an enum in a schema': ({ before }) => before.enums.some(({ schema }) => schema),
  'an enum comment': ({ before }) => before.enums.some((type) => type.comment),
  'an array of an enum': someType((type) => type.kind === 'array' && type.of.kind === 'enum'),
  'an identity': someColumn(({ identity }) => identity),
  'an identity always': someColumn(({ identity }) => identity?.always),
  'an identity changed': columnChange((was, is) => differ(was.identity, is.identity)),
  'a sequence with a name of its own': someColumn(({ sequenceName }) => sequenceName),
  'a sequence': ({ before }) => before.sequences.length > 0,
  'a sequence that counts down': ({ before }) =>
    before.sequences.some(({ increment = 1 }) => increment < 0),
  'an owned sequence': ({ before }) => before.sequences.some(({ ownedBy }) => ownedBy),
  'a column counted by a sequence': someColumn(
    (column) =>
      column.default && 'sql' in column.default && column.default.sql.startsWith('nextval'),
  ),
  'a sequence changed': ({ before, after }) =>
    before.sequences.some((was) =>
      after.sequences.some((is) => sameName(is, was) && differ(is, was)),
    ),
  'a deferrable unique': someTable(({ uniques }) => uniques.some(({ deferrable }) => deferrable)),
  'NULLS NOT DISTINCT': someTable(({ uniques }) => uniques.some((one) => one.nullsNotDistinct)),
  'a unique that includes': someTable(({ uniques }) => uniques.some(({ include }) => include)),
  'a deferrable primary key': someTable(({ primaryKey }) => primaryKey?.deferrable),
  'a primary key that includes': someTable(({ primaryKey }) => primaryKey?.include),
  'WITHOUT OVERLAPS': someTable(({ primaryKey }) => primaryKey?.withoutOverlaps),
  'a unique WITHOUT OVERLAPS': someTable(({ uniques }) =>
    uniques.some(({ withoutOverlaps }) => withoutOverlaps),
  ),
  PERIOD: someKey(({ period }) => period),
  'ON DELETE SET … (columns)': someKey(({ onDeleteColumns }) => onDeleteColumns),
  'MATCH FULL': someKey(({ match }) => match),
  'a foreign key not valid': someKey(({ notValid }) => notValid),
  'a check not valid': someTable(({ checks }) => checks.some(({ notValid }) => notValid)),
  'a check NO INHERIT': someTable(({ checks }) => checks.some(({ noInherit }) => noInherit)),
  'a check validated': someChange((was, is) =>
    was.checks.some(({ notValid, expression }) =>
      is.checks.some((one) => notValid && !one.notValid && sameData(one.expression, expression)),
    ),
  ),
  'an exclusion': someTable(({ exclusions }) => exclusions.length > 0),
  'an exclusion with a condition': someTable(({ exclusions }) =>
    exclusions.some(({ where }) => where),
  ),
  'a deferrable exclusion': someTable(({ exclusions }) =>
    exclusions.some(({ deferrable }) => deferrable),
  ),
  ...Object.fromEntries(
    ['hash', 'brin', 'gin', 'gist', 'spgist'].map((method) => [
      `an index by ${method}`,
      someIndex((index) => index.method === method),
    ]),
  ),
  'an index that includes': someIndex(({ include }) => include),
  'an index with parameters': someIndex((index) => index.with),
  'an index comment': someIndex(({ comment }) => comment),
  'an index with nulls elsewhere': someIndex(({ elements }) => elements.some((one) => one.nulls)),
  'an operator class': someIndex(({ elements }) => elements.some((one) => one.opclass)),
  'an index that counts nulls': someIndex(({ nullsNotDistinct }) => nullsNotDistinct),
  'an index for one database': someIndex(({ dialects }) => dialects),
  'an unlogged table': someTable(({ options }) => options?.unlogged),
  'storage parameters': someTable(({ options }) => options?.with),
  'a partitioned table': someTable(({ options }) => options?.partitionBy),
  'a table that inherits': someTable(({ options }) => options?.inherits),
  'row security': someTable(({ options }) => options?.rowSecurity === 'enabled'),
  'forced row security': someTable(({ options }) => options?.rowSecurity === 'forced'),
  'a view with options': someObject('view', (view) => view.with),
  'a view with named columns': someObject('view', (view) => view.columns),
  'a view comment': someObject('view', (view) => view.comment),
  'a materialized view': someObject('materializedView'),
  'a materialized view with an index': someObject('materializedView', (view) => view.indexes),
  'a function': someObject('function', ({ signature }) => signature === 'integer'),
  'a function of several names': ({ before: { objects } }) =>
    objects.some((a) =>
      objects.some(
        (b) =>
          a !== b && a.kind === 'function' && sameData(nameOf(a), nameOf(b)) && b.kind === a.kind,
      ),
    ),
  'a procedure': someObject('procedure'),
  'a constraint trigger': someObject('trigger', ({ definition }) =>
    definition.startsWith('CREATE CONSTRAINT'),
  ),
  'a domain': someObject('domain'),
  'a column of a domain': ({ before }) =>
    before.objects.some(
      ({ kind, name }) =>
        kind === 'domain' &&
        before.tables.some(({ columns }) =>
          columns.some(({ type }) => type.kind === 'native' && type.sql.includes(name)),
        ),
    ),
  'an extension': someObject('extension'),
  'a policy': someObject('policy'),
  'a grant': someObject('grant'),
  'a name that is too long': ({ before }) =>
    before.tables.some(({ name }) => Buffer.byteLength(name) > 63),
}

export const featuresFor = (dialect: DialectName): Features => ({
  ...common,
  ...(dialect === 'sqlite' ? sqlite : postgresql),
})
