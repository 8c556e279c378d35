import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { createStatement, routineHead, selectHead } from './statement-head.ts'

describe('what a SELECT gives out', () => {
  test('is said item by item, whatever stands in parentheses and brackets', () => {
    const head = selectHead('select a, f(b, c), ARRAY[1, 2][1] AS d /* , e */ FROM t')
    assert.deepEqual(head?.items, ['a', 'f(b,c)', 'ARRAY[1,2][1]ASd'])
    assert.deepEqual(selectHead('SELECT 1')?.items, ['1'])
  })

  test('comes from these tables, as they are called there', () => {
    const sources = (from: string) => [...selectHead(`SELECT a FROM ${from}`)!.sources]
    assert.deepEqual(sources('t'), ['t'])
    assert.deepEqual(sources('s."T" WHERE a > 5'), ['s."T"'])
    assert.deepEqual(sources('t JOIN u ON t.a = u.a, v'), ['t', 'u', 'v'])
    assert.notDeepEqual(sources('t'), sources('u'))
  })

  test('is not told of anything else', () => {
    for (const other of ['VALUES (1)', 'selected', '(SELECT 1)', ''])
      assert.equal(selectHead(other), undefined)
  })
})

describe('the head of a function', () => {
  const head = (args: string) => routineHead(`CREATE FUNCTION f(${args}) RETURNS integer RETURN 1`)

  test('is its arguments, less their defaults, and what it returns', () => {
    const { text } = head('a integer, b text')
    assert.deepEqual(head("A integer = (1 + 2), b text DEFAULT lower('x, y')"), {
      text,
      defaults: 2,
    })
    assert.deepEqual(head('a integer DEFAULT 1, b text'), { text, defaults: 1 })
    assert.notEqual(head('a integer, c text').text, text)
  })
})

test('a statement makes or replaces, whichever way its author wrote it', () => {
  for (const head of ['CREATE', ' create  or replace', '\nCREATE OR REPLACE ']) {
    assert.equal(createStatement(`${head} VIEW v `, false), 'CREATE VIEW v')
    assert.equal(createStatement(`${head} VIEW v `, true), 'CREATE OR REPLACE VIEW v')
  }
})
