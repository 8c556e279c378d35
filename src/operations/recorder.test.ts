import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import {
  check,
  integer,
  sql,
  table,
  text,
  unique,
  varchar,
  view,
} from '../schema/builders/index.ts'
import type { DialectName } from '../schema/model.ts'
import { schemaOf } from '../schema/put-together.ts'
import { apply } from './apply.ts'
import { complete, completeAll, spellOut } from './complete.ts'
import { describe as words } from './describe.ts'
import { downgradeOf, invert, invertAll } from './invert.ts'
import type { Operation } from './model.ts'
import { type Recorder, record } from './recorder.ts'
import { importsOf, sourceOf } from './source.ts'

const recorded = (
  write: (op: Recorder) => void,
  dialect: DialectName = 'postgresql',
): Operation[] => record(write, { dialect })

const kinds = (operations: readonly Operation[]): string =>
  operations.map(({ kind }) => kind).join(' ')

describe('record', () => {
  test('hands on the database and the context', () => {
    const seen: unknown[] = []
    record((op, context) => seen.push(op.dialect, op.context, context), {
      dialect: 'sqlite',
      context: 1,
    })
    assert.deepEqual(seen, ['sqlite', 1, 1])
  })

  test('makes operations of what is said in line with a column', () => {
    const operations = recorded((op) =>
      op.addColumn(
        'user',
        'boss',
        integer().unique().references('user.id').check(sql`boss > 0`).index(),
      ),
    )
    assert.equal(
      kinds(operations),
      'addColumn addConstraint addConstraint addConstraint createIndex',
    )
    assert.match(words(operations[4] as Operation), /"ix_user_boss"/)
  })

  test('refuses to be asynchronous', () => {
    assert.throws(() => recorded(async () => {}), { code: 'async-recording' })
    assert.throws(() => recorded((op) => op.only('postgresql', async () => {})), {
      code: 'async-recording',
    })
  })

  test('refuses what comes when it is over', () => {
    let late: Recorder | undefined
    recorded((op) => {
      late = op
    })
    assert.throws(() => late?.createSchema('x'), {
      code: 'async-recording',
      operation: 'createSchema',
    })
  })

  test('refuses what comes when a part of it is over', () => {
    const parts: readonly ((op: Recorder, keep: (op: Recorder) => void) => void)[] = [
      (op, keep) => op.only('postgresql', keep),
      (op, keep) => op.execute('x', { effect: keep }),
      (op, keep) => op.run(() => {}, { effect: keep }),
    ]
    for (const part of parts)
      assert.throws(
        () =>
          recorded((op) => {
            part(op, (inner) => {
              op = inner
            })
            op.createSchema('x')
          }),
        { code: 'async-recording', operation: 'createSchema' },
      )
  })

  test('is over when it has thrown', () => {
    let late: Recorder | undefined
    const thrown = new Error('x')
    const fails = () =>
      recorded((op) => {
        late = op
        throw thrown
      })
    assert.throws(fails, thrown)
    assert.throws(() => late?.createSchema('x'), { code: 'async-recording' })
  })

  test('says that it cannot wait, and not what went wrong in what it would have waited for', async () => {
    const fails = () => Promise.reject(new Error('x'))
    assert.throws(() => recorded(fails), { code: 'async-recording', operation: undefined })
    await new Promise(setImmediate)
  })

  test('takes what has nothing to wait for, whatever a function gives back', () => {
    for (const returned of [1, null, 'x', {}, () => {}])
      assert.deepEqual(
        recorded(() => returned as never),
        [],
      )
  })

  test('works taken apart', () => {
    assert.equal(kinds(recorded(({ createSchema }) => createSchema('x'))), 'createSchema')
  })
})

describe('op.only', () => {
  const write = (op: Recorder) => {
    op.only(['sqlite', 'postgresql'], (op) => {
      op.createSchema('both')
      op.only('postgresql', (op) => op.createSchema('one'))
    })
  }

  test('marks what it records', () => {
    assert.deepEqual(
      recorded(write).map(({ dialects }) => dialects),
      [['sqlite', 'postgresql'], ['postgresql']],
    )
  })

  test('passes over what is for another database', () => {
    assert.equal(recorded(write, 'sqlite').length, 1)
  })

  test('leaves what is for fewer databases already to those', () => {
    const operations = recorded((op) =>
      op.only('postgresql', (op) => {
        op.invoke({ kind: 'createSchema', name: 'x', dialects: ['sqlite', 'postgresql'] })
        op.invoke({ kind: 'createSchema', name: 'x', dialects: ['sqlite'] })
      }),
    )
    assert.deepEqual(
      operations.map(({ dialects }) => dialects),
      [['postgresql'], []],
    )
  })

  test('hands on the database and the context', () => {
    const seen: unknown[] = []
    record((op) => op.only('sqlite', (op) => seen.push(op.dialect, op.context)), {
      dialect: 'sqlite',
      context: 1,
    })
    assert.deepEqual(seen, ['sqlite', 1])
  })

  test('names a database that it does not know', () => {
    for (const names of ['mysql', ['postgresql', 'mysql'], [''], 'postgresql,sqlite'])
      assert.throws(() => recorded((op) => op.only(names as DialectName, () => {})), {
        code: 'invalid-operation',
        method: 'only',
      })
  })
})

