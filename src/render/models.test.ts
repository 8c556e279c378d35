import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { before } from '../operations/scenarios.test.ts'
import { emptySchema, type Schema, type Table } from '../schema/model.ts'
import { schemaOf } from '../schema/put-together.ts'
import { renderModels } from './models.ts'

const builders = new URL('../schema/builders/index.ts', import.meta.url).href

/** The schema that the models file describes. */
async function read(text: string): Promise<Schema> {
  const source = text.replace(/ from 'athanor'$/m, ` from '${builders}'`)
  return schemaOf(await import(`data:text/javascript,${encodeURIComponent(source)}`))
}

/** A module gives its exports by name, and the order of constraints means nothing. */
const sorted = (schema: Schema): unknown => ({
  ...schema,
  tables: byText(
    schema.tables.map((table) => ({
      ...table,
      uniques: byText(table.uniques),
      foreignKeys: byText(table.foreignKeys),
    })),
  ),
  sequences: byText(schema.sequences),
  objects: byText(schema.objects),
})

const byText = <T>(all: readonly T[]): T[] =>
  all.toSorted((a, b) => (textOf(a) < textOf(b) ? -1 : 1))

const textOf = (value: unknown): string =>
  JSON.stringify(value, (_, inner) => (typeof inner === 'bigint' ? String(inner) : inner))

describe('renderModels', () => {
  test('gives models that are equal to the schema', async () => {
    assert.deepEqual(sorted(await read(renderModels(before))), sorted(before))
  })

  test('says a default that its builder or a database would refuse as SQL', () => {
    const text = { kind: 'text' } as const
    const columns = [
      { name: 'a', type: { kind: 'integer' }, nullable: true, default: { literal: 'x' } },
      { name: 'b', type: text, nullable: true, default: { literal: 5 } },
      { name: 'c', type: { kind: 'boolean' }, nullable: true, default: { literal: '0' } },
      {
        name: 'd',
        type: { kind: 'varchar', length: 1 },
        nullable: true,
        default: { literal: 'xy' },
      },
      { name: 'e', type: { kind: 'json' }, nullable: true, default: { literal: 5 } },
    ] as const
    const lists = { uniques: [], foreignKeys: [], checks: [], exclusions: [], indexes: [] }
    const models = renderModels({ ...emptySchema, tables: [{ name: 't', columns, ...lists }] })
    assert.deepEqual(
      models.split('\n').flatMap((line) => /default\((.*)\)/.exec(line)?.[1] ?? []),
      ["sql`'x'`", 'sql`5`', "'0'", "sql`'xy'`", 'sql`5`'],
    )
  })

  test('says what it leaves out', () => {
    const text = renderModels({
      ...emptySchema,
      schemas: ['empty'],
      objects: [{ kind: 'extension', name: 'x', definition: 'CASCADE' }],
      unmodelled: [{ kind: 'event trigger', name: 'a\nb' }],
    })
    assert.deepEqual(text.trimEnd().split('\n'), [
      '// The database also has, and these models do not:',
      '// - event trigger "a\\nb"',
      '// - extension {"name":"x"}: its definition has no form here',
      '// - schema "empty": there is nothing in it',
    ])
  })

  test('calls each model by its own name where it can', () => {
    const plain: Table = {
      name: '',
      columns: [{ name: 'a', type: { kind: 'text' }, nullable: true }],
      uniques: [],
      foreignKeys: [],
      checks: [],
      exclusions: [],
      indexes: [],
    }
    const names = ['user', 'text', 'class', 'a b', 'a-b', '1st', 'größe', '表']
    const text = renderModels({ ...emptySchema, tables: names.map((name) => ({ ...plain, name })) })
    assert.deepEqual(
      [...text.matchAll(/^export const (\S+) =/gm)].map(([, name]) => name),
      ['user', 'text_table', 'class_table', 'a_b', 'a_b_table', '_1st', 'größe', '表'],
    )
  })

  test('says in line what can be, in the order of the columns', async () => {
    const shuffled: Schema = {
      ...before,
      tables: before.tables.map((table) => ({ ...table, uniques: table.uniques.toReversed() })),
    }
    assert.match(renderModels(shuffled), /email: varchar\(80\)\.unique\(/)
    assert.deepEqual(sorted(await read(renderModels(shuffled))), sorted(shuffled))
  })

  test('keeps every name as it is, whatever it is', async () => {
    const name = fc.oneof(
      fc.string({ unit: 'grapheme-composite', minLength: 1, maxLength: 12 }),
      fc
        .array(
          fc.constantFrom(
            "'",
            '"',
            '`',
            '\\',
            '${',
            '\n',
            '\u2028',
            '*/',
            'a',
            '7',
            '__proto__',
            '\u202e',
          ),
          {
            minLength: 1,
            maxLength: 6,
          },
        )
        .map((parts) => parts.join('')),
    )
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(name, { minLength: 3, maxLength: 3 }),
        fc.uniqueArray(name, { minLength: 3, maxLength: 4 }),
        async ([first, second, third], columns) => {
          const table = (called: string): Table => ({
            schema: third!,
            name: called,
            columns: columns.map((one) => ({
              name: one,
              type: { kind: 'text' },
              nullable: true,
              comment: one,
            })),
            primaryKey: { columns: [columns[0]!], name: third! },
            uniques: [{ columns: [columns[1]!], name: second! }],
            foreignKeys: [
              {
                columns: [columns[2]!],
                references: { schema: third!, name: first!, columns: [columns[0]!] },
              },
            ],
            checks: [],
            exclusions: [],
            indexes: [{ name: `${called}ix`, elements: [{ column: columns[0]! }] }],
          })
          const tables = [table(first!), table(second!)].map((one) => ({
            ...one,
            columns: one.columns.map((column, i) =>
              i === 0 ? { ...column, nullable: false } : column,
            ),
          }))
          const schema: Schema = { ...emptySchema, schemas: [third!], tables }
          assert.deepEqual(sorted(await read(renderModels(schema))), sorted(schema))
        },
      ),
      { numRuns: 100 },
    )
  })
})
