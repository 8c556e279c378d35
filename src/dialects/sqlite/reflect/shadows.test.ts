import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Connection } from '../../../drivers/connection.ts'
import { type ObjectRow, readRows } from './rows.ts'
import { shadowTables } from './shadows.ts'

const row = (type: ObjectRow['type'], name: string, kind: string | null, sql = ''): ObjectRow => ({
  type,
  name,
  table_name: name,
  sql,
  kind,
})
const virtual = (name: string, module: string) =>
  row('table', name, 'virtual', `CREATE VIRTUAL TABLE ${name} USING ${module}(a)`)

const shadows = (objects: readonly ObjectRow[], ...modules: string[]) => [
  ...shadowTables({ objects, modules: new Set(modules), columns: new Map() }),
]

test('nothing but tables belongs to a virtual table', () => {
  const objects = [
    virtual('shapes', 'spatial'),
    virtual('shapes_more', 'spatial'),
    row('table', 'Shapes_nodes', 'table'),
    row('view', 'shapes_all', 'view'),
    row('index', 'shapes_idx', null),
    row('table', 'other', 'table'),
  ]
  assert.deepEqual(shadows(objects), ['Shapes_nodes'])
  assert.deepEqual(shadows(objects, 'spatial'), [])
})

test('where SQLite is too old to tell them they are told by their names', () => {
  const objects = [
    virtual('notes', 'FTS5'),
    row('table', 'notes_data', null),
    row('table', 'notes_mine', null),
  ]
  assert.deepEqual(shadows(objects, 'fts5'), ['notes_data'])
})

test('SQLite is asked what kind a table is from 3.37 on', async () => {
  const asks = async (...version: [number, number]) => {
    const queries: string[] = []
    const query = async (sql: string) => {
      queries.push(sql)
      return []
    }
    await readRows({ version, query } as unknown as Connection)
    return queries.some((sql) => sql.includes('pragma_table_list'))
  }
  assert.equal(await asks(3, 36), false)
  assert.equal(await asks(3, 37), true)
  assert.equal(await asks(4, 0), true)
})
