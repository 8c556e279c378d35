import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Constraint } from '../schema/model.ts'
import { matching } from './find.ts'

const check = (sql: string, sqlite?: string): Constraint => ({
  kind: 'check',
  expression: { sql, ...(sqlite !== undefined && { dialects: { sqlite } }) },
})

test('an unnamed check is found by any of its wordings', () => {
  const kept = check(`(("u" <> 'n') AND 1)`)
  assert.equal(matching([kept], check(`"u" <> 'n'`, `( "u" <> 'n' ) AND 1`)), kept)
})

test('parentheses that are not around all of it count', () => {
  assert.equal(matching([check('(a) OR (b)')], check('a) OR (b')), undefined)
  assert.equal(matching([check('(a AND b) OR c')], check('a AND (b OR c)')), undefined)
})

test('a check that says something else is not found', () => {
  assert.equal(matching([check('a > 1')], check('a > 2', 'a > 3')), undefined)
})
