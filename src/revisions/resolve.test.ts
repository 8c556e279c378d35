import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { countsFromRows } from './identifier.ts'
import type { Rows } from './model.ts'
import { resolve } from './resolve.ts'
import { history } from './testing.ts'
import type { Purpose } from './words.ts'

const graph = history(`
  aaaa1111 - aaab2222 - aaac3333 - aaad4444
             aaab2222 - shop1[shop] - shop2 - shop3
  net1[networking] - net2{aaac3333} - net3
`)

const ids = (text: string, rows?: Rows, purpose?: Purpose): string =>
  resolve(graph, text, { ...(rows && { rows }), ...(purpose && { for: purpose }) }).join(' ')

const refuses = (text: string, expected: object, rows?: Rows, purpose?: Purpose) =>
  assert.throws(() => ids(text, rows, purpose), expected)

describe('resolve', () => {
  test('finds an id, and the start of one', () => {
    assert.equal(ids('aaab2222'), 'aaab2222')
    assert.equal(ids('aaab'), 'aaab2222')
    assert.equal(ids('n'.concat('et3')), 'net3')
  })

  test('prefers a whole id to the start of another', () => {
    assert.equal(resolve(history('a1 - a11'), 'a1').join(), 'a1')
  })

  test('lists what a start could be completed to', () => {
    refuses('aaa', {
      code: 'ambiguous-revision',
      candidates: ['aaaa1111', 'aaab2222', 'aaac3333', 'aaad4444'],
    })
  })

  test('counts labels among the names a start fits', () => {
    refuses('ne', {
      code: 'ambiguous-revision',
      candidates: ['net1', 'net2', 'net3', 'networking'],
    })
    assert.equal(ids('netw'), 'net1')
  })

  test('says that there is no such name, and which are alike', () => {
    refuses('aaac4444', {
      code: 'unknown-revision',
      candidates: ['aaac3333'],
    })
    refuses('zzz', { code: 'unknown-revision', candidates: [] })
  })

  test('does not take a number for the start of an id', () => {
    const numbered = history('1f5db5df - 27c6a30d')
    assert.throws(() => resolve(numbered, '1', { for: 'downgrade' }), {
      code: 'looks-like-count',
      candidates: ['1f5db5df'],
      hint: 'For steps write athanor downgrade -1, for the revision athanor downgrade 1f5db5df',
    })
    assert.deepEqual(resolve(numbered, '1f'), ['1f5db5df'])
    assert.deepEqual(resolve(history('1 - 2'), '1'), ['1'])
  })

  test('knows heads, head and base', () => {
    assert.equal(
      ids('heads'),
      'aaad4444 shop3 net3'
        .split(' ')
        .toSorted((a, b) => at(a) - at(b))
        .join(' '),
    )
    assert.equal(ids('base'), '')
    assert.deepEqual(resolve(history('a - b'), 'head'), ['b'])
    assert.deepEqual(resolve(history(''), 'head'), [])
  })

  test('lists the heads when "head" means several', () => {
    refuses('head', { code: 'multiple-heads' })
    assert.throws(() => resolve(history('a - b\na - c'), 'head', { for: 'upgrade' }), {
      code: 'multiple-heads',
      heads: ['c', 'b'],
      hint: 'Name one (athanor upgrade c), take all (athanor upgrade heads), or join them: athanor merge c b',
    })
  })

  test('limits heads to a branch', () => {
    assert.equal(ids('shop@head'), 'shop3')
    assert.equal(ids('networking@heads'), 'net3')
    assert.equal(ids('aaab@heads').split(' ').toSorted().join(' '), 'aaad4444 shop3')
    refuses('aaab@head', { code: 'multiple-heads' })
  })

  test('takes a revision for a branch', () => {
    assert.equal(ids('aaac@head'), 'aaad4444')
    assert.equal(ids('aaad4444@aaab'), 'aaab2222')
  })

  test('completes the start of an id within a branch', () => {
    const two = history('root - ab11[left]\nroot - ab22[right]')
    assert.deepEqual(resolve(two, 'left@ab'), ['ab11'])
    assert.throws(() => resolve(two, 'ab'), { code: 'ambiguous-revision' })
  })

  test('says which branch does not have a revision', () => {
    refuses('networking@shop2', { code: 'wrong-branch', revision: 'shop2', branch: 'networking' })
  })

  test('never passes over an unknown branch', () => {
    refuses('typo@base', { code: 'unknown-label', label: 'typo' }, [], 'downgrade')
    refuses('networkin@@head', { code: 'malformed-identifier' })
    refuses('shoq@head', {
      code: 'unknown-label',
      candidates: ['shop', 'shop1', 'shop2'],
      hint: 'Did you mean athanor show shop@head or athanor show shop1@head or athanor show shop2@head?',
    })
  })

  test('says when the start of a branch name fits several', () => {
    refuses('net@head', {
      code: 'ambiguous-revision',
      candidates: ['net1', 'net2', 'net3', 'networking'],
      hint: 'Say more of it: athanor show net1@head or athanor show net2@head or athanor show net3@head',
    })
  })

  test('counts from any name, up and down', () => {
    assert.equal(ids('aaaa+1'), 'aaab2222')
    assert.equal(ids('aaad-2'), 'aaab2222')
    assert.equal(ids('aaaa1111-1'), '')
    assert.equal(ids('networking@head-1'), 'net2')
    assert.equal(ids('shop@base+3'), 'shop1')
    assert.equal(ids('heads-1').split(' ').toSorted().join(' '), 'aaac3333 net2 shop2')
  })

  test('keeps to the branch where the way up forks', () => {
    assert.equal(ids('shop@aaab2222+1'), 'shop1')
    refuses('aaab2222+2', {
      code: 'ambiguous-step',
      candidates: ['aaac3333', 'shop1'],
      message: '"aaab2222+2" is ambiguous: above aaab2222 are aaac3333, shop1',
      commands: ['athanor show aaac3333+1', 'athanor show shop1+1'],
    })
  })

  test('says how far it is', () => {
    refuses('aaac3333+2', {
      code: 'too-far',
      message: '"aaac3333+2" goes too far: only 1 revision is above aaac3333',
      hint: 'As far as there is: athanor show heads',
    })
    refuses('aaab2222-4', {
      code: 'too-far',
      message: '"aaab2222-4" goes too far: only 2 revisions are at or below aaab2222',
      hint: 'Down to where nothing is applied: athanor show base',
    })
    refuses('base-1', { code: 'too-far', available: 0 })
    refuses('networking@head+1', { hint: 'As far as there is: athanor show networking@heads' })
  })

  test('counts a bare step from the rows', () => {
    assert.equal(ids('+1', ['aaac3333']), 'aaad4444')
    assert.equal(ids('-1', ['aaac3333'], 'stamp'), 'aaab2222')
    assert.equal(ids('current-1', ['aaac3333']), 'aaab2222')
    assert.equal(ids('networking@+1', []), 'net1')
    assert.equal(ids('current', ['net1', 'shop1']).split(' ').toSorted().join(' '), 'net1 shop1')
  })

  test('offers to go up only from rows that have something above', () => {
    const graph = history('a - b\na - c - d\na - e - f')
    const plus = (rows: Rows) => () => resolve(graph, '+1', { rows, for: 'upgrade' })
    assert.throws(plus(['b', 'c']), { candidates: ['c', 'b'], commands: ['athanor upgrade c+1'] })
    assert.throws(plus(['b', 'd']), { commands: ['athanor upgrade d+1', 'athanor upgrade b+1'] })
  })

  test('does not choose among rows', () => {
    refuses(
      '+1',
      {
        code: 'ambiguous-step',
        commands: ['athanor upgrade shop1+1', 'athanor upgrade net1+1'].toSorted(byPlace),
      },
      ['net1', 'shop1'],
      'upgrade',
    )
    assert.equal(ids('networking@+1', ['net1', 'shop1'], 'upgrade'), 'net2')
  })

  test('goes on with a branch where its applied part ends', () => {
    assert.equal(ids('shop@+1', ['aaad4444'], 'upgrade'), 'shop1')
    assert.equal(ids('shop@current', ['aaad4444']), 'aaab2222')
  })

  test('sees every end of a branch, also one that the branch itself depends on', () => {
    const graph = history('a - b\na - c{b}')
    assert.deepEqual(resolve(graph, 'a@current', { rows: ['c'] }), ['b', 'c'])
    assert.throws(() => resolve(graph, 'a@-1', { rows: ['c'] }), {
      code: 'ambiguous-step',
      commands: ['athanor show a@b-1', 'athanor show a@c-1'],
    })
  })

  test('needs rows for what counts from them', () => {
    for (const text of ['current', '+1', 'shop@-1', 'current+1']) {
      refuses(text, { code: 'rows-needed' })
      assert.equal(countsFromRows(text), true)
    }
    for (const text of ['head-1', 'heads', 'shop@head', 'aaab'])
      assert.equal(countsFromRows(text), false)
  })

  test('refuses a step in the wrong direction', () => {
    refuses(
      '-1',
      { code: 'wrong-direction', hint: 'Did you mean athanor downgrade -1?' },
      [],
      'upgrade',
    )
    refuses(
      '+1',
      { code: 'wrong-direction', hint: 'Did you mean athanor upgrade +1?' },
      [],
      'downgrade',
    )
  })

  for (const text of [
    '',
    '@',
    '@head',
    'shop@',
    'a@b@c',
    'a:b',
    '+0',
    'a-0',
    'a+',
    '++1',
    'head@x',
    'a+1@head',
  ])
    test(`has no meaning for ${JSON.stringify(text)}`, () => {
      refuses(text, { code: 'malformed-identifier', identifier: text }, [])
    })

  test('reads hyphens in a label, and a step after them', () => {
    const graph = history('a - b[my-shop] - c')
    assert.deepEqual(resolve(graph, 'my-shop@head'), ['c'])
    assert.deepEqual(resolve(graph, 'my-shop+1'), ['c'])
    assert.deepEqual(resolve(graph, 'my-s'), ['b'])
  })
})

