import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { splitStatements } from './split.ts'

const splits = (name: string, script: string, statements: readonly string[]) =>
  test(`a script is split: ${name}`, () => assert.deepEqual(splitStatements(script), statements))

splits('at semicolons', 'a; b;\n c', ['a', 'b', 'c'])
splits('empty statements are none', ';; -- nothing\n; /* ; */', [])
splits('not in strings and names', `a ';' ";" [x;y] \`;\`; b`, [`a ';' ";" [x;y] \`;\``, 'b'])
splits('not in comments', 'a -- ;\n b /* ; */; c', ['a -- ;\n b /* ; */', 'c'])
splits('not in dollar quotes', 'a $x$ ; $$ ; $x$; b $$;$$', ['a $x$ ; $$ ; $x$', 'b $$;$$'])
splits(
  'not in a trigger',
  'CREATE TEMP TRIGGER t AFTER INSERT ON x BEGIN SELECT CASE WHEN 1 THEN 2 END; SELECT 1; END; SELECT 2',
  [
    'CREATE TEMP TRIGGER t AFTER INSERT ON x BEGIN SELECT CASE WHEN 1 THEN 2 END; SELECT 1; END',
    'SELECT 2',
  ],
)
splits(
  'not in a function body',
  'CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; END; BEGIN; COMMIT',
  [
    'CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; END',
    'BEGIN',
    'COMMIT',
  ],
)

test('statements joined by semicolons are the statements again', () => {
  const piece = fc.constantFrom(
    `'a;b'`,
    `"x;"`,
    '$q$;$q$',
    '/* ; */ 1',
    'select 1',
    "e'\\';'",
    '-1',
  )
  const statement = fc.array(piece, { minLength: 1 }).map((parts) => parts.join(' '))
  fc.assert(
    fc.property(fc.array(statement), (statements) => {
      assert.deepEqual(splitStatements(statements.join(';\n')), statements)
    }),
  )
})
