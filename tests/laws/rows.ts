import type { Connection } from '../../src/drivers/connection.ts'
import { handedDown, parentsOf } from '../../src/schema/inheritance.ts'
import { findTable } from '../../src/schema/lookup.ts'
import type { Column, ColumnType, ObjectName, Schema, Table } from '../../src/schema/model.ts'
import { type Ground, isSqlite, qualified, quote, text } from './generate/ground.ts'
import { isPartitioned, plainType } from './generate/scene.ts'
import { isHollow, ROWS, takesRows, valueSql } from './generate/values.ts'

/**
 * The statements that put rows into every table: distinct where a key may stand on a column, pointing at rows that are
 * there, with a null here and there. Conditions that the generators write hold of them.
 */
export function insertsFor(schema: Schema, ground: Ground): string[] {
  const rows = schema.tables
    .filter((table) => takesRows(table))
    .flatMap((table) => Array.from({ length: ROWS }, (_, i) => insert(schema, table, i, ground)))
  return isSqlite(ground)
    ? [
        'PRAGMA foreign_keys = OFF',
        ...rows,
        ...(schema.tables.some(({ options }) => options?.autoincrement) ? [SQLITE_COUNTERS] : []),
        'PRAGMA foreign_keys = ON',
      ]
    : [
        'SET session_replication_role = replica',
        ...rows,
        'RESET session_replication_role',
        COUNTERS,
      ]
}

const SQLITE_COUNTERS = 'UPDATE sqlite_sequence SET seq = 4242'

/** Counters that are not what the rows would make them. */
const COUNTERS = `
  SELECT setval(format('%I.%I', schemaname, sequencename)::regclass, least(max_value, greatest(min_value, 57)))
    FROM pg_sequences`

function insert(schema: Schema, table: Table, i: number, ground: Ground): string {
  const columns = allColumns(schema, table).filter(({ generated }) => generated === undefined)
  const rowid = ownRowid(table, ground)
  const names = [...(rowid === undefined ? [] : [rowid]), ...columns.map(({ name }) => quote(name))]
  const values = [
    ...(rowid === undefined ? [] : [String(10 * i + 5)]),
    ...columns.map((column) =>
      i === ROWS - 1 && isHollow(schema, table, column) ? 'NULL' : valueSql(column.type, i, ground),
    ),
  ]
  const overriding = columns.some(({ identity }) => identity?.always)
    ? ' OVERRIDING SYSTEM VALUE'
    : ''
  if (names.length === 0) return `INSERT INTO ${qualified(table)} DEFAULT VALUES`
  return `INSERT INTO ${qualified(table)} (${names.join(', ')})${overriding} VALUES (${values.join(', ')})`
}

/** Those that it has from the tables it inherits from, and those that it says. */
function allColumns(schema: Schema, table: Table): readonly Column[] {
  const { columns } = handedDown(parentsOf(table), schema)
  const above = columns.map(({ column }) => column)
  const others = above.filter(({ name }) => !table.columns.some((one) => one.name === name))
  return [...others, ...table.columns]
}

/** A word for the rowid, where it is a number of its own and no column hides it. */
function ownRowid(table: Table, ground: Ground): string | undefined {
  if (!isSqlite(ground) || table.options?.withoutRowid || rowidAlias(table)) return undefined
  return rowidWord(table)
}

const rowidWord = (table: Table): string | undefined =>
  ['rowid', '_rowid_', 'oid'].find(
    (word) => !table.columns.some(({ name }) => name.toLowerCase() === word),
  )

const rowidAlias = (table: Table): boolean =>
  table.primaryKey?.columns.length === 1 &&
  !table.primaryKey.descending?.length &&
  table.columns.some(
    ({ name, type }) => name === table.primaryKey!.columns[0] && type.kind === 'integer',
  )

/** A column that two schemas have, as the tables of each name it. */
export interface Survivor {
  readonly was: Column
  readonly is: Column
}

/** What is the same in two schemas and must therefore hold what it held. */
export interface Survival {
  readonly was: Table
  readonly is: Table
  readonly columns: readonly Survivor[]
}

/** What the old columns are called now: `table.column` → new name. */
export type RenamedColumns = Readonly<Record<string, string>>

export const survivalOf = (
  before: Schema,
  after: Schema,
  renamed: RenamedColumns = {},
): Survival[] =>
  before.tables.flatMap((was) => {
    const is = findTable(after, was)
    if (is === undefined || isPartitioned(was)) return []
    const there = allColumns(after, is)
    const columns = allColumns(before, was).flatMap((column) => {
      const name = renamed[`${was.name}.${column.name}`] ?? column.name
      const now = there.find((one) => one.name === name)
      return now === undefined || now.generated !== undefined || column.generated !== undefined
        ? []
        : [{ was: column, is: now }]
    })
    return [{ was, is, columns }]
  })

