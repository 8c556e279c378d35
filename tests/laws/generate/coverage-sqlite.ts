import {
  type Features,
  someChange,
  someColumn,
  someObject,
  someTable,
  someType,
} from './coverage-features.ts'

export const sqlite: Features = {
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
