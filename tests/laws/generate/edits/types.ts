import { findTable, sameName } from '../../../../src/schema/lookup.ts'
import type {
  EnumType,
  Schema,
  Sequence,
  SequenceOptions,
  Table,
} from '../../../../src/schema/model.ts'
import { columnsOfEnum, withEnumValues, withoutMentions, withoutUses } from '../forget.ts'
import { isSqlite, qualified, speaksOf, text } from '../ground.ts'
import { freshName } from '../names.ts'
import type { Picks } from '../picks.ts'
import {
  anyPlace,
  isInteger,
  type Makes,
  newName,
  onTable,
  withColumn,
  withPlaces,
} from '../scene.ts'

const VALUES = ['first', "it's", 'B', 'in the middle', 'last', '', '😀 "q"']

export const enumMakes: Makes = {
  addEnum: (scene, picks) =>
    withPlaces({
      ...scene.schema,
      enums: [
        ...scene.schema.enums,
        {
          ...anyPlace(scene, picks),
          name: newName(scene, picks, 'en_'),
          values: VALUES.slice(0, 2 + picks.number(VALUES.length - 1)),
          ...(!isSqlite(scene.ground) && picks.maybe(4, () => ({ comment: "an enum's" }))),
        },
      ],
    }),

  enumComment: ({ schema }, picks) => {
    const type = picks.of(schema.enums)
    if (type === undefined) return undefined
    const { comment: _, ...rest } = type
    const changed = picks.chance(3) ? rest : { ...rest, comment: picks.one(['one', 'two']) }
    return { ...schema, enums: schema.enums.map((one) => (one === type ? changed : one)) }
  },

  /** Rows hold the first two values, so any other may go. */
  changeEnum: (scene, picks) => {
    const { schema, ground } = scene
    const type = picks.of(schema.enums)
    if (type === undefined) return undefined
    const { values } = type
    const [first = '', second = '', ...rest] = values
    // Rows are written for the values that there are when all is made.
    const open = scene.origin === undefined ? withoutValue(schema, type, first) : schema
    const added = `${values.length} ${freshName(picks, ground, values).slice(0, 40)}`
    switch (picks.number(6)) {
      case 0:
        return withEnumValues(schema, type, [...values, added])
      case 1:
        return withEnumValues(open, type, [added, ...values])
      case 2:
        return withEnumValues(open, type, [first, added, second, ...rest, `${added}2`])
      case 3:
        return withEnumValues(schema, type, [first, second, ...rest.toReversed()])
      case 4:
        return withEnumValues(schema, type, [second, first, ...rest])
      default: {
        const had = scene.origin?.enums.find((one) => sameName(one, type))
        const gone = rest.find((value) => !had?.values.slice(0, 2).includes(value))
        return gone === undefined
          ? undefined
          : withEnumValues(
              withoutValue(schema, type, gone),
              type,
              values.filter((value) => value !== gone),
            )
      }
    }
  },

  dropEnum: ({ schema }, picks) => {
    const type = picks.of(
      schema.enums.filter((one) =>
        schema.tables.every((table) => columnsOfEnum(table, one).length === 0),
      ),
    )
    return (
      type &&
      withoutMentions({ ...schema, enums: schema.enums.filter((one) => one !== type) }, type)
    )
  },
}

/** All that may say which rows of a table are meant. */
const conditionsOn = ({ objects }: Schema, table: Table): readonly { readonly sql: string }[] => [
  ...table.checks.map(({ expression }) => expression),
  ...[...table.exclusions, ...table.indexes].flatMap(({ where }) => where ?? []),
  ...objects.map(({ definition }) => ({ sql: definition })),
  ...objects.flatMap(({ indexes = [] }) => indexes.flatMap(({ where }) => where ?? [])),
]

/** Without the checks, views and defaults that may speak of a value. */
function withoutValue(schema: Schema, type: EnumType, value: string): Schema {
  const columns = schema.tables.flatMap((table) =>
    columnsOfEnum(table, type).map((column) => ({ table, column })),
  )
  return columns.reduce((now, { table, column }) => {
    const place = findTable(now, table)!
    const { default: given } = column
    const gone = given !== undefined && 'literal' in given && given.literal === value
    const bare = conditionsOn(now, place).some(({ sql }) => sql.includes(text(value)))
      ? withoutUses(now, place, column)
      : now
    return gone
      ? {
          ...bare,
          tables: bare.tables.map((one) =>
            sameName(one, table)
              ? withColumn(one, column.name, { default: { literal: type.values[0]! } })
              : one,
          ),
        }
      : bare
  }, schema)
}

