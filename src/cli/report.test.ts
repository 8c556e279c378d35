import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { PlanStep } from '../revisions/model.ts'
import type { RunEvent } from '../runtime/model.ts'
import { paintFor } from './paint.ts'
import { reporter } from './report.ts'
import type { Shell } from './shell.ts'

const step: PlanStep = {
  revision: {
    id: 'b2',
    revises: ['a1'],
    labels: [],
    dependsOn: [],
    message: 'add email\nand more',
  },
  direction: 'upgrade',
  before: ['a1'],
  after: ['b2'],
  changes: [],
}

/** What is told of these events: lines of the log, and what is being done as `… text`. */
function told(events: readonly RunEvent[], database?: string): readonly string[] {
  const lines: string[] = []
  const shell = {
    paint: paintFor(false),
    log: (line: string) => lines.push(line),
    progress: (text: string) => lines.push(`… ${text}`),
  } as unknown as Shell
  for (const event of events) reporter(shell)(event, database)
  return lines
}

describe('the log', () => {
  test('has a line for each step, with its place and the first line of its message', () => {
    const down: PlanStep = { ...step, direction: 'downgrade' }
    const stamp: PlanStep = { ...step, direction: 'stamp', before: [] }
    assert.deepEqual(
      told([
        { kind: 'step', step, index: 8, total: 12 },
        { kind: 'step', step: down, index: 9, total: 12 },
        { kind: 'step', step: stamp, index: 0, total: 1 },
      ]),
      [
        ' 9/12 upgrade   a1 -> b2, add email',
        '10/12 downgrade b2 -> a1, add email',
        '1/1 stamp     <base> -> b2',
      ],
    )
  })

  test('tells how long a step took, when it was long', () => {
    const done = (milliseconds: number): RunEvent => ({ kind: 'done', step, milliseconds })
    assert.deepEqual(told([done(900), done(12_340)]), ['      took 12.34 s'])
  })

  test('tells statements only as what is being done, on one line', () => {
    const sql = 'CREATE TABLE a (\n  b integer\n)'
    assert.deepEqual(told([{ kind: 'statement', sql, revision: 'b2' }], 'audit'), [
      '… [audit] CREATE TABLE a ( b integer )',
    ])
  })

  test('names the database where there are several, and lets nothing forge a line', () => {
    assert.deepEqual(told([{ kind: 'waiting', database: 'a\u001b[2Kb' }], 'main'), [
      '[main] waiting for another run on ab to end',
    ])
  })

  test('tells what is out of the ordinary', () => {
    assert.deepEqual(
      told([
        { kind: 'version-table', table: 'v' },
        { kind: 'widened', table: 'v', width: 70 },
        { kind: 'resumed', revision: 'b2', step: 3 },
        { kind: 'moved', from: [], to: ['a1'] },
      ]),
      [
        'made the version table v',
        'widened the column of v to 70 characters for a long revision id',
        'b2 was interrupted: going on after its 3 operations that are done',
        'another process has moved the database from <base> to a1: looking again',
      ],
    )
  })
})
