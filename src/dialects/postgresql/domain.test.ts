import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { domainText, parseDomain } from './domain.ts'

describe('a domain', () => {
  test('is taken apart as its author wrote it', () => {
    assert.deepEqual(
      parseDomain(`varchar(100) COLLATE "C" DEFAULT lower('X') NOT NULL
        CONSTRAINT "at sign" CHECK (VALUE LIKE '%@%' AND VALUE IS NOT NULL) CHECK (VALUE NOT IN ('check')) NOT VALID`),
      {
        type: 'varchar(100)',
        collation: 'C',
        default: "lower('X')",
        notNull: true,
        checks: [
          {
            name: 'at sign',
            expression: "VALUE LIKE '%@%' AND VALUE IS NOT NULL",
          },
          { name: undefined, expression: "VALUE NOT IN ('check')" },
        ],
      },
    )
  })

  test('says no more than it has to', () => {
    assert.deepEqual(parseDomain('AS integer DEFAULT NULL'), {
      type: 'integer',
      default: 'NULL',
      notNull: false,
      checks: [],
    })
    assert.equal(domainText(parseDomain('AS other."Odd"[]')), 'AS other."Odd"[]')
  })

  test('comes out the way it went in', () => {
    const text = `AS text COLLATE "s"."C" DEFAULT 'x' NOT NULL CONSTRAINT "c" CHECK (VALUE <> ')')`
    assert.equal(domainText(parseDomain(text)), text)
  })
})