/** The surviving rows as text, sorted, by the tables' old names: `side` tells whose tables are there. On SQLite with rowids and storage classes. */
export async function readRows(
  connection: Connection,
  survival: readonly Survival[],
  side: 'was' | 'is',
  ground: Ground,
): Promise<string[]> {
  if (survival.length === 0) return []
  const selects = survival.map((one) => select(one, side, ground))
  const rows = await connection.query<{ t: string; r: string }>(selects.join('\nUNION ALL\n'))
  return rows.map(({ t, r }) => `${t}: ${r}`).toSorted()
}

function select(survival: Survival, side: 'was' | 'is', ground: Ground): string {
  const { was, is, columns } = survival
  const table = side === 'was' ? was : is
  const values = columns.map((column) => heldIn(column, side, ground))
  if (!isSqlite(ground))
    return `SELECT ${text(was.name)} AS t, array_to_json(ARRAY[${values.join(', ')}]::text[])::text AS r FROM ONLY ${qualified(table)}`
  const kept =
    !was.options?.withoutRowid && !is.options?.withoutRowid && rowidAlias(was) === rowidAlias(is)
  const rowid = kept ? rowidWord(table) : undefined
  const all = [...(rowid === undefined ? [] : [rowid]), ...values]
  return `SELECT ${text(was.name)} AS t, json_array(${all.join(', ')}) AS r FROM ${quote(table.name)}`
}

function heldIn(survivor: Survivor, side: 'was' | 'is', ground: Ground): string {
  const name = quote(survivor[side].name)
  const [was, is] = [survivor.was, survivor.is].map(({ type }) => plainType(type, ground)) as [
    ColumnType,
    ColumnType,
  ]
  const changed = JSON.stringify(was) !== JSON.stringify(is)
  if (isSqlite(ground))
    return changed ? `quote(CAST(${name} AS ${affinity(was)}))` : `quote(${name}), typeof(${name})`
  if (!changed || was.kind === 'enum') return `${name}::text`
  return `${name}::${castable(was)}::text`
}

/** What a changed value is turned back into before it is compared. */
const affinity = ({ kind }: ColumnType): string => {
  if (kind === 'integer' || kind === 'smallint' || kind === 'bigint') return 'INTEGER'
  if (kind === 'real' || kind === 'double') return 'REAL'
  return kind === 'numeric' || kind === 'boolean' ? 'NUMERIC' : 'TEXT'
}

const castable = (type: ColumnType): string => {
  switch (type.kind) {
    case 'numeric':
      return type.precision === undefined
        ? 'numeric'
        : `numeric(${type.precision}, ${type.scale ?? 0})`
    case 'char':
      return `char(${type.length ?? 1})`
    case 'timestamp':
      return type.withTimeZone ? 'timestamptz' : 'timestamp'
    case 'double':
      return 'double precision'
    case 'native':
      return type.sql
    case 'array':
      return 'text'
    default:
      return type.kind
  }
}

/** What numbers the next rows, by the column that takes its numbers there, if one does that owns it. */
export async function readCounters(connection: Connection): Promise<ReadonlyMap<string, string>> {
  if (connection.dialect === 'sqlite') {
    const known = await connection.query(
      "SELECT 1 FROM sqlite_schema WHERE name = 'sqlite_sequence'",
    )
    if (known.length === 0) return new Map()
  }
  const sql =
    connection.dialect === 'sqlite' ? 'SELECT name, seq AS value FROM sqlite_sequence' : OWNED
  const rows = await connection.query<{ name: unknown; value: unknown }>(sql)
  return new Map(rows.map(({ name, value }) => [JSON.stringify(name), String(value)]))
}

/** The counter of a sequence of PostgreSQL's that no column of its own numbers by. */
export const counterOf = ({ schema = 'public', name }: ObjectName): string =>
  JSON.stringify([schema, name])

const OWNED = `
  SELECT CASE WHEN a.attname IS NULL THEN json_build_array(n.nspname, c.relname)
              ELSE json_build_array(tn.nspname, t.relname, a.attname) END AS name,
         pg_sequence_last_value(c.oid)::text AS value
    FROM pg_class AS c
    JOIN pg_namespace AS n ON n.oid = c.relnamespace
    LEFT JOIN pg_depend AS d ON d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype IN ('a', 'i')
      AND d.refclassid = 'pg_class'::regclass AND d.refobjsubid > 0
      AND (d.deptype = 'i' OR EXISTS (
        SELECT FROM pg_attrdef AS v JOIN pg_depend AS u ON u.classid = 'pg_attrdef'::regclass AND u.objid = v.oid
         WHERE v.adrelid = d.refobjid AND v.adnum = d.refobjsubid AND u.refobjid = c.oid))
    LEFT JOIN pg_class AS t ON t.oid = d.refobjid
    LEFT JOIN pg_namespace AS tn ON tn.oid = t.relnamespace
    LEFT JOIN pg_attribute AS a ON a.attrelid = t.oid AND a.attnum = d.refobjsubid
   WHERE c.relkind = 'S'`
