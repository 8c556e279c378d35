import { fromAloneOf, handedDown, isAmong, parentsOf } from '../../../src/schema/inheritance.ts'
import { findColumn, findTable, sameName } from '../../../src/schema/lookup.ts'
import type { ObjectName, Schema } from '../../../src/schema/model.ts'
import { foreignTo } from './coverage-changes.ts'
import {
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
import type { Pair } from './schemas.ts'

/** A column that goes on to be inherited, and is said besides only after, or only before. */
const restated =
  (after: boolean) =>
  (pair: Pair): boolean =>
    pair.before.tables.some((was) => {
      const is = findTable(pair.after, was)
      const [here, there] = after ? [was, is] : [is, was]
      if (is === undefined || here === undefined || there === undefined) return false
      const still = handedDown(parentsOf(is), pair.after).columns
      return handedDown(parentsOf(was), pair.before).columns.some(
        ({ column: { name } }) =>
          findColumn(here, name) === undefined &&
          findColumn(there, name) !== undefined &&
          still.some(({ column }) => column.name === name),
      )
    })

export const postgresqlChanges: Features = {
  ...foreignTo('postgresql'),
  ...each(
    ['deferrable', 'include', 'nullsNotDistinct'] as const,
    (option) => `a unique's ${option} changed`,
    (option) => itemChange('uniques', (was, is) => differ(was[option], is[option])),
  ),
  ...each(
    ['deferrable', 'include'] as const,
    (option) => `a primary key's ${option} changed`,
    (option) =>
      someChange(
        (was, is) =>
          was.primaryKey && is.primaryKey && differ(was.primaryKey[option], is.primaryKey[option]),
      ),
  ),
  ...each(
    ['using', 'elements', 'where', 'include', 'deferrable', 'comment'] as const,
    (option) => `an exclusion's ${option} changed`,
    (option) => itemChange('exclusions', (was, is) => differ(was[option], is[option])),
  ),
  ...each(
    ['method', 'include', 'with', 'tablespace', 'nullsNotDistinct', 'comment'] as const,
    (option) => `an index's ${option} changed`,
    (option) => itemChange('indexes', (was, is) => differ(was[option], is[option])),
  ),
  ...each(
    ['collation', 'opclass', 'descending', 'nulls'] as const,
    (part) => `an exclusion whose members say their ${part}`,
    (part) =>
      someTable(({ exclusions }) =>
        exclusions.some(({ elements }) => elements.some((one) => one[part])),
      ),
  ),
  ...each(
    ['postgresql', 'sqlite'] as const,
    (dialect) => `an exclusion for ${dialect}`,
    (dialect) =>
      someTable(({ exclusions }) => exclusions.some(({ dialects }) => dialects?.includes(dialect))),
  ),
  "a foreign key's columns to set changed": itemChange('foreignKeys', (was, is) =>
    differ(was.onDeleteColumns, is.onDeleteColumns),
  ),
  'a check that is inherited, or no longer': itemChange(
    'checks',
    (was, is) => was.noInherit !== is.noInherit,
  ),
  "the name of a column's sequence changed": columnChange(
    (was, is) => (was.autoincrement || was.identity) && was.sequenceName !== is.sequenceName,
  ),
  'an identity that says its type': someColumn(({ identity }) => identity?.type),
  'a table that inherits from two': someTable(({ options }) => options?.inherits?.length === 2),
  'a table that says nothing of what it inherits': someTable((table, { tables }) =>
    tables.some(
      (parent) =>
        table.options?.inherits?.some((name) => sameName(name, parent)) &&
        !parent.columns.some(({ name }) => table.columns.some((one) => one.name === name)),
    ),
  ),
  'a parent whose columns change': ({ before, after }) =>
    [before, after].every(({ tables }) =>
      tables.some(({ options }) =>
        options?.inherits?.some((name) => hasOtherColumns(name, before, after)),
      ),
    ),
  'a table that inherits no longer': someChange(
    (was, is) => was.options?.inherits && !is.options?.inherits,
  ),
  'a table that comes to inherit': someChange(
    (was, is) => !was.options?.inherits && is.options?.inherits,
  ),
  'a column that an heir comes to say again': restated(true),
  'a column that an heir says no longer': restated(false),
  'a table that leaves, or joins, what hands down more than it says': ({ before, after }) =>
    before.tables.some((was) => {
      const is = findTable(after, was)
      const [were, are] = [parentsOf(was), is === undefined ? [] : parentsOf(is)]
      const left = were.filter((one) => !isAmong(one, are))
      const joined = are.filter((one) => !isAmong(one, were))
      return (
        is !== undefined &&
        fromAloneOf(was, left, before).columns.length +
          fromAloneOf(is, joined, after).columns.length >
          0
      )
    }),
  'a table partitioned by an expression': someTable(({ options }) =>
    /\(.*\(/.test(options?.partitionBy ?? ''),
  ),
  'a table partitioned by two columns': someTable(({ options }) =>
    options?.partitionBy?.includes('", "'),
  ),
  'a parameter of long values': someTable(({ options }) =>
    Object.keys(options?.with ?? {}).some((key) => key.startsWith('toast.')),
  ),
  'a table without columns': someTable(({ columns }) => columns.length === 0),
  'an interval of a precision': someType(
    (type) => type.kind === 'interval' && type.fields === undefined && type.precision !== undefined,
  ),
  "a view's options changed": objectPartChange('view', 'with'),
  "a materialized view's parameters changed": objectPartChange('materializedView', 'with'),
  "a materialized view's indexes changed": objectPartChange('materializedView', 'indexes'),
  "a view's comment changed": objectPartChange('view', 'comment'),
  'a trigger on a view': someObject('trigger', ({ definition }) =>
    definition.includes('INSTEAD OF'),
  ),
  'a grant on a view': ({ before: { objects } }) =>
    objects.some(
      ({ kind, table }) =>
        kind === 'grant' && objects.some((one) => one.kind === 'view' && sameName(one, table!)),
    ),
  'a grant on a sequence': someObject('grant', ({ definition }) =>
    definition.includes('ON SEQUENCE'),
  ),
  'an extension of a version': someObject('extension', ({ definition }) =>
    definition.includes('VERSION'),
  ),
  'an extension in a schema': someObject('extension', ({ definition }) =>
    definition.includes('SCHEMA'),
  ),
  'an extension that moves to another schema': objectPartChange('extension', 'definition'),
  "a sequence's comment changed": ({ before, after }) =>
    before.sequences.some((was) =>
      after.sequences.some((is) => sameName(is, was) && was.comment !== is.comment),
    ),
  "a sequence's owner changed": ({ before, after }) =>
    before.sequences.some((was) =>
      after.sequences.some((is) => sameName(is, was) && differ(was.ownedBy, is.ownedBy)),
    ),
  "an enum's comment changed": ({ before, after }) =>
    before.enums.some((was) =>
      after.enums.some((is) => sameName(is, was) && was.comment !== is.comment),
    ),
}

const hasOtherColumns = (name: ObjectName, before: Schema, after: Schema): boolean => {
  const [was, is] = [before, after].map(({ tables }) => tables.find((one) => sameName(one, name)))
  return was !== undefined && is !== undefined && differ(was.columns, is.columns)
}
