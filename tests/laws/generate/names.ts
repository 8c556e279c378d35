import type { Schema } from '../../../src/schema/model.ts'
import type { Ground } from './ground.ts'
import type { Picks } from './picks.ts'

const HOSTILE = [
  'user',
  'id',
  'order',
  'Group',
  'na me',
  'quo"te',
  "apos'trophe",
  'sémantique',
  'select',
  'a.b',
  'back\\slash',
  'semi;colon--',
  'UPPER',
  '名前',
  'per%cent',
  'dollar$1',
  'what?',
  ':colon',
  'new\tline\n2',
  '/* no */',
  '[brackets]',
  '`ticks`',
  '😀',
  ' space ',
  '1st',
  'e\u0301',
  'x'.repeat(50),
  'key',
  'name',
  'type',
  'columns',
  'constraint',
  'check',
  'rowid',
  'null',
  'public',
  '_athanor_user',
  '__proto__',
  'constructor',
  '$$',
]

/** Longer than PostgreSQL keeps. */
const LONG = 'a long name that goes on and on, much longer than what PostgreSQL keeps of it'

/** A name that nothing else has: hostile as it comes, numbered where it is taken. */
export function freshName(
  picks: Picks,
  ground: Ground,
  taken: readonly string[],
  prefix = '',
): string {
  const names = [...HOSTILE, ...(ground.dialect === 'postgresql' ? [LONG] : [])]
  const base = `${prefix}${picks.of(names)}`
  const used = new Set(taken.map(kept))
  if (!used.has(kept(base))) return base
  for (let n = 2; ; n++) if (!used.has(kept(`${n}${base}`))) return `${n}${base}`
}

/** Names are one where a database that folds letters, or cuts them off, takes them for one. */
const kept = (name: string): string =>
  Buffer.from(name.toLowerCase()).subarray(0, 55).toString('latin1')

/** Every name that tables, indexes, constraints, sequences, views and types have, whatever their schema. */
export const relationNames = (...schemas: readonly (Schema | undefined)[]): string[] =>
  schemas.flatMap((schema) => (schema === undefined ? [] : namesIn(schema)))

const namesIn = (schema: Schema): string[] => [
  ...schema.tables.flatMap((table) => [
    table.name,
    ...table.columns.flatMap(({ notNullName, sequenceName }) => [
      ...(notNullName === undefined ? [] : [notNullName]),
      ...(sequenceName === undefined ? [] : [sequenceName]),
    ]),
    ...[
      table.primaryKey,
      ...table.uniques,
      ...table.foreignKeys,
      ...table.checks,
      ...table.exclusions,
      ...table.indexes,
    ].flatMap((item) => item?.name ?? []),
  ]),
  ...schema.enums.map(({ name }) => name),
  ...schema.sequences.map(({ name }) => name),
  ...schema.objects.flatMap(({ name, indexes = [] }) => [
    name,
    ...indexes.map((index) => index.name),
  ]),
]