describe('a label alone', () => {
  test('is the labelled revision, to look at', () => {
    for (const purpose of ['show', 'edit', 'history', 'revision', 'merge'] as const)
      assert.equal(ids('shop', [], purpose), 'shop1')
  })

  test('is refused where upgrade and stamp would stop short of the tip', () => {
    refuses(
      'shop',
      {
        code: 'ambiguous-label',
        label: 'shop',
        revision: 'shop1',
        commands: ['athanor upgrade shop@head', 'athanor upgrade shop1'],
      },
      [],
      'upgrade',
    )
    refuses('shop', { code: 'ambiguous-label' }, [], 'stamp')
    refuses(
      'shop+1',
      { commands: ['athanor upgrade shop@+1', 'athanor upgrade shop1+1'] },
      [],
      'upgrade',
    )
  })

  test('is refused by downgrade, which could leave or undo it', () => {
    refuses(
      'shop',
      { commands: ['athanor downgrade shop@aaab2222', 'athanor downgrade shop1'] },
      [],
      'downgrade',
    )
    refuses(
      'networking-1',
      { commands: ['athanor downgrade networking@-1', 'athanor downgrade net1-1'] },
      [],
      'downgrade',
    )
  })

  test('means the heads of its branch when there are several', () => {
    assert.throws(() => resolve(history('a[shop] - b\na - c'), 'shop', { for: 'upgrade' }), {
      commands: ['athanor upgrade shop@heads', 'athanor upgrade a'],
    })
  })

  test('is not meant by the start of an id that carries it', () => {
    const graph = history('shop1[shopping] - b')
    assert.deepEqual(resolve(graph, 'shop', { for: 'upgrade' }), ['shop1'])
    // In whichever order the two are found.
    assert.deepEqual(resolve(history('shops[shop-a] - b'), 'shop', { for: 'upgrade' }), ['shops'])
  })

  test('is fine for upgrade where it stands at the tip', () => {
    assert.deepEqual(resolve(history('a - b[shop]'), 'shop', { for: 'upgrade' }), ['b'])
  })
})

const at = (id: string): number => graph.byId.get(id)!.position
const byPlace = (a: string, b: string): number => at(idIn(a)) - at(idIn(b))
const idIn = (command: string): string => command.replace(/^.* |\+1$/g, '')