describe('op', () => {
  const refused: readonly (readonly [string, (op: any) => void])[] = [
    ['no name', (op) => op.dropTable('')],
    ['a name that is none', (op) => op.dropTable(7)],
    [
      'an alteration without an end',
      (op) => op.alterColumn('t', 'a', { from: { nullable: true } }),
    ],
    ['an alteration of nothing', (op) => op.alterColumn('t', 'a', { to: {} })],
    ['a misspelt facet', (op) => op.alterColumn('t', 'a', { to: { nulable: true } })],
    [
      'a misspelt key',
      (op) => op.alterColumn('t', 'a', { to: { nullable: true }, usingback: '1' }),
    ],
    [
      'a facet that has only a beginning',
      (op) =>
        op.alterColumn('t', 'a', {
          from: { type: text(), nullable: true },
          to: { type: varchar() },
        }),
    ],
    ['more than a type', (op) => op.alterColumn('t', 'a', { to: { type: text().notNull() } })],
    ['a list as default without a type', (op) => op.alterColumn('t', 'a', { to: { default: [] } })],
    ['a column to drop with its constraints', (op) => op.dropColumn('t', 'a', text().unique())],
    [
      'a column with constraints if it is not there',
      (op) => op.addColumn('t', 'a', text().unique(), { ifNotExists: true }),
    ],
    ['rows that are none', (op) => op.bulkInsert('t', [1])],
    ['code that is none', (op) => op.run('UPDATE t')],
    ['SQL that is none', (op) => op.execute({ mysql: 'SELECT 1' })],
    ['a constraint that is none', (op) => op.dropConstraint('t', { name: 'x' })],
    ['an operation that is none', (op) => op.custom({ describe: 'x' })],
  ]
  for (const [name, write] of refused)
    test(`refuses ${name}`, () => {
      assert.throws(() => recorded(write), { code: 'invalid-operation' })
    })

  test('takes sql`…` for a script, in the words of each database', () => {
    const [operation] = recorded((op) =>
      op.execute(sql.dialect({ postgresql: sql`SELECT now()`, sqlite: sql`SELECT 1` })),
    )
    assert.deepEqual(operation, {
      kind: 'execute',
      sql: { postgresql: 'SELECT now()', sqlite: 'SELECT 1' },
    })
  })

  test('records no rows where there are none', () => {
    assert.deepEqual(
      recorded((op) => op.bulkInsert('t', [])),
      [],
    )
  })

  test('does not change with the rows it was given', () => {
    const row = { a: 1 }
    const [operation] = recorded((op) => op.bulkInsert('t', [row]))
    row.a = 2
    assert.deepEqual((operation as Operation<'bulkInsert'>).rows, [{ a: 1 }])
  })

  test('keeps a renamed thing in its schema', () => {
    const [stays, moves] = recorded((op) => {
      op.renameTable({ schema: 'a', name: 'x' }, 'y')
      op.renameTable({ schema: 'a', name: 'x' }, { name: 'y' })
    }) as Operation<'renameTable'>[]
    assert.deepEqual([stays?.to, moves?.to], [{ schema: 'a', name: 'y' }, { name: 'y' }])
  })

  test('takes the words of an operation that is there', () => {
    const operation: Operation = { kind: 'createSchema', name: 'x' }
    assert.deepEqual(
      recorded((op) => op.invoke(operation)),
      [operation],
    )
  })
})

const blog = schemaOf([
  table('user', { id: integer().primaryKey(), email: text() }, [
    check(sql`id > 0`, { name: 'positive', notValid: true }),
    unique(['email'], { name: 'uq' }),
  ]),
  view('v', sql`SELECT 1`),
])

describe('complete', () => {
  test('looks up what a drop by name drops', () => {
    const [operation] = recorded((op) => op.dropColumn('user', 'email'))
    const whole = complete(operation as Operation, blog) as Operation<'dropColumn'>
    assert.deepEqual(whole.column, blog.tables[0]?.columns[1])
    assert.equal(whole.lookUp, undefined)
  })

  test('looks up where an alteration comes from, and keeps what is said', () => {
    const [operation] = recorded((op) =>
      op.alterColumn('user', 'email', {
        from: { default: 'x' },
        to: { default: 'y', nullable: false },
      }),
    )
    const whole = complete(operation as Operation, blog) as Operation<'alterColumn'>
    assert.deepEqual(whole.from, { default: { literal: 'x' }, nullable: true })
  })

  test('sees what the operations before it did', () => {
    const operations = recorded((op) => {
      op.renameColumn('user', 'email', 'mail')
      op.dropColumn('user', 'mail')
    })
    const { operations: whole, after } = completeAll(operations, blog)
    assert.equal((whole[1] as Operation<'dropColumn'>).column.name, 'mail')
    assert.deepEqual(
      after.tables[0]?.columns.map(({ name }) => name),
      ['id'],
    )
  })

  test('asks which of several it is', () => {
    const twice = recorded((op) => {
      op.createFunction('f', 'CREATE …', { signature: 'integer' })
      op.createFunction('f', 'CREATE …', { signature: 'text' })
    }).reduce(apply, blog)
    const [drop] = recorded((op) => op.dropFunction('f'))
    assert.throws(() => complete(drop as Operation, twice), { code: 'ambiguous-name' })
  })
})

