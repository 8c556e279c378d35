import { sameData } from '../../../src/schema/equal.ts'
import { sameName } from '../../../src/schema/lookup.ts'
import {
  aboutOf,
  columnChange,
  differ,
  each,
  type Features,
  itemChange,
  objectPartChange,
  someChange,
  someColumn,
  someObject,
  someTable,
  someType,
} from './coverage-features.ts'
import { isForeign } from './edits/foreign.ts'
import type { Pair } from './schemas.ts'

/** What is seldom said, and what changes while its name stays. */
export const changes: Features = {
  'a default that is null': someColumn(
    (column) => column.default && 'literal' in column.default && column.default.literal === null,
  ),
  'bytes of a length': someType((type) => type.kind === 'bytes' && type.length !== undefined),
  'a generated column worded for each database': someColumn(
    ({ generated }) => generated?.expression.dialects,
  ),
  'an index on an expression worded for each database': someTable(({ indexes }) =>
    indexes.some(({ elements }) => elements.some((one) => one.expression?.dialects)),
  ),
  'a view whose columns are not stated': someObject('view', ({ columns }) => columns === undefined),
  'an object for another database': ({ before }) => before.objects.some(({ dialects }) => dialects),
  'an object that comes to be for another database': ({ before, after }) =>
    before.objects.some((was) =>
      after.objects.some(
        (is) => is.kind === was.kind && sameName(is, was) && is.dialects && !was.dialects,
      ),
    ),
  'an object that is no longer for another database': ({ before, after }) =>
    before.objects.some((was) =>
      after.objects.some(
        (is) => is.kind === was.kind && sameName(is, was) && !is.dialects && was.dialects,
      ),
    ),
  ...each(
    ['sqlite', 'postgresql'] as const,
    (dialect) => `an index for ${dialect}`,
    (dialect) =>
      someTable(({ indexes }) => indexes.some(({ dialects }) => dialects?.includes(dialect))),
  ),
  ...each(
    ['sqlite', 'postgresql'] as const,
    (dialect) => `a check for ${dialect}`,
    (dialect) =>
      someTable(({ checks }) => checks.some(({ dialects }) => dialects?.includes(dialect))),
  ),
  ...each(
    ['onUpdate', 'onDelete', 'deferrable', 'match'] as const,
    (option) => `a foreign key's ${option} changed`,
    (option) => itemChange('foreignKeys', (was, is) => differ(was[option], is[option])),
  ),
  ...each(
    ['elements', 'where', 'unique', 'dialects'] as const,
    (option) => `an index's ${option} changed`,
    (option) => itemChange('indexes', (was, is) => differ(was[option], is[option])),
  ),
  ...each(
    ['foreignKeys', 'checks', 'uniques', 'indexes'] as const,
    (list) => `a comment on ${list} changed`,
    (list) => itemChange(list, (was, is) => was.comment !== is.comment),
  ),
  'a comment on the primary key changed': someChange(
    (was, is) =>
      was.primaryKey && is.primaryKey && was.primaryKey.comment !== is.primaryKey.comment,
  ),
  'a primary key renamed': someChange(
    (was, is) => was.primaryKey && is.primaryKey && was.primaryKey.name !== is.primaryKey.name,
  ),
  'a name that the models no longer say': someChange((was, is) =>
    (['uniques', 'foreignKeys', 'checks', 'exclusions'] as const).some((list) =>
      was[list].some(
        (one) =>
          one.name !== undefined &&
          is[list].some(
            (other) => other.name === undefined && sameData(aboutOf(one), aboutOf(other)),
          ),
      ),
    ),
  ),
  'a key on other columns under its name': itemChange('uniques', (was, is) =>
    differ(was.columns, is.columns),
  ),
  "a check's expression changed under its name": itemChange(
    'checks',
    (was, is) => was.name !== undefined && differ(was.expression, is.expression),
  ),
  'a generated column that becomes a plain one': columnChange(
    (was, is) => was.generated !== undefined && is.generated === undefined,
  ),
  'a plain column that becomes a generated one': columnChange(
    (was, is) => was.generated === undefined && is.generated !== undefined,
  ),
  'a view whose columns change': objectPartChange('view', 'columns'),
}

/** What only the other database knows is said of a table, and no longer. */
export const foreignTo = (dialect: 'sqlite' | 'postgresql'): Features => ({
  'options of another database': someTable(({ options }) => isForeign(options, dialect)),
  'options of another database changed': ({ before, after }: Pair) =>
    before.tables.some((was) =>
      after.tables.some(
        (is) =>
          sameName(is, was) && isForeign(is.options, dialect) !== isForeign(was.options, dialect),
      ),
    ),
})
