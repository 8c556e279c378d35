import { InvalidModelError } from '../errors.ts'
import type {
  Check,
  Deferrable,
  Exclusion,
  ForeignKey,
  PrimaryKey,
  ReferentialAction,
  SqlExpression,
  Unique,
} from '../model.ts'
import { settled } from './facts.ts'
import { type ColumnsOf, type ElementOptions, elementOf } from './indexes.ts'
import { type SqlText, toExpression } from './sql.ts'

// Each item is a `Constraint` as the model has it; `K`, the columns it names, is for TypeScript alone.

export interface PrimaryKeyItem<K extends string = string> extends PrimaryKey {
  readonly kind: 'primaryKey'
  readonly columns: readonly K[]
}

export interface UniqueItem<K extends string = string> extends Unique {
  readonly kind: 'unique'
  readonly columns: readonly K[]
}

export interface ForeignKeyItem<K extends string = string> extends ForeignKey {
  readonly kind: 'foreignKey'
  readonly columns: readonly K[]
}

export interface CheckItem extends Check {
  readonly kind: 'check'
}

export interface ExclusionItem<K extends string = string> extends Exclusion {
  readonly kind: 'exclusion'
  readonly elements: readonly (Exclusion['elements'][number] & { readonly column?: K })[]
}

export interface PrimaryKeyOptions<K extends string = string>
  extends Omit<PrimaryKey, 'columns' | 'descending'> {
  /** SQLite: which of the columns are kept in descending order. */
  readonly descending?: readonly K[]
}

export interface UniqueOptions extends Omit<Unique, 'columns'> {}

export interface ForeignKeyOptions {
  readonly name?: string
  readonly onDelete?: ReferentialAction
  readonly onUpdate?: ReferentialAction
  readonly onDeleteColumns?: readonly string[]
  readonly match?: 'full'
  /** PostgreSQL 18: the last column on both sides is a range, to be covered. */
  readonly period?: boolean
  readonly deferrable?: Deferrable
  readonly notValid?: boolean
  readonly comment?: string
}

/** Without `columns`: the primary key of that table. */
export interface ForeignKeyTarget {
  readonly schema?: string
  readonly table: string
  readonly columns?: readonly string[]
}

export interface CheckOptions extends Omit<Check, 'expression'> {}

export interface ExclusionOptions extends Omit<Exclusion, 'elements' | 'where'> {
  readonly where?: SqlText
}

export interface ExclusionElement<K extends string = string> extends ElementOptions {
  readonly column?: K
  readonly expression?: SqlText
  readonly operator: string
}

export const primaryKey = <const K extends string>(
  columns: readonly K[],
  options: PrimaryKeyOptions<NoInfer<K>> = {},
): PrimaryKeyItem<K> => ({
  kind: 'primaryKey',
  columns: columnList('primaryKey', columns),
  ...settled(options),
})

export const unique = <const K extends string>(
  columns: readonly K[],
  options: UniqueOptions = {},
): UniqueItem<K> => ({
  kind: 'unique',
  columns: columnList('unique', columns),
  ...settled(options),
})

export const foreignKey = <const K extends string>(
  columns: readonly K[],
  target: ForeignKeyTarget,
  options: ForeignKeyOptions = {},
): ForeignKeyItem<K> => ({
  kind: 'foreignKey',
  columns: columnList('foreignKey', columns),
  references: settled({
    schema: target.schema,
    name: target.table,
    columns: target.columns ?? [],
  }),
  ...foreignKeyFacts(options),
})

export const check = (expression: SqlText, options: CheckOptions = {}): CheckItem => ({
  kind: 'check',
  expression: notEmpty('check', toExpression(expression)),
  ...settled(options),
})

/** PostgreSQL: no two rows for which every element compares true by its operator. */
export const exclude = <const E extends readonly ExclusionElement[]>(
  elements: E,
  { where, ...options }: ExclusionOptions = {},
): ExclusionItem<ColumnsOf<E[number]>> => ({
  kind: 'exclusion',
  elements: elements.map(({ column, expression, operator, ...rest }) => ({
    ...elementOf(column ?? toExpression(expression ?? ''), rest),
    operator,
  })) as never,
  ...settled({ ...options, where: where === undefined ? undefined : toExpression(where) }),
})

/** `NO ACTION` is what a foreign key does that says nothing. */
export const foreignKeyFacts = (options: ForeignKeyOptions): ForeignKeyOptions =>
  settled({
    ...options,
    onDelete: options.onDelete === 'no action' ? undefined : options.onDelete,
    onUpdate: options.onUpdate === 'no action' ? undefined : options.onUpdate,
  })

function columnList<K extends string>(item: string, columns: readonly K[]): readonly K[] {
  if (Array.isArray(columns) && columns.length > 0) return columns
  throw new InvalidModelError(`${item}() takes a list of at least one column`, {
    hint: `${item}(['column'])`,
  })
}

function notEmpty(item: string, expression: SqlExpression): SqlExpression {
  if (expression.sql !== '') return expression
  throw new InvalidModelError(`${item}() takes an expression, not an empty text`, {
    hint: `${item}(sql\`price > 0\`)`,
  })
}
