import assert from 'node:assert/strict'
import fs from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { pathToFileURL } from 'node:url'
import fc from 'fast-check'
import { pull } from '../../src/commands/pull.ts'
import { compare } from '../../src/compare/index.ts'
import type { Connection } from '../../src/drivers/connection.ts'
import { invert } from '../../src/operations/invert.ts'
import { renderRevision } from '../../src/render/index.ts'
import type { RevisionDefinition } from '../../src/runtime/define.ts'
import type { Schema } from '../../src/schema/model.ts'
import { emptySchema } from '../../src/schema/model.ts'
import { schemaOf } from '../../src/schema/put-together.ts'
import { dialectOf, runner } from '../runtime/support.ts'
import { type TestDatabase, temporaryFolder, withDatabase } from '../support/databases.ts'
import { assertCanaryLives, canBeName, hostileText, plantCanary, RUNS } from './support.ts'

/** Names and texts as somebody else's database has them, made with plain SQL. */
const found = fc
  .record({
    names: fc.uniqueArray(hostileText.filter(canBeName), {
      minLength: 9,
      maxLength: 9,
      selector: (name) => name.toLowerCase(),
    }),
    text: hostileText.filter((text) => text.isWellFormed() && !text.includes('\0')),
  })
  .map(({ names: [table, other, a, b, key, rule, index, view, type], text }) => ({
    ...{ table, other, a, b, key, rule, index, view, type },
    text,
  })) as fc.Arbitrary<
  Record<
    'table' | 'other' | 'a' | 'b' | 'key' | 'rule' | 'index' | 'view' | 'type' | 'text',
    string
  >
>

type Found = typeof found extends fc.Arbitrary<infer F> ? F : never

const q = (name: string) => `"${name.replaceAll('"', '""')}"`
const s = (text: string) => `'${text.replaceAll("'", "''")}'`

function statements(n: Found, dialect: 'sqlite' | 'postgresql'): readonly string[] {
  const both = [
    `CREATE TABLE ${q(n.table)} (${q(n.a)} integer NOT NULL, ${q(n.b)} text DEFAULT ${s(n.text)}, CONSTRAINT ${q(n.key)} PRIMARY KEY (${q(n.a)}), CONSTRAINT ${q(n.rule)} CHECK (${q(n.b)} <> ${s(n.text)}))`,
    `CREATE INDEX ${q(n.index)} ON ${q(n.table)} (${q(n.b)})`,
    `CREATE TABLE ${q(n.other)} (${q(n.a)} integer REFERENCES ${q(n.table)} (${q(n.a)}))`,
    `CREATE VIEW ${q(n.view)} AS SELECT ${q(n.b)} FROM ${q(n.table)} WHERE ${q(n.b)} <> ${s(n.text)}`,
  ]
  if (dialect === 'sqlite') return both
  return [
    ...both,
    `COMMENT ON TABLE ${q(n.table)} IS ${s(n.text)}`,
    `CREATE TYPE ${q(n.type)} AS ENUM (${s(n.a)}, ${s(n.b)})`,
    `ALTER TABLE ${q(n.other)} ADD COLUMN ${q(n.b)} ${q(n.type)} DEFAULT ${s(n.a)}`,
  ]
}

const athanor = path.resolve(import.meta.dirname, '../../src/index.ts')
const folder = temporaryFolder()
let files = 0

/** The module that a text is, loaded as a project would load it. */
async function loaded<T>(text: string): Promise<T> {
  const file = path.join(folder, `${++files}.ts`)
  fs.writeFileSync(file, text.replace("from 'athanor'", `from ${JSON.stringify(athanor)}`))
  return (await import(pathToFileURL(file).href)) as T
}

const withoutCanary = (schema: Schema): Schema => ({
  ...schema,
  tables: schema.tables.filter(({ name }) => name !== 'canary' && name !== 'athanor_version'),
})

const reflected = async (connection: Connection): Promise<Schema> =>
  withoutCanary(await dialectOf(connection).reflect(connection, { schemas: 'all' }))

/** What it takes to come from one to the other, as `check` finds out. */
async function difference(connection: Connection, wanted: Schema): Promise<readonly unknown[]> {
  const dialect = dialectOf(connection)
  const now = await reflected(connection)
  const canonical = await dialect.normalize(connection, dialect.canonical(wanted), now)
  return compare({ found: now, wanted, canonical, dialect }).operations
}

for (const dialect of ['sqlite', 'postgresql'] as const) {
  const eachDatabase = (body: (database: TestDatabase) => Promise<void>) =>
    fc.assert(
      fc.asyncProperty(found, (n) =>
        withDatabase(
          dialect,
          async (database) => {
            const { connection } = database
            await plantCanary(connection)
            for (const sql of statements(n, dialect)) await connection.run(sql)
            await body(database)
            await assertCanaryLives(connection)
          },
          { file: true },
        ),
      ),
      { numRuns: RUNS },
    )

  test(`models pulled from a database on ${dialect} are models, whatever is called how`, () =>
    eachDatabase(async ({ connection, url }) => {
      const { text } = await pull({ source: url, project: undefined, folder: '/' } as never)
      const models = await loaded<Record<string, unknown>>(text)
      assert.deepEqual(await difference(connection, withoutCanary(schemaOf(models))), [])
    }))

  test(`a revision made of what is in a database on ${dialect} makes it again`, () =>
    eachDatabase(async ({ connection }) => {
      const there = await reflected(connection)
      const nothing = { ...emptySchema, schemas: there.schemas }
      const { operations: upgrade } = compare({
        found: nothing,
        wanted: there,
        canonical: there,
        dialect: dialectOf(connection),
      })
      const downgrade = upgrade.map(invert).toReversed()
      const [id, message] = ['a1', there.tables[0]!.name]
      const text = renderRevision({ id, revises: [], message, upgrade, downgrade })
      const { default: revision } = await loaded<{ default: RevisionDefinition }>(text)
      await withDatabase(dialect, async ({ connection: empty }) => {
        await plantCanary(empty)
        const run = runner(empty, [revision])
        await run.upgrade()
        assert.deepEqual(await reflected(empty), there)
        await run.downgrade()
        assert.deepEqual((await reflected(empty)).tables, [])
        await assertCanaryLives(empty)
      })
    }))
}
