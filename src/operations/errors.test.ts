import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import {
  AlreadyThereError,
  AmbiguousNameError,
  AsyncRecordingError,
  IncompleteOperationError,
  InvalidOperationError,
  IrreversibleOperationError,
  NotThereError,
  RefusedError,
  SourcelessOperationError,
} from './errors.ts'

const facts = ({ message: _, stack: __, ...error }: Error) => ({ ...error })

describe('an error says in fields what its words say', () => {
  const cases: readonly (readonly [Error & { hint?: string | undefined }, object])[] = [
    [
      new NotThereError('table', 'a', []),
      { code: 'not-there', what: 'table', missing: 'a', where: '' },
    ],
    [
      new NotThereError('column', 'a', [], 'in table "t"'),
      { code: 'not-there', what: 'column', missing: 'a', where: 'in table "t"' },
    ],
    [
      new AlreadyThereError('index', 'a'),
      { code: 'already-there', what: 'index', existing: 'a', where: '' },
    ],
    [
      new AlreadyThereError('column', 'a', 'in table "t"'),
      { code: 'already-there', what: 'column', existing: 'a', where: 'in table "t"' },
    ],
    [
      new AmbiguousNameError('function', 'a', ['a(integer)', 'a(text)']),
      { code: 'ambiguous-name', candidates: ['a(integer)', 'a(text)'] },
    ],
    [
      new IrreversibleOperationError('run code', 'say what undoes it'),
      { code: 'irreversible-operation', operation: 'run code', hint: 'say what undoes it' },
    ],
    [new RefusedError('why'), { code: 'refused', reason: 'why' }],
    [
      new IncompleteOperationError('drop table "t"'),
      { code: 'incomplete-operation', operation: 'drop table "t"' },
    ],
    [
      new SourcelessOperationError('run code'),
      { code: 'sourceless-operation', operation: 'run code' },
    ],
    [
      new InvalidOperationError('execute', 'was given no SQL', { hint: 'SQL' }),
      { code: 'invalid-operation', method: 'execute', what: undefined, hint: 'SQL' },
    ],
    [
      new InvalidOperationError('dropIndex', 'was given no name', { hint: 'it', what: 'index' }),
      { code: 'invalid-operation', method: 'dropIndex', what: 'index', hint: 'it' },
    ],
    [new AsyncRecordingError(), { code: 'async-recording', operation: undefined }],
    [new AsyncRecordingError('run'), { code: 'async-recording', operation: 'run' }],
  ]
  for (const [error, expected] of cases)
    test(`${error.name}: ${Object.values(expected).join(' ')}`, () => {
      const { hint } = error
      assert.deepEqual(facts(error), { name: error.constructor.name, hint, ...expected })
      assert.ok(error.hint)
      assert.doesNotMatch(error.message, /undefined/)
    })
})

test('what came when the recording was over is told from what was asynchronous', () => {
  assert.match(new AsyncRecordingError('createSchema').message, /createSchema/)
})

describe('what is not there', () => {
  const names = (count: number) => Array.from({ length: count }, (_, at) => `${at}`.repeat(9))
  const hint = (known: readonly string[], where?: string) =>
    new NotThereError('column', 'email', known, where).hint
  const elsewhere = hint([])

  test('may be made by code or SQL', () => {
    assert.match(elsewhere ?? '', /effect:/)
  })
  test('may be what is most like it', () => {
    assert.equal(hint(['e_mail', 'name']), 'Did you mean "e_mail"?')
    assert.equal(hint(['emails', 'e_mail']), 'Did you mean "e_mail" or "emails"?')
    assert.equal(hint(['e_mail'], 'in table "t"'), 'Did you mean "e_mail"?')
  })
  test('may be any of what there is in one place, where those are few', () => {
    assert.equal(hint(['a', 'b'], 'in table "t"'), 'There is "a", "b".')
    assert.match(hint(names(12), 'in table "t"') ?? '', /^There is /)
  })
  test('is none of what there is elsewhere, of too many, or of none', () => {
    assert.equal(hint(['a', 'b']), elsewhere)
    assert.equal(hint(names(13), 'in table "t"'), elsewhere)
    assert.equal(hint([], 'in table "t"'), elsewhere)
  })
})
