import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { Connection } from '../../src/drivers/connection.ts'
import { AthanorError } from '../../src/errors.ts'
import { isOwnType } from '../../src/schema/own-types.ts'

/** How many cases a property tries on a live database: a few in the suite, as many as one likes on demand. */
export const RUNS = Number(process.env.ATHANOR_HOSTILE_RUNS ?? 20)

/** The same where nothing but memory is needed. */
export const QUICK_RUNS = RUNS * 20

/** What ends a quoting, a comment, a statement or a line in SQL, TypeScript, a shell or a terminal. */
const FRAGMENTS = [
  ...["'", "''", '"', '""', '`', '\\', "\\'", '\\"', ';', '--', '/*', '*/', '//', '$$', '$a$'],
  ...[
    '${',
    '}',
    '(',
    ')',
    '[',
    ']',
    '{',
    ',',
    '.',
    '..',
    '/',
    '?',
    '$1',
    ':x',
    '%s',
    '%',
    '@',
    '+',
  ],
  ...[
    '\n',
    '\r',
    '\t',
    '\u2028',
    '\u202e',
    '\u001b[31m',
    '\u0007',
    '\u00a0',
    'é',
    'e\u0301',
    '名',
    '😀',
  ],
  ...["E'", 'U&"', "x'", 'NULL', ' ', 'a', 'B', '1', '_', 'select', '_athanor_', 'sqlite', 'pg_'],
  ...['__proto__', 'constructor', 'toString', 'undefined', 'null', 'true'],
]

/** Whole attacks: each ends a quoting on some database and drops or changes the canary. */
export const ATTACKS = [
  ...["'", '"', "\\'", '\\"', '`', ']', "''", '""', "')", '")', "\\\\'", '*/', '\n', '$$'].flatMap(
    (end) => [
      `${end}; DROP TABLE canary; --`,
      `x${end}); UPDATE canary SET sings = 0; --`,
      `${end}; DELETE FROM canary; /*`,
    ],
  ),
  "' || (SELECT 1 FROM canary) || '",
  "x', 'y'); DROP TABLE canary; --",
  '${globalThis.canary = "dead"}',
  '`; globalThis.canary = "dead"; `',
  "'; globalThis.canary = 'dead'; '",
  '*/ globalThis.canary = "dead" /*',
  '\n*/\nglobalThis.canary = "dead"\n/*',
  '\u2028globalThis.canary = "dead"',
]

/** Text that somebody with bad intentions, or a bad day, might come up with. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...ATTACKS) },
  {
    weight: 4,
    arbitrary: fc
      .array(fc.constantFrom(...FRAGMENTS), { minLength: 1, maxLength: 8 })
      .map((parts) => parts.join('')),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }) },
)

/** The same with what no database and no file system takes: nothing, a zero byte, half a character, far too much. */
export const impossibleText: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: hostileText },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '',
      '\0',
      'a\0b',
      '\ud800',
      'x\udc00',
      ' ',
      'x'.repeat(70),
      'é'.repeat(5000),
    ),
  },
)

const CANARY = [
  'CREATE TABLE canary (sings integer NOT NULL)',
  'INSERT INTO canary (sings) VALUES (1), (2), (3)',
]

/** A table that whoever breaks out of a quoting would hit. */
export async function plantCanary(connection: Connection): Promise<void> {
  for (const sql of CANARY) await connection.run(sql)
}

export async function assertCanaryLives(connection: Connection): Promise<void> {
  const rows = await connection.query<{ sings: number }>('SELECT sings FROM canary ORDER BY 1')
  assert.deepEqual(
    rows.map(({ sings }) => Number(sings)),
    [1, 2, 3],
    'the canary is dead',
  )
  assert.equal(Reflect.get(globalThis, 'canary'), undefined, 'text was run as code')
}

/**
 * Nothing goes wrong but in Athanor's own words: the error is an `AthanorError`, and so is what lies behind it, down to what
 * the database itself said. Gives the result, or the error.
 */
export async function inItsOwnWords<T>(work: () => T | Promise<T>): Promise<T | AthanorError> {
  try {
    return await work()
  } catch (error) {
    assertTold(error)
    return error as AthanorError
  }
}

export function assertTold(error: unknown): void {
  assert.ok(error instanceof AthanorError, `a bare error: ${stackOf(error)}`)
  assert.ok(error.message.length > 0, 'an error without a message')
  assert.doesNotMatch(error.message, /\[object \w+\]|\bat .*\.ts:\d+:\d+\)?$/m)
  assert.equal(typeof error.code, 'string')
  const behind = error.cause
  if (error.code === 'revision-failed') assertTold(behind)
}

const stackOf = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : `${typeof error} ${String(error)}`

/** Whether the databases can keep it as a name. */
export const canBeName = (text: string): boolean =>
  text !== '' &&
  !text.includes('\0') &&
  text.isWellFormed() &&
  // Room for a number behind it.
  Buffer.byteLength(text) <= 62 &&
  !isOwnType(text) &&
  !/^(?:sqlite_|pg_|_athanor_|canary$|athanor_version)/i.test(text)
