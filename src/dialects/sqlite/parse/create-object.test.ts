import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseCreateView, plainTrigger, statementText } from './create-object.ts'

test('the text of a statement is what says something: no semicolon or comment at its end, nothing of an empty one', () => {
  assert.equal(statementText(' SELECT 1 /* one */ + 2 ; -- three\n'), 'SELECT 1 /* one */ + 2')
  for (const nothing of ['', ' -- nothing', ';', '/* */ ; ;'])
    assert.equal(statementText(nothing), '')
})

test('a view has the columns that it names, and one that ends before its SELECT an empty text', () => {
  assert.deepEqual(
    parseCreateView('CREATE TEMP VIEW IF NOT EXISTS main.v (a, "B") AS SELECT 1, 2;'),
    {
      columns: ['a', 'B'],
      definition: 'SELECT 1, 2',
    },
  )
  assert.deepEqual(parseCreateView('CREATE VIEW v AS;'), { columns: undefined, definition: '' })
})

test('a trigger is spelled as SQLite keeps it', () => {
  assert.equal(
    plainTrigger('create trigger if not exists main.t after insert on u begin select 1; end; -- x'),
    'CREATE TRIGGER "t" after insert on u begin select 1; end',
  )
  assert.throws(() => plainTrigger('CREATE VIEW v AS SELECT 1'), { code: 'unreadable-sql' })
})
