import { sameData } from '../../../src/schema/equal.ts'
import { nameOf, sameName } from '../../../src/schema/lookup.ts'
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

export const postgresql: Features = {
  ...each(
    ['start', 'increment', 'minValue', 'maxValue', 'cache', 'cycle'] as const,
    (option) => `an identity with its ${option}`,
    (option) => someColumn(({ identity }) => identity?.[option] !== undefined),
  ),
  ...each(
    ['type', 'start', 'increment', 'minValue', 'maxValue', 'cache', 'cycle'] as const,
    (option) => `a sequence with its ${option}`,
    (option) =>
      ({ before }: Pair) =>
        before.sequences.some((sequence) => sequence[option] !== undefined),
  ),
  ...each(
    ['gist', 'hash'] as const,
    (method) => `an exclusion by ${method}`,
    (method) => someTable(({ exclusions }) => exclusions.some(({ using }) => using === method)),
  ),
  ...each(
    ['function', 'procedure', 'materializedView', 'domain', 'policy', 'grant', 'trigger'] as const,
    (kind) => `a ${kind} changed`,
    objectChange,
  ),
  ...each(
    [
      'function',
      'procedure',
      'materializedView',
      'domain',
      'policy',
      'grant',
      'extension',
    ] as const,
    (kind) => `a ${kind} gone`,
    objectGone,
  ),
  'an interval of certain fields': someType(
    (type) => type.kind === 'interval' && type.fields !== undefined,
  ),
  'an array of several dimensions': someType(
    (type) => type.kind === 'array' && type.dimensions !== undefined,
  ),
  'a schema gone': ({ before, after }) =>
    before.schemas.some((name) => !after.schemas.includes(name)),
  'a schema more': ({ before, after }) =>
    after.schemas.some((name) => !before.schemas.includes(name)),
  'an enum gone': ({ before, after }) =>
    before.enums.some((type) => !after.enums.some((one) => sameName(one, type))),
  'a value of an enum gone': ({ before, after }) =>
    before.enums.some((type) =>
      after.enums.some(
        (one) => sameName(one, type) && type.values.some((value) => !one.values.includes(value)),
      ),
    ),
  'a value of an enum more': ({ before, after }) =>
    before.enums.some((type) =>
      after.enums.some(
        (one) => sameName(one, type) && one.values.some((value) => !type.values.includes(value)),
      ),
    ),
  'a numbered column that becomes a plain one': columnChange(
    (was, is) => was.autoincrement === true && is.autoincrement !== true,
  ),
  'an identity that becomes a plain column': columnChange(
    (was, is) => was.identity !== undefined && is.identity === undefined,
  ),
  'unlogged switched': someChange((was, is) => was.options?.unlogged !== is.options?.unlogged),
  'storage parameters changed': someChange((was, is) =>
    differ(was.options?.with, is.options?.with),
  ),
  'row security changed': someChange(
    (was, is) => was.options?.rowSecurity !== is.options?.rowSecurity,
  ),
  'an exclusion changed': someChange((was, is) => differ(was.exclusions, is.exclusions)),
  'a comment on an exclusion': someTable(({ exclusions }) => exclusions.some((one) => one.comment)),
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
  'an exclusion that includes': someTable(({ exclusions }) =>
    exclusions.some(({ include }) => include),
  ),
  'a table in a tablespace': someTable(({ options }) => options?.tablespace),
  'a partitioned table in a tablespace': someTable(
    ({ options }) => options?.partitionBy && options.tablespace,
  ),
  'a table in the usual tablespace': someTable(
    ({ options }) => options?.tablespace === 'pg_default',
  ),
  'an index in a tablespace': someIndex(({ tablespace }) => tablespace),
  'an index of another method in a tablespace': someIndex(
    ({ tablespace, method }) => tablespace && method,
  ),
  'an index of a materialized view in a tablespace': someObject('materializedView', ({ indexes }) =>
    indexes?.some(({ tablespace }) => tablespace),
  ),
  'a table put into a tablespace': someChange(
    (was, is) => !was.options?.tablespace && is.options?.tablespace,
  ),
  'a table taken out of a tablespace': someChange(
    (was, is) => was.options?.tablespace && !is.options?.tablespace,
  ),
  'a table moved to another tablespace': someChange(
    (was, is) =>
      was.options?.tablespace &&
      is.options?.tablespace &&
      was.options.tablespace !== is.options.tablespace,
  ),
  'an index moved to another tablespace': someChange((was, is) =>
    was.indexes.some(({ name, tablespace }) =>
      is.indexes.some((one) => one.name === name && one.tablespace !== tablespace),
    ),
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
