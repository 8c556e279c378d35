import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Operation } from '../../../operations/model.ts'
import { integer, table } from '../../../schema/builders/index.ts'
import { schemaOf } from '../../../schema/put-together.ts'
import { compile } from './index.ts'

const inheriting = (...names: string[]) => ({ inherits: names.map((name) => ({ name })) })
const [required, free] = [integer().notNull(), integer()]

/** What is done to `top`'s column besides, on a version of the server. */
function around(tables: readonly unknown[], version = 18, nullable?: true): string[] {
  const change: Operation = {
    kind: 'alterColumn',
    table: { name: 'top' },
    column: 'a',
    from: { type: { kind: 'integer' }, ...(nullable && { nullable: false }) },
    to: { type: { kind: 'bigint' }, ...(nullable && { nullable }) },
  }
  return compile([change], schemaOf(tables), { version: [version, 0] }).map((step) =>
    step.kind === 'run'
      ? ''
      : step.sql.replace('ALTER TABLE ', '').replace(' ALTER COLUMN "a"', ''),
  )
}

describe('a column gets another type', () => {
  const family = [
    table('top', { a: required }),
    table('middle', { a: required }, [], inheriting('top')),
    table('bottom', { a: required }, [], inheriting('middle')),
  ]

  test('in one statement, where no table below says NOT NULL too', () => {
    assert.deepEqual(around([table('top', { a: required })]), ['"top" TYPE bigint'])
    const silent = table('silent', {}, [], inheriting('top'))
    assert.deepEqual(around([table('top', { a: required }), silent]), ['"top" TYPE bigint'])
    const below = table('below', { a: required }, [], inheriting('top'))
    assert.deepEqual(around([table('top', { a: free }), below]), ['"top" TYPE bigint'])
  })

  test('and only the lowest say NOT NULL meanwhile, from PostgreSQL 18 on', () => {
    assert.deepEqual(around(family, 17), ['"top" TYPE bigint'])
    assert.deepEqual(around(family), [
      '"top" DROP NOT NULL',
      '"middle" DROP NOT NULL',
      '"top" TYPE bigint',
      '"middle" SET NOT NULL',
      '"top" SET NOT NULL',
    ])
  })

  test('each table once, however many ways lead down to it', () => {
    const diamond = [
      table('top', { a: required }),
      table('left', { a: required }, [], inheriting('top')),
      table('right', { a: required }, [], inheriting('top')),
      table('bottom', { a: required }, [], inheriting('left', 'right')),
    ]
    assert.deepEqual(
      around(diamond)
        .filter((one) => one.includes('NOT NULL'))
        .toSorted(),
      [
        '"left" DROP NOT NULL',
        '"left" SET NOT NULL',
        '"right" DROP NOT NULL',
        '"right" SET NOT NULL',
        '"top" DROP NOT NULL',
        '"top" SET NOT NULL',
      ],
    )
  })

  test('and what may be empty afterwards stays so', () => {
    const [top, middle] = family
    assert.deepEqual(around([top, middle], 18, true).slice(0, 2), [
      '"top" DROP NOT NULL',
      '"top" TYPE bigint',
    ])
    assert.ok(!around([top, middle], 18, true).includes('"top" SET NOT NULL'))
  })
})
