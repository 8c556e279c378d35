import assert from 'node:assert/strict'
import { test } from 'node:test'
import { numberedName, sequenceNameOf, storedName } from './sequence-name.ts'

const t = (n: number) => 't'.repeat(n)
const c = (n: number) => 'c'.repeat(n)

/** As PostgreSQL 18 names them. */
const sequences: readonly (readonly [string, string, string])[] = [
  ['user', 'id', 'user_id_seq'],
  [t(29), c(29), `${t(29)}_${c(29)}_seq`],
  [t(30), c(29), `${t(29)}_${c(29)}_seq`],
  [t(29), c(30), `${t(29)}_${c(29)}_seq`],
  [t(60), 'id', `${t(56)}_id_seq`],
  ['t', c(60), `t_${c(57)}_seq`],
  [t(80), c(80), `${t(29)}_${c(29)}_seq`],
  ['ä'.repeat(40), 'id', `${'ä'.repeat(28)}_id_seq`],
  ['ä'.repeat(40), 'x', `${'ä'.repeat(28)}_x_seq`],
]

for (const [table, column, name] of sequences)
  test(`the sequence behind ${table}.${column} is ${name}`, () => {
    assert.equal(sequenceNameOf(table, column), name)
    assert.ok(Buffer.byteLength(name) <= 63)
  })

const numbered: readonly (readonly [string, number, string])[] = [
  ['t_c_key', 1, 't_c_key1'],
  ['t_c_key', 12, 't_c_key12'],
  ['key', 1, 'key1'],
  [`${t(59)}_key`, 1, `${t(58)}_key1`],
  [`${t(59)}_key`, 10, `${t(57)}_key10`],
  [`a_${t(56)}_key`, 1, `a_${t(56)}_key1`],
  [`a_${t(57)}_key`, 1, `a_${t(56)}_key1`],
]

for (const [name, n, expected] of numbered)
  test(`${name} is numbered ${expected}`, () => {
    assert.equal(numberedName(name, n), expected)
  })

test('a name is kept as far as it fits, in whole characters', () => {
  const kept = [
    [t(63), t(63)],
    [t(64), t(63)],
    [`${t(62)}ä`, t(62)],
    [`${t(61)}ä`, `${t(61)}ä`],
    ['', ''],
  ] as const
  for (const [name, expected] of kept) assert.equal(storedName(name), expected)
})