const anyOptions = (picks: Picks): SequenceOptions => ({
  ...picks.maybe(3, () => ({ type: picks.one(['integer', 'smallint', 'bigint'] as const) })),
  ...picks.maybe(3, () => ({ start: 10, minValue: 5 })),
  ...picks.maybe(3, () => ({ increment: 3 })),
  ...picks.maybe(4, () => ({ maxValue: 30000, cycle: true })),
  ...picks.maybe(5, () => ({ cache: 20 })),
})

export const sequenceMakes: Makes = {
  addSequence: (scene, picks) => {
    const down: SequenceOptions = { increment: -2, start: -7, minValue: -9007199254740993n }
    const sequence: Sequence = {
      ...anyPlace(scene, picks),
      name: newName(scene, picks, 'sq_'),
      ...(picks.chance(6) ? down : anyOptions(picks)),
      ...picks.maybe(4, () => ({ comment: "counts 'things'" })),
    }
    return withPlaces({ ...scene.schema, sequences: [...scene.schema.sequences, sequence] })
  },

  /** One that counts down stays as it is: where it has got to is no number of one that counts up. */
  changeSequence: ({ schema }, picks) => {
    const sequence = picks.of(schema.sequences.filter(({ increment = 1 }) => increment > 0))
    if (sequence === undefined) return undefined
    const { schema: place, name, ownedBy, comment } = sequence
    const kept = {
      ...(place !== undefined && { schema: place }),
      name,
      ...(ownedBy && { ownedBy }),
      ...(comment && { comment }),
    }
    const changed: Sequence = { ...kept, ...anyOptions(picks), increment: 2 + picks.number(5) }
    return {
      ...schema,
      sequences: schema.sequences.map((one) => (one === sequence ? changed : one)),
    }
  },

  /** A sequence that a column owns, though it does not number its rows. */
  ownSequence: ({ schema }, picks) => {
    const sequence = picks.of(schema.sequences)
    if (sequence === undefined) return undefined
    const table = picks.of(schema.tables.filter((one) => one.schema === sequence.schema))
    // One that takes its numbers from the sequence it owns is numbered, and the model says that another way.
    const column = picks.of(
      table?.columns.filter(
        (one) =>
          !one.autoincrement &&
          !one.identity &&
          !(one.default && 'sql' in one.default && speaksOf(one.default.sql, sequence.name)),
      ) ?? [],
    )
    const { ownedBy: _, ...free } = sequence
    const owned: Sequence =
      table === undefined || column === undefined || picks.chance(3)
        ? free
        : {
            ...free,
            ownedBy: {
              ...(table.schema !== undefined && { schema: table.schema }),
              name: table.name,
              column: column.name,
            },
          }
    return { ...schema, sequences: schema.sequences.map((one) => (one === sequence ? owned : one)) }
  },

  /** A column that takes its numbers from a sequence that is nobody's. */
  countBySequence: onTable((table, picks, { schema }) => {
    const sequence = picks.of(schema.sequences.filter(({ ownedBy }) => ownedBy === undefined))
    const column = picks.of(
      table.columns.filter(
        (one) =>
          isInteger(one.type) &&
          !one.autoincrement &&
          !one.identity &&
          !one.generated &&
          // Rows that are there take numbers when the column comes: no key would let them.
          !table.foreignKeys.some(({ columns }) => columns.includes(one.name)),
      ),
    )
    if (sequence === undefined || column === undefined) return undefined
    if (table.options?.inherits !== undefined) return undefined
    return withColumn(table, column.name, {
      default: { sql: `nextval(${text(qualified(sequence))}::regclass)` },
    })
  }),

  dropSequence: ({ schema }, picks) => {
    const sequence = picks.of(schema.sequences)
    return (
      sequence &&
      withoutMentions(
        { ...schema, sequences: schema.sequences.filter((one) => one !== sequence) },
        sequence,
      )
    )
  },
}
