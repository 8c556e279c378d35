import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Connection } from '../../src/drivers/connection.ts'
import { planUpgrade } from '../../src/revisions/plan.ts'
import { writeScript } from '../../src/runtime/script.ts'
import {
  bigint,
  bytes,
  check,
  double,
  enumeration,
  integer,
  json,
  sql,
  text,
} from '../../src/schema/builders/index.ts'
import { line, runner } from '../runtime/support.ts'
import { withDatabase } from '../support/databases.ts'
import {
  assertCanaryLives,
  hostileText,
  impossibleText,
  inItsOwnWords,
  plantCanary,
  RUNS,
} from './support.ts'

const valuesFrom = (texts: fc.Arbitrary<string>) =>
  fc.record({
    words: texts,
    other: texts,
    moods: fc.uniqueArray(texts, { minLength: 2, maxLength: 2 }),
    big: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
    // What a number does not hold exactly, a default refuses.
    real: fc
      .double({ noNaN: true, noDefaultInfinity: true })
      .filter((real) => !Number.isInteger(real) || Number.isSafeInteger(real))
      .map((real) => real || 0),
    bytes: fc.uint8Array({ maxLength: 20 }),
    json: fc.jsonValue({ stringUnit: 'binary', maxDepth: 2 }),
  })

type Values = ReturnType<typeof valuesFrom> extends fc.Arbitrary<infer V> ? V : never

/** Each value wherever a value can stand: as a default, in a row, in an expression, in a comment, as one of an enum's. */
const revisions = ({ words, other, moods, big, real, bytes: raw, json: data }: Values) =>
  line({
    message: words,
    upgrade(op) {
      op.createEnum('mood', moods)
      op.createTable(
        'said',
        {
          id: integer().primaryKey(),
          words: text().default(words).comment(other),
          mood: enumeration('mood', moods).default(moods[0]!),
          big: bigint().default(big),
          real: double().default(real),
          raw: bytes(),
          data: json(),
        },
        [check(sql`words <> ${other} OR words = ${other}`, { name: 'said_check' })],
        { comment: words },
      )
      op.bulkInsert('said', [
        { id: 1, words: other, mood: moods[1]!, big, real, raw, data: { it: data } },
        { id: 2, raw, data: [data] },
      ])
      op.execute(sql`UPDATE said SET words = ${words} WHERE words = ${other}`)
    },
  })

/** PostgreSQL: what a backslash means in a string is the session's to say. */
const SESSIONS = {
  sqlite: ['SELECT 1'],
  postgresql: ['SELECT 1', 'SET standard_conforming_strings = off'],
} as const

async function script(values: Values, connection: Connection): Promise<string> {
  const { history, target, settings } = runner(connection, revisions(values))
  const { version } = connection
  const steps = planUpgrade(history.graph, [], 'heads')
  return writeScript({ dialect: target.dialect, version, history, from: [], steps, settings })
}

interface Row {
  readonly words: string
  readonly mood: string
  readonly big: unknown
  readonly real: number
  readonly raw: Uint8Array
  readonly data: unknown
}

async function assertKept(connection: Connection, values: Values): Promise<void> {
  const rows = await connection.query<Row>(
    'SELECT words, mood, big, real, raw, data FROM said ORDER BY id',
  )
  assert.equal(rows.length, 2)
  for (const [index, row] of rows.entries()) {
    assert.equal(row.words, values.words)
    assert.equal(row.mood, values.moods[index === 0 ? 1 : 0])
    assert.equal(BigInt(row.big as string), values.big)
    assert.equal(row.real, values.real)
    assert.deepEqual(Buffer.from(row.raw), Buffer.from(values.bytes))
  }
}

for (const dialect of ['sqlite', 'postgresql'] as const)
  for (const session of SESSIONS[dialect])
    for (const way of ['live', 'as a script'] as const) {
      const onward = async (values: Values, connection: Connection): Promise<void> => {
        if (way === 'live') await runner(connection, revisions(values)).upgrade()
        else await connection.script(await script(values, connection))
      }
      const name = `${dialect}, ${way}${session === 'SELECT 1' ? '' : `, ${session}`}`

      test(`no value breaks out of its quoting: ${name}`, () =>
        fc.assert(
          fc.asyncProperty(valuesFrom(impossibleText), (values) =>
            withDatabase(dialect, async ({ connection }) => {
              await plantCanary(connection)
              await connection.query(session)
              await inItsOwnWords(() => onward(values, connection))
              await connection.run('ROLLBACK').catch(() => {})
              await assertCanaryLives(connection)
            }),
          ),
          { numRuns: RUNS / 2 },
        ))

      test(`every value comes back as it was: ${name}`, () =>
        fc.assert(
          fc.asyncProperty(valuesFrom(hostileText.filter(canBeValue)), (values) =>
            withDatabase(dialect, async ({ connection }) => {
              await plantCanary(connection)
              await connection.query(session)
              await onward(values, connection)
              await assertKept(connection, values)
              await assertCanaryLives(connection)
            }),
          ),
          { numRuns: RUNS / 2 },
        ))
    }

const canBeValue = (value: string): boolean =>
  value.isWellFormed() && !value.includes('\0') && Buffer.byteLength(value) <= 63
