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
import { findTable } from '../../src/schema/lookup.ts'
import { dialectOf, line, runner } from '../runtime/support.ts'
import { withDatabase } from '../support/databases.ts'
import {
  assertCanaryLives,
  canBeName,
  hostileText,
  impossibleText,
  inItsOwnWords,
  plantCanary,
  RUNS,
} from './support.ts'

/** What has a name, and one name for each. */
const NAMED = [
  ...['table', 'other', 'column', 'second', 'key', 'unique', 'check', 'reference', 'index', 'view'],
  ...['type', 'schema', 'first', 'next'],
] as const

type Names = Readonly<Record<(typeof NAMED)[number] | 'comment' | 'revision', string>>

/** Whatever comes along. */
const anyNames: fc.Arbitrary<Names> = fc.record(
  Object.fromEntries(
    [...NAMED, 'comment', 'revision'].map((name) => [name, impossibleText]),
  ) as Record<keyof Names, fc.Arbitrary<string>>,
)

/** Hostile, but names all the same: whatever a database can keep, it must get. */
const possibleNames: fc.Arbitrary<Names> = fc
  .record({
    list: fc.uniqueArray(hostileText.filter(canBeName), {
      minLength: NAMED.length,
      maxLength: NAMED.length,
      // Some get a number behind them, and SQLite does not tell letters by their case.
      selector: (name) => name.toLowerCase().replace(/[23]+$/, ''),
    }),
    comment: hostileText.filter((text) => text.isWellFormed() && !text.includes('\0')),
  })
  .map(({ list, comment }) => ({
    ...(Object.fromEntries(NAMED.map((name, index) => [name, list[index]])) as Names),
    comment,
    revision: 'r',
  }))

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
    only.createEnum(n.type, [n.first, n.next])
    only.createTable({ schema: n.schema, name: n.table }, { [n.column]: text() })
    only.addEnumValue(n.type, `${n.first}2`)
    only.renameEnumValue(n.type, n.first, `${n.first}3`)
  })

for (const dialect of ['sqlite', 'postgresql'] as const) {
  test(`no name breaks out of its quoting on ${dialect}`, () =>
    fc.assert(
      fc.asyncProperty(anyNames, (n) =>
        withDatabase(dialect, async ({ connection }) => {
          await plantCanary(connection)
          await inItsOwnWords(async () => {
            const { upgrade, downgrade } = runner(connection, revisions(n))
            await inItsOwnWords(() => upgrade('heads'))
            await downgrade('base')
          })
          await assertCanaryLives(connection)
        }),
      ),
      { numRuns: RUNS },
    ))

  test(`every name that ${dialect} can keep is kept, and is gone again`, () =>
    fc.assert(
      fc.asyncProperty(possibleNames, (n) =>
        withDatabase(dialect, async ({ connection }) => {
          await plantCanary(connection)
          const { upgrade, downgrade } = runner(connection, revisions(n))
          const schema = () => dialectOf(connection).reflect(connection, { schemas: 'all' })
          await upgrade('heads')
          const up = await schema()
          const table = findTable(up, { name: n.table })
          assert.deepEqual(
            table?.columns.map(({ name }) => name).toSorted(),
            [n.column, `${n.second}2`, `${n.second}3`].toSorted(),
          )
          assert.equal(table?.checks[0]?.name, n.check)
          assert.ok(findTable(up, { name: `${n.other}2` }))
          assert.equal(up.objects[0]?.name, n.view)
          const values = [`${n.first}3`, n.next, `${n.first}2`]
          if (dialect === 'postgresql') assert.deepEqual(up.enums[0]?.values, values)
          await downgrade('base')
          const { tables, enums, objects, schemas } = await schema()
          const left = tables.map(({ name }) => name).toSorted()
          assert.deepEqual(left, ['athanor_version', 'canary'])
          assert.deepEqual([enums, objects, schemas], [[], [], []])
          await assertCanaryLives(connection)
        }),
      ),
      { numRuns: RUNS },
    ))
}
