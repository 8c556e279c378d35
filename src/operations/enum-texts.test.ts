import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import {
  array,
  check,
  enumeration,
  integer,
  materializedView,
  routine,
  sql,
  table,
  text,
  view,
} from '../schema/builders/index.ts'
import type { Column, ColumnType, Default, ObjectName, Schema } from '../schema/model.ts'
import { schemaOf } from '../schema/put-together.ts'
import { renameTypeIn, renameValueIn } from './enum-texts.ts'

const mood = { name: 'mood' }
const inAuth = { schema: 'auth', name: 'mood' }

/** A schema that says the same SQL wherever SQL may speak of types. */
const saying = (words: string): Schema =>
  schemaOf([
    table('t', { a: text().default(sql.raw(words)), b: text().generatedAs(words), c: text() }, [
      check(sql.raw(words)),
    ]),
    view('v', words),
    materializedView('m', words),
    routine('f', words),
  ])

/** The SQL of a default, a generated column, a check, a view and a materialized view; and that of a function. */
function said({ tables: [one], objects }: Schema): readonly (readonly [string[], string])[] {
  const [a, b, c] = one!.columns
  assert.equal(c?.default, undefined)
  const texts = [
    (a!.default as { readonly sql: string }).sql,
    b!.generated!.expression.sql,
    one!.checks[0]!.expression.sql,
    ...['view', 'materializedView'].map((kind) => objects.find((o) => o.kind === kind)!.definition),
  ]
  return [[texts, objects.find((o) => o.kind === 'function')!.definition]]
}

const everywhere = (words: string, inFunction: string) =>
  [[[words, words, words, words, words], inFunction]] as const

describe('a renamed enum is followed wherever SQL casts to it', () => {
  const feeling = { name: 'feeling' }
  const cases: readonly (readonly [string, ObjectName, ObjectName, string?])[] = [
    ["a = 'ok'::mood", mood, feeling, "a = 'ok'::feeling"],
    ["'ok'::mood AND mood", mood, feeling, "'ok'::feeling AND mood"],
    ['lower(mood) = mood', mood, feeling],
    ["'ok'::MOOD", mood, feeling, "'ok'::feeling"],
    [`'ok'::"mood"`, mood, feeling, "'ok'::feeling"],
    ["'ok'::moods", mood, feeling],
    ["'ok'::public.mood", mood, feeling, "'ok'::feeling"],
    ["'ok'::auth.mood", mood, feeling],
    ["'ok'::public.moods", mood, feeling],
    ["'ok'::auth.mood, a", inAuth, { schema: 'auth', name: 'x' }, "'ok'::auth.x, a"],
    ["'ok'::auth.mood", inAuth, { name: 'Other' }, `'ok'::"Other"`],
    ["'ok'::mood", inAuth, feeling],
    ["'ok'::public.mood", inAuth, feeling],
    ["'ok'::auth.moods", inAuth, feeling],
    ["'ok'::mood.auth", inAuth, feeling],
    ["'ok'::mood", mood, { schema: 'auth', name: 'mood' }, "'ok'::auth.mood"],
    ["'ok'::mood::text::mood", mood, feeling, "'ok'::feeling::text::feeling"],
    ["'::mood'", mood, feeling],
    ["'ok'::", mood, feeling],
    ["'ok'::mood.", mood, feeling, "'ok'::feeling."],
  ]
  for (const [words, from, to, expected = words] of cases)
    test(`${words} when ${from.schema ?? ''}.${from.name} becomes ${to.schema ?? ''}.${to.name}`, () => {
      const after = renameTypeIn(saying(words), { from, to })
      assert.deepEqual(said(after), everywhere(expected, words))
    })
})

describe('a renamed value is followed wherever SQL casts it to its enum', () => {
  const cases: readonly (readonly [string, ObjectName, string, string, string?])[] = [
    ["a = 'ok'::mood", mood, 'ok', 'fine', "a = 'fine'::mood"],
    ["'ok'::mood, 'ok'::text, 'ok'", mood, 'ok', 'fine', "'fine'::mood, 'ok'::text, 'ok'"],
    ["'sad'::mood", mood, 'ok', 'fine'],
    ['ok::mood', mood, 'ok', 'fine'],
    ["'ok' mood", mood, 'ok', 'fine'],
    ["'it''s'::auth.mood", inAuth, "it's", "o'k", "'o''k'::auth.mood"],
    ["'ok'::mood", inAuth, 'ok', 'fine'],
    ["'ok'::public.mood", mood, 'ok', 'fine', "'fine'::public.mood"],
    ["'ok'", mood, 'ok', 'fine'],
  ]
  for (const [words, name, from, to, expected = words] of cases)
    test(`${words} when ${from} of ${name.schema ?? ''}.${name.name} becomes ${to}`, () => {
      const after = renameValueIn(saying(words), { enum: name, from, to })
      assert.deepEqual(said(after), everywhere(expected, words))
    })
})

describe('a renamed value is followed in defaults', () => {
  const moodType: ColumnType = { kind: 'enum', name: 'mood', values: ['ok'] }
  const ok: Default = { literal: 'ok' }
  const cases: readonly (readonly [
    string,
    ColumnType,
    Default | undefined,
    (Default | undefined)?,
  ])[] = [
    ['of the enum', moodType, ok, { literal: 'fine' }],
    ['of the enum with another value', moodType, { literal: 'sad' }],
    ['of the enum that is NULL', moodType, { literal: null }],
    ['of the enum that is SQL', moodType, { sql: 'ok' }],
    ['of the enum that is none', moodType, undefined],
    ['of an array of the enum', { kind: 'array', of: moodType }, ok, { literal: 'fine' }],
    [
      'of the enum with another type elsewhere',
      { kind: 'variant', base: moodType, dialects: { sqlite: { kind: 'text' } } },
      ok,
      { literal: 'fine' },
    ],
    [
      'of another type that is the enum elsewhere',
      { kind: 'variant', base: { kind: 'text' }, dialects: { sqlite: moodType } },
      ok,
    ],
    ['of another enum', { ...moodType, name: 'size' }, ok],
    ['of an enum of that name in another schema', { ...moodType, schema: 'auth' }, ok],
    ['of an array of text', { kind: 'array', of: { kind: 'text' } }, ok],
    ['of text', { kind: 'text' }, ok],
  ]
  for (const [name, type, value, expected = value] of cases)
    test(name, () => {
      const column: Column = {
        name: 'a',
        type,
        nullable: true,
        ...(value !== undefined && { default: value }),
      }
      const [bare] = schemaOf([table('t', { a: integer() })]).tables
      const schema = { ...schemaOf([]), tables: [{ ...bare!, columns: [column] }] }
      const [after] = renameValueIn(schema, { enum: mood, from: 'ok', to: 'fine' }).tables
      assert.deepEqual(after?.columns, [
        { ...column, ...(expected !== undefined && { default: expected }) },
      ])
    })

  test('of columns whose models say them', () => {
    const moods = enumeration('mood', ['ok'])
    const schema = schemaOf([table('t', { a: moods.default('ok'), b: array(moods) })])
    const [after] = renameValueIn(schema, { enum: mood, from: 'ok', to: 'fine' }).tables
    assert.deepEqual(
      after?.columns.map((column) => column.default),
      [{ literal: 'fine' }, undefined],
    )
  })
})
