import { sameName } from '../../../../src/schema/lookup.ts'
import type { Column, PrimaryKey, Table, TableOptions } from '../../../../src/schema/model.ts'
import { anyColumn, numberedColumn } from '../columns.ts'
import { heirsOf, withoutTable } from '../forget.ts'
import { isSqlite, quote } from '../ground.ts'
import { freshName } from '../names.ts'
import type { Picks } from '../picks.ts'
import {
  anyPlace,
  bareTable,
  type Makes,
  newName,
  onTable,
  type Scene,
  withPlaces,
} from '../scene.ts'
import { takesRows } from '../values.ts'
import { canBeMadeAnew } from '../way-back.ts'

export const tableMakes: Makes = {
  addTable: (scene, picks) => {
    const { schema, ground } = scene
    const name = { ...anyPlace(scene, picks), name: newName(scene, picks) }
    const { columns, primaryKey } = anyKey(picks, scene)
    const table: Table = { ...bareTable(name, columns), ...(primaryKey && { primaryKey }) }
    const count = 1 + picks.number(4)
    const filled = Array.from({ length: count }).reduce<Table>(
      (made) => ({ ...made, columns: [...made.columns, anyColumn(picks, scene, made)] }),
      table,
    )
    const options = isSqlite(ground) ? sqliteOptions(picks, filled) : undefined
    const made = options === undefined ? filled : { ...filled, options }
    return withPlaces({ ...schema, tables: [...schema.tables, made] })
  },

  dropTable: ({ schema, origin }, picks) => {
    const table = picks.of(
      schema.tables.filter((one) =>
        [one, ...heirsOf(schema, one)].every((each) => canBeMadeAnew(origin, each)),
      ),
    )
    return table && withoutTable(schema, table)
  },

  tableComment: onTable((table, picks) => {
    const { comment: _, ...rest } = table
    return picks.chance(3) ? rest : { ...rest, comment: picks.one(["it's", 'a "table"\n$$']) }
  }),
}

/** A primary key of one of the usual forms, or none. */
function anyKey(
  picks: Picks,
  scene: Scene,
): { readonly columns: readonly Column[]; readonly primaryKey?: PrimaryKey } {
  const { ground } = scene
  const id = freshName(picks, ground, [])
  const keyed = (...columns: Column[]) => ({
    columns,
    primaryKey: {
      columns: columns.map(({ name }) => name),
      ...picks.maybe(4, () => ({ name: newName(scene, picks, 'pk_') })),
    },
  })
  const plain = (name: string, type: Column['type']): Column => ({ name, type, nullable: false })
  switch (picks.number(8)) {
    case 3:
      return keyed(numberedColumn(id, { kind: 'bigint' }))
    case 4:
      return keyed(plain(id, { kind: 'varchar', length: 40 }))
    case 5:
      return keyed(plain(id, { kind: 'uuid' }))
    case 6: {
      const other = freshName(picks, ground, [id], 'k_')
      return keyed(plain(id, { kind: 'integer' }), plain(other, { kind: 'text' }))
    }
    case 7:
      return { columns: [{ name: id, type: { kind: 'integer' }, nullable: picks.chance() }] }
    default:
      return keyed(numberedColumn(id))
  }
}

function sqliteOptions(picks: Picks, table: Table): TableOptions | undefined {
  const numbered = table.columns.some(({ autoincrement }) => autoincrement)
  const rowid = numbered && table.columns[0]?.type.kind === 'integer'
  if (rowid && picks.chance(4)) return { autoincrement: true }
  if (!numbered && table.primaryKey !== undefined && picks.chance(3)) return { withoutRowid: true }
  return undefined
}

/** With one option on or off; what is off is not said. */
function toggled(
  options: TableOptions | undefined,
  key: 'strict' | 'withoutRowid' | 'autoincrement' | 'unlogged',
): TableOptions {
  const { [key]: was, ...others } = options ?? {}
  return was ? others : { ...others, [key]: true }
}

/** What a table of a certain sort is made with. */
export const sqliteTableMakes: Makes = {
  addStrictTable: (scene, picks) => {
    const any: Column = { name: 'any one', type: { kind: 'native', sql: 'ANY' }, nullable: true }
    const columns: Column[] = [
      numberedColumn('id'),
      { name: 'body', type: { kind: 'text' }, nullable: picks.chance() },
      { name: 'amount', type: { kind: 'real' }, nullable: true, default: { literal: 1.5 } },
      { name: 'data', type: { kind: 'bytes' }, nullable: true },
      any,
    ]
    const table = {
      ...bareTable({ name: newName(scene, picks) }, columns),
      primaryKey: { columns: ['id'] },
    }
    return {
      ...scene.schema,
      tables: [...scene.schema.tables, { ...table, options: { strict: true } }],
    }
  },

  /** A rowid table whose key is a descending INTEGER is not numbered by it. */
  addDescendingTable: (scene, picks) => {
    const columns: Column[] = [
      { name: 'id', type: { kind: 'integer' }, nullable: false },
      { name: 'body', type: { kind: 'text' }, nullable: true },
    ]
    const primaryKey = { columns: ['id'], descending: ['id'] }
    const table = { ...bareTable({ name: newName(scene, picks) }, columns), primaryKey }
    return { ...scene.schema, tables: [...scene.schema.tables, table] }
  },

  autoincrement: onTable(
    (table) => ({
      ...table,
      options: toggled(table.options, 'autoincrement'),
    }),
    ({ columns, primaryKey, options }) =>
      primaryKey?.columns.length === 1 &&
      primaryKey.onConflict === undefined &&
      !options?.withoutRowid &&
      columns.some(
        ({ name, autoincrement, type }) =>
          autoincrement && type.kind === 'integer' && name === primaryKey.columns[0],
      ),
  ),

  withoutRowid: onTable(
    (table) => ({
      ...table,
      options: toggled(table.options, 'withoutRowid'),
    }),
    ({ columns, primaryKey, options }) =>
      primaryKey !== undefined &&
      !options?.autoincrement &&
      !columns.some(({ autoincrement }) => autoincrement) &&
      columns.every(({ name, nullable }) => !primaryKey.columns.includes(name) || !nullable),
  ),

  strict: onTable(
    (table) => ({ ...table, options: toggled(table.options, 'strict') }),
    ({ columns }) =>
      columns.every(({ type }) => STRICT.includes(type.kind === 'native' ? type.sql : type.kind)),
  ),
}

