import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { bare, mentions, settled, wording } from './expression.ts'

describe('settled', () => {
  test('gives one form to the two that a list of varchar constants has', () => {
    const once = "s::text = ANY (ARRAY['a'::character varying, 'b''[]'::character varying]::text[])"
    const twice =
      "s::text = ANY (ARRAY['a'::character varying::text, 'b''[]'::character varying::text])"
    assert.equal(settled(once), "s::text = ANY (ARRAY['a'::text, 'b''[]'::text])")
    assert.equal(settled(twice), settled(once))
  })

  test('knows NULL among them, and whatever stands around the list', () => {
    assert.equal(
      settled(
        "f(ARRAY['a'::character varying, NULL::character varying]::text[]) AND b = 'x'::character varying::text OR NULL::character varying::text IS NULL",
      ),
      "f(ARRAY['a'::text, NULL::text]) AND b = 'x'::text OR NULL::text IS NULL",
    )
  })

  test('touches no other cast', () => {
    for (const sql of [
      "ARRAY['a'::character varying, 'b'::character varying]",
      "ARRAY['a'::character varying, b]::text[]",
      "'x'::character varying(3)::text = 'ARRAY[''a''::character varying]::text[]'",
      "'a'::character varying::text[]",
    ])
      assert.equal(settled(sql), sql)
  })
})

describe('bare', () => {
  test('takes off the parentheses around the whole, and no others', () => {
    assert.equal(bare(' ((a + b)) '), 'a + b')
    assert.equal(bare('(a) + (b)'), '(a) + (b)')
    assert.equal(bare("(')' || a)"), "')' || a")
    assert.equal(bare('f(a)'), 'f(a)')
  })
})

describe('wording', () => {
  test('is the same for what differs in layout', () => {
    assert.equal(
      wording('( "a">0 AND lower( B )= \'X\' )'),
      wording("a > 0 -- why\n and LOWER(b)='X'"),
    )
    assert.equal(wording('a != 1'), wording('a<>1'))
    assert.equal(wording('CURRENT_TIMESTAMP'), wording('now()'))
  })

  test('is not for what differs in more', () => {
    assert.notEqual(wording('"A" > 0'), wording('a > 0'))
    assert.notEqual(wording("a = 'x'"), wording("a = 'X'"))
    assert.notEqual(wording('CURRENT_TIMESTAMP(3)'), wording('now()'))
  })
})

test('mentions looks for names, not for letters', () => {
  assert.equal(mentions('SELECT users.id FROM "users"', 'users'), true)
  assert.equal(mentions("SELECT 'users', users_old FROM t -- users", 'users'), false)
})
