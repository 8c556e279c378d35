import { foreignTo } from './coverage-changes.ts'
import {
  columnChange,
  differ,
  each,
  type Features,
  itemChange,
  someChange,
  someColumn,
  someIndex,
  someKey,
  someObject,
  someTable,
  someType,
} from './coverage-features.ts'

export const sqlite: Features = {
  ...foreignTo('sqlite'),
  'an exclusion for the other database': someTable(({ exclusions }) => exclusions.length > 0),
  'an index with what only the other database knows': someIndex(
    ({ method, tablespace }) => method && tablespace,
  ),
  'MATCH FULL': someKey(({ match }) => match),
  'CHECK ON CONFLICT that is not the usual': someTable(({ checks }) =>
    checks.some(({ onConflict }) => onConflict !== undefined && onConflict !== 'abort'),
  ),
  'a named NOT NULL changed': columnChange((was, is) => was.notNullName !== is.notNullName),
  'NOT NULL ON CONFLICT changed': columnChange(
    (was, is) => was.notNullOnConflict !== is.notNullOnConflict,
  ),
  'UNIQUE ON CONFLICT changed': itemChange(
    'uniques',
    (was, is) => was.onConflict !== is.onConflict,
  ),
  'CHECK ON CONFLICT changed': itemChange('checks', (was, is) => was.onConflict !== is.onConflict),
  ...each(
    ['onConflict', 'descending'] as const,
    (option) => `a primary key's ${option} changed`,
    (option) =>
      someChange(
        (was, is) =>
          was.primaryKey && is.primaryKey && differ(was.primaryKey[option], is.primaryKey[option]),
      ),
  ),
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
