import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { literal, madeName, qualified, quote, serialSequence, storedName } from './names.ts'

describe('quoting', () => {
  test('doubles what would end it', () => {
    assert.equal(quote('a"b'), '"a""b"')
    assert.equal(qualified({ schema: 'a.b', name: 'c"' }), '"a.b"."c"""')
    assert.equal(literal("it's"), "'it''s'")
  })

  test('leaves no backslash to standard_conforming_strings', () => {
    assert.equal(literal("\\'"), "E'\\\\'''")
  })

  test('writes numbers as they are, and those without a numeral as text', () => {
    assert.deepEqual(
      [literal(-1.5), literal(2n ** 63n), literal(Number.NaN), literal(null), literal(false)],
      ['-1.5', '9223372036854775808', "'NaN'", 'NULL', 'false'],
    )
  })
})

describe('names', () => {
  test('are cut at 63 bytes, never inside a character', () => {
    assert.equal(storedName('x'.repeat(70)), 'x'.repeat(63))
    assert.equal(storedName('ü'.repeat(40)), 'ü'.repeat(31))
    assert.equal(storedName(`${'a'.repeat(61)}🦊`), 'a'.repeat(61))
  })

  test('are made of parts, of which the longer is shortened', () => {
    assert.equal(madeName('user', 'id', 'seq'), 'user_id_seq')
    assert.equal(madeName('user', undefined, 'pkey'), 'user_pkey')
    assert.equal(madeName('t'.repeat(60), 'id', 'key'), `${'t'.repeat(56)}_id_key`)
    assert.equal(
      madeName('t'.repeat(60), 'c'.repeat(60), 'key'),
      `${'t'.repeat(29)}_${'c'.repeat(29)}_key`,
    )
    assert.equal(serialSequence('T'.repeat(80), 'c'), `${'T'.repeat(57)}_c_seq`)
  })
})
