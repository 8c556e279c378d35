import type { Column } from '../schema/model.ts'
import { type Code, object } from '../source/code.ts'
import { sequenceFacts } from '../source/dsl/column.ts'
import type { SourceContext } from '../source/dsl/context.ts'
import { defaultCode, expressionCode } from '../source/dsl/expression.ts'
import { given, typeCode } from '../source/dsl/type.ts'
import { literal } from '../source/literal.ts'
import type { ColumnFacets } from './model.ts'

/** `{ type: varchar(80), nullable: true }` */
export const facetsCode = (facets: ColumnFacets, context: SourceContext): Code =>
  object([
    ['type', facets.type && typeCode(facets.type, context)],
    ['nullable', given(facets.nullable)],
    ['default', defaultFacet(facets, context)],
    ['autoincrement', given(facets.autoincrement)],
    [
      'identity',
      or(facets.identity, ({ always, ...options }) =>
        object([['always', always ? 'true' : undefined], ...sequenceFacts(options)]),
      ),
    ],
    ['sequenceName', given(facets.sequenceName)],
    [
      'generated',
      or(facets.generated, ({ expression, stored }) =>
        object([
          ['expression', expressionCode(expression)],
          ['stored', stored ? undefined : 'false'],
        ]),
      ),
    ],
    ['collation', given(facets.collation)],
    ['comment', given(facets.comment)],
    ['notNullOnConflict', given(facets.notNullOnConflict)],
    ['notNullName', given(facets.notNullName)],
  ])

function or<T>(value: T | null | undefined, code: (value: T) => Code): Code | undefined {
  return value === undefined ? undefined : value === null ? 'null' : code(value)
}

/** `null` is no default at all, so a default that is NULL is said as a record. */
function defaultFacet(
  { default: value, type }: ColumnFacets,
  context: SourceContext,
): Code | undefined {
  return or(value, (one) => {
    if ('literal' in one && one.literal === null) return literal(one)
    return (type && context.item?.({ kind: 'default', value: one, type })) ?? defaultCode(one)
  })
}

/** Every facet of a column, as `alterColumn` says them. */
export const facetsOf = (column: Column): Required<ColumnFacets> => ({
  type: column.type,
  nullable: column.nullable,
  default: column.default ?? null,
  autoincrement: column.autoincrement ?? false,
  identity: column.identity ?? null,
  sequenceName: column.sequenceName ?? null,
  generated: column.generated ?? null,
  collation: column.collation ?? null,
  comment: column.comment ?? null,
  notNullOnConflict: column.notNullOnConflict ?? null,
  notNullName: column.notNullName ?? null,
})

/** How a column gets its numbers: each way has a sequence of its own. */
export const numbering = ({
  autoincrement,
  identity,
}: Pick<ColumnFacets, 'autoincrement' | 'identity'>): 'serial' | 'identity' | 'not' =>
  identity !== undefined && identity !== null
    ? 'identity'
    : autoincrement === true
      ? 'serial'
      : 'not'
