import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Recorder } from '../../src/operations/recorder.ts'
import {
  check,
  foreignKey,
  index,
  integer,
  primaryKey,
  sql,
  text,
  unique,
} from '../../src/schema/builders/index.ts'
import type { DialectName } from '../../src/schema/model.ts'
import { dialectOf, line, runner } from '../runtime/support.ts'
import { withDatabase } from '../support/databases.ts'
import {
  assertCanaryLives,
  canBeName,
  impossibleText,
  inItsOwnWords,
  plantCanary,
  RUNS,
} from './support.ts'

/** A name for everything that has one. */
const names = fc.record({
  table: impossibleText,
  other: impossibleText,
  column: impossibleText,
  second: impossibleText,
  key: impossibleText,
  unique: impossibleText,
  check: impossibleText,
  reference: impossibleText,
  index: impossibleText,
  view: impossibleText,
  type: impossibleText,
  values: fc.uniqueArray(impossibleText, { minLength: 1, maxLength: 3 }),
  schema: impossibleText,
  revision: impossibleText,
  comment: impossibleText,
})

type Names = typeof names extends fc.Arbitrary<infer N> ? N : never

/** Everything that can be done with names, there and back. */
const revisions = (n: Names) =>
  line(
    {
      id: n.revision,
      message: n.comment,
      upgrade(op) {
        op.createTable(
          n.table,
          { [n.column]: integer().notNull().comment(n.comment), [n.second]: text() },
          [
            primaryKey([n.column], { name: n.key }),
            unique([n.second], { name: n.unique }),
            check(sql`${sql.ref(n.column)} > 0`, { name: n.check }),
            index([n.second], { name: n.index }),
          ],
          { comment: n.comment },
        )
        op.createTable(n.other, { a: integer(), b: text() }, [
          foreignKey(['a'], { table: n.table, columns: [n.column] }, { name: n.reference }),
        ])
        onlyPostgres(op, n)
      },
      downgrade(op) {
        op.dropTable(n.other)
        op.dropTable(n.table)
        op.only('postgresql', (only) => {
          only.dropTable({ schema: n.schema, name: n.table })
          only.dropEnum(n.type)
          only.dropSchema(n.schema)
        })
      },
    },
    {
      id: `${n.revision}2`,
      upgrade(op) {
        op.renameTable(n.other, `${n.other}2`)
        op.renameColumn(n.table, n.second, `${n.second}2`)
        op.dropConstraint(n.table, n.unique)
        op.dropIndex(n.index, n.table)
        op.addColumn(n.table, `${n.second}3`, text().default(n.comment))
        op.createView(n.view, `SELECT a FROM "${`${n.other}2`.replaceAll('"', '""')}"`)
      },
      downgrade(op) {
        op.dropView(n.view)
        op.dropColumn(n.table, `${n.second}3`)
        op.createIndex(n.index, n.table, [`${n.second}2`])
        op.createUniqueConstraint(n.table, [`${n.second}2`], { name: n.unique })
        op.renameColumn(n.table, `${n.second}2`, n.second)
        op.renameTable(`${n.other}2`, n.other)
      },
    },
  )

const onlyPostgres = (op: Recorder, n: Names) =>
  op.only('postgresql', (only) => {
    only.createSchema(n.schema)
    only.createEnum(n.type, n.values)
    only.createTable({ schema: n.schema, name: n.table }, { [n.column]: text() })
    only.addEnumValue(n.type, `${n.values[0]}2`)
    only.renameEnumValue(n.type, n.values[0]!, `${n.values[0]}3`)
  })

const relations = (n: Names) => [n.table, n.other, n.key, n.unique, n.index, n.view, `${n.other}2`]

/** Whether there is nothing in the names that a database could mind. */
function mustWork(n: Names, dialect: DialectName): boolean {
  const all = [...relations(n), n.column, `${n.second}3`, n.check, n.reference]
  const inPostgres = [n.type, n.schema, ...n.values.map((value) => `${value}3`)]
  const differ = (some: readonly string[]) =>
    new Set(some.map((one) => one.toLowerCase())).size === some.length
  return (
    [...all, ...(dialect === 'postgresql' ? inPostgres : [])].every(canBeName) &&
    !n.comment.includes('\0') &&
    n.comment.isWellFormed() &&
    differ([...relations(n), n.type]) &&
    differ([n.column, n.second, `${n.second}2`, `${n.second}3`]) &&
    differ([n.key, n.unique, n.check, n.reference]) &&
    differ(n.values.flatMap((value) => [value, `${value}2`, `${value}3`])) &&
    n.schema !== 'public' &&
    isRevisionId(n.revision)
  )
}

const isRevisionId = (id: string) =>
  /^[^@:+\-\s\p{C}\p{Z}]+$/u.test(id) && !['head', 'heads', 'base', 'current'].includes(id)

for (const dialect of ['sqlite', 'postgresql'] as const)
  test(`no name breaks out of its quoting on ${dialect}`, async (t) => {
    let worked = 0
    const property = fc.asyncProperty(names, (n) =>
      withDatabase(dialect, async ({ connection }) => {
        await plantCanary(connection)
        const { upgrade, downgrade, settings } = await made(n, connection)
        if (upgrade === undefined) return
        const before = await dialectOf(connection).reflect(connection, { schemas: 'all' })
        const there = await inItsOwnWords(() => upgrade('heads'))
        const back = await inItsOwnWords(() => downgrade('base'))
        await assertCanaryLives(connection)
        assert.equal(settings.versionTable.name, 'athanor_version')
        if (!mustWork(n, dialect)) return
        worked += 1
        assert.ok(!(there instanceof Error), there instanceof Error ? there.message : '')
        assert.ok(!(back instanceof Error), back instanceof Error ? back.message : '')
        const after = await dialectOf(connection).reflect(connection, { schemas: 'all' })
        const own = ({ name }: { readonly name: string }) => name !== 'athanor_version'
        assert.deepEqual(after.tables.filter(own), before.tables.filter(own))
        assert.deepEqual(after.enums, [])
      }),
    )
    await fc.assert(property, { numRuns: RUNS })
    t.diagnostic(`${worked} of ${RUNS} were names that a database takes`)
  })

/** A history with ids that are none is refused when it is put together. */
async function made(n: Names, connection: Parameters<typeof runner>[0]) {
  const run = await inItsOwnWords(() => runner(connection, revisions(n)))
  return run instanceof Error ? ({} as Partial<ReturnType<typeof runner>> & { settings: any }) : run
}