const STRICT = ['integer', 'text', 'real', 'bytes', 'ANY', 'INT']

export const postgresqlTableMakes: Makes = {
  /** One without any columns. */
  addBareTable: (scene, picks) => {
    const name = { ...anyPlace(scene, picks), name: newName(scene, picks, 'bare_') }
    return withPlaces({ ...scene.schema, tables: [...scene.schema.tables, bareTable(name, [])] })
  },

  addPartitionedTable: (scene, picks) => {
    const [how, second] = picks.one<[string, Column]>([
      ['RANGE', { name: 'made on', type: { kind: 'date' }, nullable: false }],
      ['LIST', { name: 'kind', type: { kind: 'text' }, nullable: false }],
      ['HASH', { name: 'part', type: { kind: 'integer' }, nullable: false }],
    ])
    const columns: Column[] = [{ name: 'id', type: { kind: 'integer' }, nullable: false }, second]
    const key = quote(second.name)
    const by = picks.one([
      key,
      how === 'HASH' ? `abs(${key})` : `(${key})`,
      how === 'LIST' ? key : `"id", ${key}`,
    ])
    // A key cannot tell whether an expression is unique.
    const isPlain = !by.includes('(')
    const table: Table = {
      ...bareTable({ ...anyPlace(scene, picks), name: newName(scene, picks) }, columns),
      ...(isPlain &&
        picks.maybe(2, () => ({ primaryKey: { columns: columns.map(({ name }) => name) } }))),
      options: { partitionBy: `${how} (${by})` },
    }
    return withPlaces({ ...scene.schema, tables: [...scene.schema.tables, table] })
  },

  unlogged: onTable(
    (table) => ({ ...table, options: toggled(table.options, 'unlogged') }),
    (table, { schema }) =>
      table.foreignKeys.length === 0 &&
      table.options?.partitionBy === undefined &&
      !schema.tables.some(({ foreignKeys }) =>
        foreignKeys.some(({ references }) => sameName(references, table)),
      ),
  ),

  storage: onTable(
    (table, picks) => {
      const { with: _, ...options } = table.options ?? {}
      return {
        ...table,
        options: picks.chance(3)
          ? options
          : {
              ...options,
              with: picks.of<Readonly<Record<string, string>>>([
                { fillfactor: '80' },
                { fillfactor: '70', autovacuum_enabled: 'false' },
                { parallel_workers: '2' },
                { 'toast.autovacuum_enabled': 'false' },
              ])!,
            },
      }
    },
    ({ options, columns }) =>
      options?.partitionBy === undefined && columns.some(({ type }) => type.kind === 'text'),
  ),

  rowSecurity: onTable((table, picks) => {
    const { rowSecurity: _, ...options } = table.options ?? {}
    const rowSecurity = picks.of(['enabled', 'forced', undefined] as const)
    return { ...table, options: { ...options, ...(rowSecurity && { rowSecurity }) } }
  }),

  /** Keys over ranges: no two periods overlap, and a period that refers is covered. */
  addTemporalTables: (scene, picks) => {
    if (scene.ground.version[0] < 18) return undefined
    const columns: Column[] = [
      { name: 'room', type: { kind: 'native', sql: 'int4range' }, nullable: false },
      { name: 'during', type: { kind: 'native', sql: 'daterange' }, nullable: false },
    ]
    const names = columns.map(({ name }) => name)
    const one = { name: newName(scene, picks, 'tmp_') }
    const parent: Table = {
      ...bareTable(one, columns),
      primaryKey: { columns: names, withoutOverlaps: true },
    }
    const child: Table = {
      ...bareTable({ name: `2${one.name}`.slice(0, 40) }, columns),
      ...picks.maybe(2, () => ({ uniques: [{ columns: names, withoutOverlaps: true }] })),
      foreignKeys: [{ columns: names, references: { ...one, columns: names }, period: true }],
    }
    // Rows that refer want rows to refer to.
    const children = takesRows(parent) === takesRows(child) ? [child] : []
    return { ...scene.schema, tables: [...scene.schema.tables, parent, ...children] }
  },
}
