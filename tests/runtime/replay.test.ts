/** The history without a database: what PostgreSQL would have named by itself has that name for whatever comes after. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { postgresql } from '../../src/dialects/postgresql/index.ts'
import { historyOf } from '../../src/runtime/bundled.ts'
import type { RevisionDefinition } from '../../src/runtime/define.ts'
import { schemaAt } from '../../src/runtime/replay.ts'
import { plainSettings } from '../../src/runtime/run-operations.ts'
import { check, foreignKey, integer, sql } from '../../src/schema/builders/index.ts'
import { line } from './support.ts'

const at = (revisions: readonly RevisionDefinition[], id: string) =>
  schemaAt({ dialect: postgresql, history: historyOf(revisions), settings: plainSettings }, [id])

const unnamed = {
  upgrade(op) {
    op.createTable('o', { id: integer().primaryKey() })
    op.createTable('t', { a: integer(), b: integer(), o: integer() }, [
      check(sql`a > b`),
      foreignKey(['o'], { table: 'o' }),
    ])
  },
} satisfies Partial<RevisionDefinition>

test('a later revision drops by name what was made without one', async () => {
  const revisions = line(unnamed, {
    upgrade(op) {
      op.dropConstraint('t', check(sql`a > b`, { name: 't_check' }))
      op.dropConstraint('t', 't_o_fkey')
    },
  })
  const { tables } = await at(revisions, 'r2')
  const left = tables.map(({ name, checks, foreignKeys }) => ({ name, checks, foreignKeys }))
  assert.deepEqual(left, [
    { name: 'o', checks: [], foreignKeys: [] },
    { name: 't', checks: [], foreignKeys: [] },
  ])
})

test('and comments on it, renames it', async () => {
  const revisions = line(unnamed, {
    upgrade(op) {
      op.setConstraintComment('t', 't_check', { to: 'more' })
      op.renameConstraint('t', 't_o_fkey', 'to_o')
    },
  })
  const table = (await at(revisions, 'r2')).tables.find(({ name }) => name === 't')
  assert.equal(table?.checks[0]?.comment, 'more')
  assert.equal(table?.foreignKeys[0]?.name, 'to_o')
})
