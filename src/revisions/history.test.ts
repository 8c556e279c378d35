import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { historyRange, rangeNeedsRows } from './history.ts'
import type { Rows } from './model.ts'
import { history } from './testing.ts'

const line = history('r0 - r1 - r2 - r3 - r4 - r5')
const graph = history(`
  a - b - c - m - n
  b - d - m
  net1[networking] - net2{b} - net3
`)

const shown = (text?: string, rows?: Rows, of = line): string =>
  historyRange(of, text, rows && { rows })
    .map(({ id }) => id)
    .join(' ')
const sorted = (text: string, rows?: Rows): string =>
  shown(text, rows, graph).split(' ').toSorted().join(' ')

describe('historyRange', () => {
  test('shows everything, newest first', () => {
    assert.equal(shown(), 'r5 r4 r3 r2 r1 r0')
    assert.equal(shown(':'), 'r5 r4 r3 r2 r1 r0')
    assert.equal(shown(undefined, undefined, history('')), '')
  })

  test('includes both ends', () => {
    assert.equal(shown('r1:r3'), 'r3 r2 r1')
    assert.equal(shown('r3:'), 'r5 r4 r3')
    assert.equal(shown(':r1'), 'r1 r0')
    assert.equal(shown('r2:r2'), 'r2')
  })

  test('starts and ends at any identifier', () => {
    assert.equal(shown('head-1:head'), 'r5 r4')
    assert.equal(shown('r4-2:r4'), 'r4 r3 r2')
    assert.equal(shown('base:r1'), 'r1 r0')
    assert.equal(shown(':head-4'), 'r1 r0')
  })

  test('counts a bare step from the other end', () => {
    assert.equal(shown('-2:'), 'r5 r4 r3')
    assert.equal(shown('-2:r3'), 'r3 r2 r1')
    assert.equal(shown('r1:+2'), 'r3 r2 r1')
    assert.equal(shown(':+2'), 'r1 r0')
    assert.equal(shown(':-4'), 'r1 r0')
  })

  test('stops counting at the end of the history', () => {
    assert.equal(shown('-30:'), 'r5 r4 r3 r2 r1 r0')
    assert.equal(shown('r4:+30'), 'r5 r4')
  })

  test('counts along all lines', () => {
    assert.equal(sorted('-2:n'), 'c d m n')
    assert.equal(sorted('b:+1'), 'b c d')
    assert.equal(sorted('-1:'), 'm n net2 net3')
  })

  test('keeps to the branch of either end', () => {
    assert.equal(sorted('c@-2:n'), 'c m n')
    assert.equal(sorted('-2:c@head'), 'c m n')
    assert.equal(sorted('b:c@+1'), 'b c')
    assert.equal(sorted('networking@base:+1'), 'net1')
  })

  test('knows where the database is', () => {
    assert.equal(shown('current:', ['r3']), 'r5 r4 r3')
    assert.equal(shown(':current', ['r1']), 'r1 r0')
    assert.equal(shown('-1:current', ['r3']), 'r3 r2')
    assert.equal(shown('current:+1', ['r3']), 'r4 r3')
    assert.equal(shown('current-1:current+1', ['r3']), 'r4 r3 r2')
    assert.equal(shown('current:', []), 'r5 r4 r3 r2 r1 r0')
    assert.equal(shown(':current', []), '')
    assert.throws(() => shown('current:'), { code: 'rows-needed' })
  })

  test('shows what lies between, on all lines that lead there', () => {
    assert.equal(sorted('b:m'), 'b c d m')
    assert.equal(sorted('c:m'), 'c m')
  })

  test('leaves out what only a dependency brings to the end', () => {
    assert.equal(shown('b:n', undefined, history('a - b - c - n{x}\nx{b}')), 'n c b')
  })

  test('follows a dependency where nothing else leads to the end', () => {
    assert.equal(sorted('b:net3'), 'b net2 net3')
  })

  test('shows the dependencies of all, and of a branch only the branch', () => {
    assert.equal(sorted(':net3'), 'a b net1 net2 net3')
    assert.equal(sorted('networking@base:'), 'net1 net2 net3')
    assert.equal(sorted('networking@base:net2'), 'net1 net2')
    assert.equal(sorted('networking:'), 'net1 net2 net3')
    assert.equal(sorted('c@b:'), 'b c m n')
    assert.equal(sorted('networking@-1:'), 'net2 net3')
  })

  test('refuses what is on no line', () => {
    assert.throws(() => sorted('c:d'), { code: 'not-one-line', from: ['c'], to: ['d'] })
  })

  test('offers the other way round', () => {
    assert.throws(() => shown('r3:r1'), {
      code: 'not-one-line',
      hint: 'The other way round: athanor history -r r1:r3',
    })
    assert.throws(() => shown('r3:base'), { code: 'not-one-line' })
  })

  test('refuses what is no range', () => {
    assert.throws(() => shown('r1'), {
      code: 'malformed-range',
      hint: 'Say start:end, start: or :end, such as athanor history -r r1:. For one revision: athanor show r1',
    })
    assert.throws(() => shown('a:b:c'), { code: 'malformed-range' })
  })

  test('needs rows when it names current, and not for steps', () => {
    for (const text of ['current:', ':current+1', 'networking@current:'])
      assert.ok(rangeNeedsRows(text))
    for (const text of ['', ':', '-3:', 'r1:+2', 'currently:']) assert.ok(!rangeNeedsRows(text))
  })

  test('refuses steps that count from nowhere', () => {
    assert.throws(() => shown('+2:'), {
      code: 'malformed-range',
      hint: 'Say from where: athanor history -r current+2:',
    })
    assert.throws(() => shown('-2:+1'), {
      hint: 'Say from where: athanor history -r current-2:current+1',
    })
  })
})
