import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { integer, table } from '../../../schema/builders/index.ts'
import { schemaOf } from '../../../schema/put-together.ts'
import { canonical } from './index.ts'

const long = 'n'.repeat(63)

describe('names that PostgreSQL cuts', () => {
  test('are cut in a description too', () => {
    const { tables } = canonical(schemaOf([table(`${long}a`, { [`${long}b`]: integer() })]))
    assert.deepEqual([tables[0]?.name, tables[0]?.columns[0]?.name], [long, long])
  })

  test('must differ in what is left of them', () => {
    const tables = [table(`${long}a`, {}), table(`${long}b`, {})]
    assert.throws(() => canonical(schemaOf(tables)), {
      code: 'clipped-names',
      names: [`${long}a`, `${long}b`],
    })
    const columns = table('t', { [`${long}a`]: integer(), [long]: integer() })
    assert.throws(() => canonical(schemaOf([columns])), {
      code: 'clipped-names',
      names: [`${long}a`, long],
    })
  })

  test('may be the same in another table or schema', () => {
    const a = table(`${long}a`, { [`${long}a`]: integer() })
    const b = table(`${long}b`, { [`${long}b`]: integer() }, [], { schema: 'other' })
    assert.equal(canonical(schemaOf([a, b])).tables.length, 2)
  })
})
