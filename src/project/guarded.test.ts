import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { guarded } from './guarded.ts'

const fail = () => {
  throw new Error('no')
}

describe('a function of the configuration', () => {
  test('gives what it gives', async () => {
    const { includeName, processRevision, naming } = guarded(
      {
        includeName: (name) => name === 'a',
        processRevision: async () => false as const,
        naming: { uq: 'uq_{table}', fk: ({ table }) => `fk_${table}` },
      },
      'c.ts',
    )
    assert.equal(includeName?.('a', 'table', undefined as never), true)
    assert.equal(await processRevision?.({} as never), false)
    assert.equal(naming?.uq, 'uq_{table}')
    assert.equal(typeof naming?.fk === 'function' && naming.fk({ table: 't', columns: [] }), 'fk_t')
  })

  test('that throws is named, with its file', () => {
    const { rewrite } = guarded({ rewrite: fail }, '/p/c.ts')
    assert.throws(() => rewrite?.({} as never), {
      code: 'config',
      key: 'rewrite',
      file: '/p/c.ts',
      message: /"rewrite" is a function that fails: it throws: no/,
    })
  })

  test('of one of several databases is named with it', async () => {
    const { naming, processRevision } = guarded(
      { naming: { ck: fail }, processRevision: async () => fail() },
      'c.ts',
      'databases.audit.',
    )
    assert.throws(() => typeof naming?.ck === 'function' && naming.ck({} as never), {
      key: 'databases.audit.naming.ck',
    })
    const promise = processRevision?.({} as never)
    await assert.rejects(promise as Promise<unknown>, { key: 'databases.audit.processRevision' })
  })

  test('that is not there stays away', () => {
    assert.deepEqual(guarded({ url: 'sqlite:a' }, 'c.ts'), { url: 'sqlite:a' })
  })
})
