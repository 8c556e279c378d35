import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { StoredObject } from '../../schema/model.ts'
import { grantText, parseGrant, revokeText } from './grant.ts'

const grant = (definition: string): StoredObject => ({ kind: 'grant', name: 'g', definition })
const canonical = (definition: string, major = 16): string =>
  grantText(parseGrant(grant(definition)), major)

describe('a grant', () => {
  test('says its privileges in one order', () => {
    assert.equal(
      canonical('grant update (b, "C"), Select on table users to reader;'),
      'GRANT SELECT, UPDATE ("b", "C") ON "users" TO "reader"',
    )
  })

  test('of everything is ALL, which is more from version 17 on', () => {
    const list = 'GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER ON t TO r'
    assert.equal(canonical(list, 16), 'GRANT ALL ON "t" TO "r"')
    assert.match(canonical(list, 17), /^GRANT SELECT, INSERT/)
    assert.equal(canonical('GRANT ALL PRIVILEGES ON t TO r', 17), 'GRANT ALL ON "t" TO "r"')
  })

  test('knows sequences, schemas, everybody and the right to hand on', () => {
    assert.equal(
      canonical('GRANT USAGE ON SEQUENCE auth."S" TO PUBLIC WITH GRANT OPTION'),
      'GRANT USAGE ON SEQUENCE "auth"."S" TO PUBLIC WITH GRANT OPTION',
    )
  })

  test('is taken back by its own words', () => {
    assert.equal(
      revokeText(parseGrant(grant('GRANT SELECT (a) ON t TO "R"'))),
      'REVOKE SELECT ("a") ON "t" FROM "R"',
    )
  })

  for (const definition of [
    'GRANT SELECT ON t TO a, b',
    'GRANT SELECT ON t, u TO a',
    'GRANT admin TO a',
    'REVOKE SELECT ON t FROM a',
  ])
    test(`"${definition}" is refused`, () => {
      assert.throws(() => parseGrant(grant(definition)), { code: 'grant-shape' })
    })
})
