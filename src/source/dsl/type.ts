import type { ColumnType, DialectName } from '../../schema/model.ts'
import { type Call, type Chain, type Code, call, imported, optional } from '../code.ts'
import { literal } from '../literal.ts'
import type { SourceContext } from './context.ts'

type Kind = ColumnType['kind']
type TypeOf<K extends Kind> = Extract<ColumnType, { kind: K }>

const type = (name: string, ...given: readonly (Code | undefined)[]): Call =>
  call(imported(name), ...given)

/** A value as an argument or property, where there is one. */
export const given = (value: unknown): Code | undefined =>
  value === undefined ? undefined : literal(value)

const plain = ({ kind }: ColumnType): Code => type(kind)

const sized = ({ kind, length }: TypeOf<'char' | 'varchar' | 'bytes'>): Code =>
  type(kind, given(length))

function timed({ kind, precision, withTimeZone }: TypeOf<'time' | 'timestamp'>): Code {
  const size = ['precision', given(precision)] as const
  if (kind === 'timestamp' && withTimeZone === true) return type('timestamptz', optional([size]))
  return type(kind, optional([size, ['withTimeZone', given(withTimeZone)]]))
}

const sources: {
  readonly [K in Kind]: (type: TypeOf<K>, context: SourceContext) => Code
} = {
  smallint: plain,
  integer: plain,
  bigint: plain,
  real: plain,
  double: plain,
  boolean: plain,
  text: plain,
  date: plain,
  uuid: plain,
  json: plain,
  jsonb: plain,
  numeric: ({ precision, scale }) => type('numeric', given(precision), given(scale)),
  char: sized,
  varchar: sized,
  bytes: sized,
  time: timed,
  timestamp: timed,
  interval: ({ fields, precision }) =>
    type(
      'interval',
      optional([
        ['fields', given(fields)],
        ['precision', given(precision)],
      ]),
    ),
  array: ({ of, dimensions }, context) => type('array', typeCode(of, context), given(dimensions)),
  enum: ({ schema, name, values }, { enumConstant }) => {
    const constant = enumConstant?.(
      schema === undefined ? { name, values } : { schema, name, values },
    )
    if (constant !== undefined) return type('enumeration', constant)
    return type(
      'enumeration',
      literal(name),
      literal(values),
      optional([['schema', given(schema)]]),
    )
  },
  native: ({ sql }) => type('native', literal(sql)),
  variant: ({ base, dialects }, context) =>
    linked(
      typeCode(base, context),
      ...Object.entries(dialects).map(([dialect, other]) =>
        link('variant', literal(dialect as DialectName), typeCode(other, context)),
      ),
    ),
}

/** The call that makes a column of the type: `varchar(255)`. */
export function typeCode(value: ColumnType, context: SourceContext): Code {
  const own = context.item?.({ kind: 'type', value })
  if (own !== undefined) return own
  const source = sources[value.kind] as (type: ColumnType, context: SourceContext) => Code
  return source(value, context)
}

export const link = (
  name: string,
  ...args: readonly (Code | undefined)[]
): Chain['links'][number] => ({
  name,
  arguments: call('', ...args).arguments,
})

/** Method calls on some code, behind those that it has already. */
export function linked(code: Code, ...links: Chain['links']): Code {
  if (links.length === 0) return code
  return typeof code === 'object' && code.kind === 'chain'
    ? { ...code, links: [...code.links, ...links] }
    : { kind: 'chain', root: code, links }
}
