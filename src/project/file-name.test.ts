import assert from 'node:assert/strict'
import path from 'node:path'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { dateParts, isTimeZone, timestampIn } from './dates.ts'
import { revisionFileName, slugOf, templateProblem } from './file-name.ts'

const moment = new Date('2026-01-02T03:04:05Z')
const options = { fileTemplate: '{rev}_{slug}', truncateSlugLength: 40, timezone: 'UTC' }
const name = (id: string, message: string, other: Partial<typeof options> = {}) =>
  revisionFileName({ id, message, moment }, { ...options, ...other })

describe('the slug of a message', () => {
  test('is its words in lower case', () => {
    assert.equal(slugOf('Add "e-mail" to the \'user\' table!'), 'add_e_mail_to_the_user_table')
    assert.equal(slugOf('Prénom für Ältere — 名前'), 'prénom_für_ältere_名前')
    assert.equal(slugOf('🤷 \n\t*/ ../'), '')
  })

  test('is cut at a word', () => {
    assert.equal(
      slugOf('a long message with far too many words in it'),
      'a_long_message_with_far_too_many_words',
    )
    assert.equal(slugOf('x'.repeat(50), 10), 'x'.repeat(10))
  })
})

describe('the name of a revision file', () => {
  test('follows the template', () => {
    assert.equal(name('a1b2', 'Require email'), 'a1b2_require_email')
    assert.equal(
      name('a1b2', 'x', {
        fileTemplate: '{year}/{month}-{day}/{hour}{minute}{second}_{epoch}_{rev}_{slug}',
      }),
      '2026/01-02/030405_1767323045_a1b2_x',
    )
    assert.equal(
      name('a1b2', 'x', { fileTemplate: '{hour}_{rev}', timezone: 'Asia/Tokyo' }),
      '12_a1b2',
    )
  })

  test('is a name also where nothing is left of the message', () => {
    assert.equal(name('a1b2', '🤷'), 'a1b2')
    assert.equal(name('../..', '/'), 'revision')
    assert.equal(name('nul', ''), 'revision_nul')
  })

  test('stays in its folder, is seen, and fits, whatever id and message are', () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 300 }),
      fc.constantFrom(
        '..',
        '/etc/passwd',
        '\\\\x',
        'a/../../b',
        '\0',
        '.#x',
        '_x',
        '-rf',
        'con',
        'a\n',
        'x.test',
      ),
    )
    const template = fc.constantFrom(
      '{rev}_{slug}',
      '{slug}',
      '{year}/{slug}_{rev}',
      '{slug}/{rev}',
    )
    const home = path.resolve('/home/migrations')
    fc.assert(
      fc.property(text, text, template, (id, message, fileTemplate) => {
        const made = name(id, message, { fileTemplate })
        const file = path.resolve(home, `${made}.ts`)
        assert.ok(file.startsWith(home + path.sep), file)
        assert.equal(
          path.relative(home, file).split(path.sep).length,
          fileTemplate.split('/').length,
        )
        for (const part of made.split('/')) {
          assert.match(part, /^[\p{L}\p{M}\p{N}_-]+$/u)
          assert.doesNotMatch(part, /^[._-]/)
          assert.ok(Buffer.byteLength(`${part}.mts`) < 256)
        }
      }),
      { numRuns: 1000 },
    )
  })

  test('is only made from templates that make names', () => {
    for (const good of ['{rev}_{slug}', '{epoch}.{rev}', '{year}/{month}/{slug}'])
      assert.equal(templateProblem(good), undefined, good)
    for (const bad of [
      '',
      'x',
      '{rev',
      '{rev}/',
      'a//{rev}',
      '../{rev}',
      '{rev}:{slug}',
      'C:\\{rev}',
      '{REV}',
      '{rev}.d',
    ])
      assert.notEqual(templateProblem(bad), undefined, bad)
  })
})

describe('a moment', () => {
  test('is written with the offset of its zone', () => {
    assert.equal(timestampIn(moment), '2026-01-02T03:04:05Z')
    assert.equal(timestampIn(moment, 'Europe/Vienna'), '2026-01-02T04:04:05+01:00')
    assert.equal(
      timestampIn(new Date('2026-07-02T03:04:05Z'), 'America/St_Johns'),
      '2026-07-02T00:34:05-02:30',
    )
  })

  test('is the same moment when it is read again, in any zone', () => {
    const zone = fc.constantFrom(
      'UTC',
      'local',
      'Europe/Vienna',
      'Asia/Kathmandu',
      'Pacific/Apia',
      'America/New_York',
    )
    const date = fc.date({
      min: new Date('1971-01-01'),
      max: new Date('2200-01-01'),
      noInvalidDate: true,
    })
    fc.assert(
      fc.property(date, zone, (moment, timezone) => {
        const seconds = Math.floor(moment.getTime() / 1000)
        assert.equal(new Date(timestampIn(moment, timezone)).getTime() / 1000, seconds)
        assert.match(Object.values(dateParts(moment, timezone)).join(' '), /^\d{4}( \d\d){5}$/)
      }),
    )
  })

  test('is in a zone that there is', () => {
    assert.deepEqual(['UTC', 'local', 'Europe/Vienna', 'Mars/Olympus', ''].map(isTimeZone), [
      true,
      true,
      true,
      false,
      false,
    ])
  })
})
