import { sql, toExpression } from '../../schema/builders/sql.ts'
import { isTypedDefault } from '../../schema/builders/typed-default.ts'
import { isTakenEverywhere } from '../../schema/check-defaults.ts'
import { compact } from '../../schema/equal.ts'
import type {
  Column,
  ColumnType,
  Default,
  ForeignKey,
  PrimaryKey,
  SequenceOptions,
  Unique,
} from '../../schema/model.ts'
import { type Chain, type Code, optional } from '../code.ts'
import { literal } from '../literal.ts'
import type { SourceContext } from './context.ts'
import { defaultCode, expressionCode } from './expression.ts'
import { given, link, linked, typeCode } from './type.ts'

/** What is written in line with a column, and what its table makes of it without a word. */
export interface ColumnPlace {
  readonly primaryKey?: PrimaryKey
  readonly unique?: Unique
  readonly foreignKey?: ForeignKey
  /** It is part of the key, in line or not: not null, unless it says otherwise. */
  readonly isKey?: boolean
  /** It numbers itself, unless it says otherwise. */
  readonly numbersItself?: boolean
}

type Link = Chain['links'][number]

/** The builder calls that make the column. */
export function columnCode(column: Column, context: SourceContext, place: ColumnPlace = {}): Code {
  const own = context.item?.({ kind: 'column', value: column })
  if (own !== undefined) return linked(own, ...constraintLinks(place))
  return linked(
    typeCode(column.type, context),
    ...nullability(column, place),
    ...constraintLinks(place),
    ...valueLinks(column, context, place),
    ...optionalLink('collate', column.collation, literal),
    ...optionalLink('comment', column.comment, literal),
    ...optionalLink('notNullOnConflict', column.notNullOnConflict, literal),
    ...optionalLink('notNullName', column.notNullName, literal),
  )
}

/** What fills the column in when nobody does. */
const valueLinks = (column: Column, context: SourceContext, place: ColumnPlace): Link[] => [
  ...optionalLink(
    'default',
    column.default,
    (value) =>
      context.item?.({ kind: 'default', value, type: column.type }) ??
      defaultOf(column.type, value),
  ),
  ...numbering(column, place),
  ...optionalLink('identity', column.identity, ({ always, ...options }) =>
    optional([['always', always ? 'true' : undefined], ...sequenceFacts(options)]),
  ),
  ...(column.generated === undefined
    ? []
    : [
        link(
          'generatedAs',
          expressionCode(column.generated.expression),
          optional([['stored', column.generated.stored ? undefined : 'false']]),
        ),
      ]),
]

/** A literal where `.default(…)` of that type, and every database, takes it; another one as SQL. */
const defaultOf = (type: ColumnType, value: Default): Code =>
  'literal' in value &&
  !(isTypedDefault(type, value.literal) && isTakenEverywhere(type, value.literal))
    ? defaultCode(toExpression(sql`${value.literal}`))
    : defaultCode(value)

function optionalLink<T>(
  name: string,
  value: T | undefined,
  code: (value: T) => Code | undefined,
): Link[] {
  return value === undefined ? [] : [link(name, code(value))]
}

function nullability({ nullable, identity }: Column, { isKey = false }: ColumnPlace): Link[] {
  const implied = !isKey && identity === undefined
  return nullable === implied ? [] : [link(nullable ? 'nullable' : 'notNull')]
}

function numbering(column: Column, { numbersItself = false }: ColumnPlace): Link[] {
  const on = column.autoincrement === true
  if (column.sequenceName !== undefined)
    return [
      link('autoincrement', String(on), optional([['sequenceName', literal(column.sequenceName)]])),
    ]
  if (on === numbersItself) return []
  return [on ? link('autoincrement') : link('autoincrement', 'false')]
}

const FACTS = ['type', 'start', 'increment', 'minValue', 'maxValue', 'cache', 'cycle'] as const

export const sequenceFacts = (options: SequenceOptions): (readonly [string, Code | undefined])[] =>
  FACTS.map((fact) => [fact, given(options[fact])])

function constraintLinks({ primaryKey, unique, foreignKey }: ColumnPlace): Link[] {
  return [
    ...optionalLink('primaryKey', primaryKey, ({ columns: _, descending, ...options }) =>
      facts({ ...options, descending: descending === undefined ? undefined : true }),
    ),
    ...optionalLink('unique', unique, ({ columns: _, ...options }) => facts(options)),
    ...(foreignKey === undefined ? [] : [reference(foreignKey)]),
  ]
}

/** Options that are plain data, as an argument; none when nothing is said. */
export const facts = (options: object): Code | undefined =>
  optional(Object.entries(compact(options)).map(([key, value]) => [key, literal(value)] as const))

function reference({ columns: _, references, ...options }: ForeignKey): Link {
  const { schema, name, columns } = references
  const [column] = columns
  const path = [...(schema === undefined ? [] : [schema]), name, ...columns]
  const spelled = column !== undefined && path.every((part) => part !== '' && !part.includes('.'))
  return link(
    'references',
    spelled ? literal(path.join('.')) : literal({ schema, table: name, column }),
    facts(options),
  )
}
