import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { invertAll } from '../operations/invert.ts'
import type { Operation } from '../operations/model.ts'
import { type Recorder, record } from '../operations/recorder.ts'
import * as dsl from '../schema/builders/index.ts'
import { type RevisionFile, renderRevision } from './revision.ts'

const { enumeration, integer, native, sql, text, unique, varchar } = dsl

const recorded = (write: (op: Recorder) => void): Operation[] =>
  record(write, { dialect: 'postgresql' })

const rendered = (file: Partial<RevisionFile>): string =>
  renderRevision({
    id: 'a3c173dfd6f5',
    revises: ['57f5d41c7200'],
    message: 'Require email',
    created: '2026-11-20T10:21:51Z',
    upgrade: [],
    downgrade: [],
    ...file,
  })

interface Loaded {
  readonly id: string
  readonly upgrade: (op: Recorder) => void
  readonly downgrade: (op: Recorder) => void
  readonly [key: string]: unknown
}

/** What the file exports. */
function loaded(source: string): Loaded {
  const body = source
    .replace(/^import \{[\s\S]*?\} from 'athanor'$/m, '')
    .replace(/^export default /m, 'return ')
  const scope = { ...dsl, defineRevision: (revision: Loaded) => revision }
  return new Function(...Object.keys(scope), body)(...Object.values(scope)) as Loaded
}

describe('renderRevision', () => {
  test('writes the file that people review', () => {
    const upgrade = recorded((op) => {
      op.alterColumn('user', 'email', {
        from: { type: varchar(80), nullable: true },
        to: { type: text(), nullable: false },
      })
      op.createIndex('ix_user_email', 'user', ['email'])
    })
    assert.equal(
      rendered({ upgrade, downgrade: invertAll(upgrade) }),
      `/**
 * Require email
 *
 * Revision ID: a3c173dfd6f5
 * Revises: 57f5d41c7200
 * Create Date: 2026-11-20T10:21:51Z
 */
import { defineRevision, text, varchar } from 'athanor'

export default defineRevision({
  id: 'a3c173dfd6f5',
  revises: '57f5d41c7200',
  upgrade(op) {
    op.alterColumn('user', 'email', {
      from: { type: varchar(80), nullable: true },
      to: { type: text(), nullable: false },
    })
    op.createIndex('ix_user_email', 'user', ['email'])
  },
  downgrade(op) {
    op.dropIndex('ix_user_email', 'user', ['email'])
    op.alterColumn('user', 'email', {
      from: { type: text(), nullable: false },
      to: { type: varchar(80), nullable: true },
    })
  },
})
`,
    )
  })

  test('writes an empty one, the first of all, that says where to write', () => {
    assert.equal(
      rendered({ revises: [], created: undefined, message: '' }),
      `/**
 * Revision ID: a3c173dfd6f5
 * Revises: base
 */
import { defineRevision } from 'athanor'

export default defineRevision({
  id: 'a3c173dfd6f5',
  revises: null,
  // upgrade(op) { op.execute('UPDATE …') }, and downgrade(op) { … } to undo it
  upgrade() {},
  downgrade() {},
})
`,
    )
  })

  test('says what else there is to say', () => {
    const source = rendered({
      revises: ['a', 'b'],
      labels: ['users'],
      dependsOn: ['c', 'd'],
      transaction: false,
    })
    assert.match(source, /^ \* Revises: a, b$/m)
    const { upgrade: _, downgrade: __, ...facts } = loaded(source)
    assert.deepEqual(facts, {
      id: 'a3c173dfd6f5',
      revises: ['a', 'b'],
      labels: ['users'],
      dependsOn: ['c', 'd'],
      transaction: false,
    })
  })

  test('puts remarks beside the operations that they are about', () => {
    const upgrade = recorded((op) => {
      op.dropColumn('user', 'nick', text())
      op.addColumn('user', 'name', text())
      op.createSchema('x')
    })
    const source = rendered({
      upgrade,
      notes: [
        { operations: [], message: 'In general.' },
        { operations: [0, 1], message: 'These may be a rename.', hint: '--rename user.nick=name' },
        { operations: [0, 2], message: 'Twice\nthis.' },
      ],
    })
    assert.equal(
      source.slice(source.indexOf('  upgrade(op)'), source.indexOf('  downgrade()')),
      `  upgrade(op) {
    // In general.
    // These may be a rename.
    // --rename user.nick=name
    // Twice
    // this.
    op.dropColumn('user', 'nick', text())
    op.addColumn('user', 'name', text())
    // Twice
    // this.
    op.createSchema('x')
  },
`,
    )
  })

  test('gathers neighbours that are for one database', () => {
    const upgrade = recorded((op) => {
      op.only('postgresql', (op) => {
        op.createSchema('a')
        op.createSchema('b')
      })
      op.createSchema('c')
    })
    const source = rendered({ upgrade })
    assert.equal(source.split('op.only(').length, 2)
    assert.deepEqual(recorded(loaded(source).upgrade), upgrade)
  })

  test('lets a project write some things in its own way', () => {
    const upgrade = recorded((op) => {
      op.addColumn('place', 'at', native('geometry(Point,4326)').notNull().default(sql`origin()`))
      op.createSchema('x')
      op.createView('v', sql`SELECT 1`)
    })
    const source = rendered({
      upgrade,
      renderItem: (item) => {
        if (item.kind === 'type' && item.value.kind === 'native')
          return { source: 'point(4326)', imports: [{ name: 'point', from: '../types.ts' }] }
        if (item.kind === 'default') return 'origin'
        if (item.kind === 'operation' && item.value.kind === 'createSchema') return 'makeSchema(op)'
        if (item.kind === 'object') return 'views.v'
        return undefined
      },
    })
    assert.match(
      source,
      /^import \{ defineRevision \} from 'athanor'\nimport \{ point \} from '\.\.\/types\.ts'$/m,
    )
    assert.match(
      source,
      /op\.addColumn\('place', 'at', point\(4326\)\.notNull\(\)\.default\(origin\)\)/,
    )
    assert.match(source, /^ {4}makeSchema\(op\)$/m)
    assert.match(source, /op\.createObject\(views\.v\)/)
  })

  test('keeps an odd message in words and as text', () => {
    assert.match(rendered({ message: 'a */ b' }), /^ \* a \*\\\/ b$/m)
    assert.equal(loaded(rendered({ message: 'a */ b' })).message, undefined)
    const odd = 'x\n\nRevision ID: evil'
    assert.equal(loaded(rendered({ message: odd })).message, odd)
  })
})