describe('invert', () => {
  const one = (write: (op: Recorder) => void): Operation => recorded(write)[0] as Operation

  test('needs a completed operation', () => {
    assert.throws(() => invert(one((op) => op.dropTable('user'))), { code: 'incomplete-operation' })
  })

  test('says what has no way back', () => {
    for (const write of [
      (op: Recorder) => op.run(() => {}),
      (op: Recorder) => op.execute('DELETE FROM x'),
      (op: Recorder) => op.bulkInsert('x', [{ a: 1 }]),
      (op: Recorder) => op.custom({ describe: 'x', ddl: {} }),
    ])
      assert.throws(() => invert(one(write)), { code: 'irreversible-operation' })
  })

  test('undoes nothing that was not done', () => {
    const drop = complete(
      one((op) => op.dropTable('x', { ifExists: true })),
      blog,
    )
    const make = complete(
      one((op) => op.createTable('user', { a: text() }, [], { ifNotExists: true })),
      blog,
    )
    assert.deepEqual(apply(blog, invert(drop)), blog)
    assert.deepEqual(apply(blog, invert(make)), blog)
  })

  test('keeps to the databases that the operation is for', () => {
    assert.deepEqual(
      invert(one((op) => op.only('postgresql', (op) => op.createSchema('x')))).dialects,
      ['postgresql'],
    )
  })

  test('swaps the ways to convert values', () => {
    const operation = one((op) =>
      op.alterColumn('t', 'a', {
        from: { type: text() },
        to: { type: integer() },
        using: 'a::int',
      }),
    )
    assert.equal((invert(operation) as Operation<'alterColumn'>).usingBack, 'a::int')
    assert.equal((invert(operation) as Operation<'alterColumn'>).using, undefined)
  })

  test('makes a validated constraint anew', () => {
    const { operations } = completeAll(
      recorded((op) => op.validateConstraint('user', 'positive')),
      blog,
    )
    assert.equal(kinds(invertAll(operations)), 'dropConstraint addConstraint')
    assert.throws(() => invert(operations[0] as Operation), { code: 'irreversible-operation' })
  })
})

describe('spellOut', () => {
  test('says what a database does of its own accord', () => {
    assert.equal(
      kinds(
        spellOut(
          recorded((op) => op.dropColumn('user', 'email')),
          blog,
        ),
      ),
      'dropConstraint dropColumn',
    )
  })
})

describe('downgradeOf', () => {
  test('refuses where there is no way back, and says why', () => {
    const back = downgradeOf(
      recorded((op) => {
        op.createSchema('x')
        op.execute('DELETE FROM "user"')
      }),
    )
    assert.deepEqual(
      back.map((operation) => sourceOf(operation)),
      [`op.irreversible('execute DELETE FROM "user"')`, "op.dropSchema('x')"],
    )
    const [refusal] = back
    assert.throws(() => complete(refusal as Operation, blog), { code: 'refused' })
    assert.throws(() => apply(blog, refusal as Operation), { code: 'refused' })
  })
})

describe('sourceOf', () => {
  test('writes what an own operation says of itself, with its imports', () => {
    const custom: Operation = {
      kind: 'custom',
      describe: 'analyze',
      source: 'analyze()',
      imports: [{ name: 'analyze', from: '../analyze.ts' }],
      ddl: {},
    }
    assert.equal(sourceOf(custom), 'op.custom(analyze())')
    assert.deepEqual(importsOf(custom), custom.imports)
  })

  test('names each import once', () => {
    const [operation] = recorded((op) => op.createTable('t', { a: text(), b: text() }))
    assert.deepEqual(importsOf(operation as Operation), [{ name: 'text', from: 'athanor' }])
  })

  test('cannot write code that somebody else wrote', () => {
    const operations = recorded((op) => {
      op.run(() => {})
      op.custom({ describe: 'x', ddl: {}, apply: (schema) => schema })
    })
    for (const operation of operations)
      assert.throws(() => sourceOf(operation), { code: 'sourceless-operation' })
  })
})

describe('describe', () => {
  test('has words for what has no name', () => {
    const operations = recorded((op) => {
      op.run(async function fillEmails() {})
      op.run(() => {})
      op.execute(`SELECT\n  1${' '.repeat(99)}`)
      op.bulkInsert('t', [{ a: 1 }])
      op.createUniqueConstraint('t', ['a', 'b'])
      op.createCheckConstraint({ schema: 's', name: 't' }, 'a > 0')
    })
    assert.deepEqual(operations.map(words), [
      'run fillEmails()',
      'run code',
      'execute SELECT 1',
      'insert 1 row into "t"',
      'create unique constraint (a, b) on "t"',
      'create check (a > 0) on "s"."t"',
    ])
  })
})
