import { nameOf } from '../../schema/lookup.ts'
import type { EnumType, ObjectName, Sequence, StoredObject } from '../../schema/model.ts'
import { array, type Code, call, imported, optional } from '../code.ts'
import { literal } from '../literal.ts'
import { sequenceFacts } from './column.ts'
import { indexCode } from './constraint.ts'
import type { SourceContext } from './context.ts'
import { sqlCode } from './expression.ts'
import { given } from './type.ts'

type Entry = readonly [string, Code | undefined]

/** A name in the default schema is its bare text. */
export const refCode = (name: ObjectName): Code =>
  name.schema === undefined ? literal(name.name) : literal(nameOf(name))

export const enumArguments = (
  { schema, name, values, comment }: EnumType,
  more: readonly Entry[] = [],
) =>
  [
    literal(name),
    literal(values),
    optional([['schema', given(schema)], ['comment', given(comment)], ...more]),
  ] as const

export const enumCode = (type: EnumType): Code => call(imported('enumType'), ...enumArguments(type))

export function sequenceArguments(
  { schema, name, ownedBy, comment, ...options }: Sequence,
  more: readonly Entry[] = [],
) {
  const entries: Entry[] = [
    ['schema', given(schema)],
    ...sequenceFacts(options),
    ['ownedBy', ownedBy && ownerCode(ownedBy)],
    ['comment', given(comment)],
    ...more,
  ]
  return [literal(name), optional(entries)] as const
}

export const ownerCode = ({ schema, name, column }: NonNullable<Sequence['ownedBy']>): Code =>
  literal({ schema, table: name, column })

export const sequenceCode = (sequence: Sequence): Code =>
  call(imported('sequence'), ...sequenceArguments(sequence))

// --- views, functions, triggers, … ---------------------------------------------------------------

/** How an object is written: its builder, and the arguments of it. */
export interface ObjectSource {
  readonly builder: string
  /** What comes before its definition: the name, and the table of a trigger. */
  readonly names: readonly Code[]
  /** Absent where the definition is said by the options. */
  readonly definition?: Code
  readonly options: readonly Entry[]
}

/** The builder call for an object, in its parts; undefined for one that no builder makes. */
export function objectSource(object: StoredObject): ObjectSource | undefined {
  const { kind, name, table, signature, definition } = object
  if (definition.trim() !== definition || definition.endsWith(';')) return undefined
  const base = { names: [literal(name)], options: commonOptions(object) }
  switch (kind) {
    case 'extension': {
      const facts = object.schema === undefined ? extensionFacts(definition) : undefined
      return facts && { ...base, builder: kind, options: [...facts, ...base.options] }
    }
    case 'function':
    case 'procedure': {
      if (signature === undefined || definition === '') return undefined
      const options: Entry[] = [
        ['kind', kind === 'procedure' ? literal(kind) : undefined],
        ['signature', signature === '' ? undefined : literal(signature)],
      ]
      const all = [...options, ...base.options]
      return {
        builder: 'routine',
        names: base.names,
        definition: sqlCode(definition),
        options: all,
      }
    }
    case 'trigger':
    case 'policy':
    case 'grant':
      if (table === undefined || definition === '') return undefined
      return {
        ...base,
        builder: kind,
        names: [...base.names, refCode(table)],
        definition: sqlCode(definition),
      }
    default:
      return definition === ''
        ? undefined
        : { ...base, builder: kind, definition: sqlCode(definition) }
  }
}

/** What `extension()` is told to give this definition; undefined where it says anything else. */
function extensionFacts(definition: string): readonly Entry[] | undefined {
  const found = /^(?:SCHEMA "((?:[^"]|"")+)")? ?(?:VERSION '((?:[^']|'')*)')?$/.exec(definition)
  if (found === null) return undefined
  const [, schema, version] = found
  return [
    ['schema', given(schema?.replaceAll('""', '"'))],
    ['version', given(version?.replaceAll("''", "'"))],
  ]
}

const commonOptions = ({
  schema,
  columns,
  with: parameters,
  indexes,
  comment,
  dependsOn,
  dialects,
}: StoredObject): Entry[] => [
  ['schema', given(schema)],
  ['columns', given(columns)],
  ['with', given(parameters)],
  ['indexes', indexes && array(indexes.map(indexCode))],
  ['comment', given(comment)],
  ['dependsOn', dependsOn && array(dependsOn.map(refCode))],
  ['dialects', given(dialects)],
]

/** The builder call that makes the object again; undefined for one that no builder makes. */
export function objectCode(object: StoredObject, context: SourceContext): Code | undefined {
  const own = context.item?.({ kind: 'object', value: object })
  if (own !== undefined) return own
  const source = objectSource(object)
  if (source === undefined) return undefined
  const { builder, names, definition, options } = source
  const more = optional(options)
  return call(imported(builder), ...names, ...(definition === undefined ? [] : [definition]), more)
}
