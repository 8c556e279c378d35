import assert from 'node:assert/strict'
import { test } from 'node:test'
import { numbering } from './facets.ts'

const identity = { always: true }

/** What is said of a column, and how it gets its numbers. */
const cases = [
  [{}, 'not'],
  [{ autoincrement: false, identity: null }, 'not'],
  [{ autoincrement: true }, 'serial'],
  [{ autoincrement: true, identity: null }, 'serial'],
  [{ identity }, 'identity'],
  [{ autoincrement: true, identity }, 'identity'],
] as const

for (const [facets, how] of cases)
  test(`a column of which is said ${JSON.stringify(facets)} has numbers: ${how}`, () => {
    assert.equal(numbering(facets), how)
  })