/** Names and texts that would be code if anything let them. */
const hostile = fc.oneof(
  fc.string({ unit: 'grapheme-composite', minLength: 1 }),
  fc
    .array(
      fc.constantFrom(
        "'",
        '"',
        '`',
        '\\',
        '${',
        '}',
        '\n',
        '\r',
        '\u2028',
        '*/',
        '//',
        '\u202e',
        'a',
        ')',
        '__proto__',
        ';',
        '7',
      ),
      { minLength: 1, maxLength: 8 },
    )
    .map((parts) => parts.join('')),
)

const operations = fc
  .record({
    names: fc.uniqueArray(hostile, { minLength: 4, maxLength: 4 }),
    texts: fc.array(hostile, { minLength: 5, maxLength: 5 }),
    more: fc.uniqueArray(hostile, { minLength: 1, maxLength: 3 }),
  })
  .map(({ names: [a, b, c, d], texts: [p, q, r, s, t], more }) =>
    recorded((op) => {
      const name = { schema: a!, name: b! }
      op.createTable(
        name,
        [
          [a!, integer().primaryKey().comment(p!)],
          [b!, text().default(q!)],
          [c!, enumeration(a!, more)],
        ],
        [unique([a!, b!], { name: d! }), dsl.check(dsl.sql.raw(`x${r!}x`), { name: c! })],
        { comment: s! },
      )
      op.renameColumn(c!, p!, q!)
      op.addColumn(name, d!, native(t!).references({ table: p!, column: r! }))
      op.execute(r!, { inverse: s! })
      op.createView(p!, `x${q!}x`)
      op.bulkInsert(a!, [{ [p!]: q!, [r!]: [s!, { [t!]: 1 }] }])
      op.irreversible(t!)
    }),
  )

describe('whatever the names and texts, a rendered file', () => {
  test('records the same operations', () => {
    fc.assert(
      fc.property(operations, hostile, (upgrade, message) => {
        const file = rendered({ upgrade, message, notes: [{ operations: [0], message }] })
        const again = recorded(loaded(file).upgrade)
        assert.deepEqual(plain(again), plain(upgrade))
      }),
      { numRuns: 300 },
    )
  })
})

/** Without the difference between a record and one without a prototype. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value))
