import { createHash } from 'node:crypto'
import type { DraftIndex, DraftTable } from './draft.ts'
import { compact } from './equal.ts'
import { NamingConventionError } from './errors.ts'
import type { ForeignKey, Index, ObjectName, Table } from './model.ts'
import { nearest } from './nearest.ts'

/** `uq_{table}_{columns}`, or a function where no template will do. */
export type NameTemplate = string | ((parts: NameParts) => string)

/**
 * How constraints and indexes are called that their author did not name: a template for each kind.
 *
 * A name that was given is final, unless the template asks for it by `{constraint}`: then it is that part of the
 * name (SQLAlchemy's rule). One that has the template's form already is left as it is.
 *
 * @see https://docs.sqlalchemy.org/en/20/core/constraints.html#configuring-constraint-naming-conventions
 */
export interface NamingConvention {
  readonly pk?: NameTemplate
  readonly fk?: NameTemplate
  readonly uq?: NameTemplate
  readonly ck?: NameTemplate
  readonly ex?: NameTemplate
  /** Absent: `ix_{table}_{columns}`, for an index must have a name. */
  readonly ix?: NameTemplate
}

export type NamedKind = keyof NamingConvention

/** What a template may speak of. */
export interface NameParts {
  readonly table: string
  readonly schema?: string
  /** An expression in an index counts as a column called `expr`. */
  readonly columns: readonly string[]
  readonly referredTable?: string
  readonly referredColumns?: readonly string[]
  /** The name that was given. */
  readonly constraint?: string
}

/** Tells the columns that a foreign key refers to, where the key itself leaves them out. */
export type ReferredColumns = (key: ForeignKey) => readonly string[]

/** PostgreSQL's limit, in bytes; the other databases allow more. */
export const LONGEST_NAME = 63

/** The table with a name on every index, and on every constraint that the convention speaks of. */
export function applyNaming(
  table: DraftTable,
  convention: NamingConvention = {},
  referred: ReferredColumns = (key) => key.references.columns,
): Table {
  const give = <T extends { readonly name?: string }>(
    kind: NamedKind,
    item: T,
    parts: PartsOf,
  ): T => named(table, convention, kind, item, parts)
  return compact({
    ...table,
    primaryKey: table.primaryKey && give('pk', table.primaryKey, table.primaryKey),
    uniques: table.uniques.map((item) => give('uq', item, item)),
    foreignKeys: table.foreignKeys.map((item) =>
      give('fk', item, {
        columns: item.columns,
        referredTable: item.references.name,
        referredColumns: referred(item),
      }),
    ),
    checks: table.checks.map((item) => give('ck', item, { columns: [] })),
    exclusions: table.exclusions.map((item) => give('ex', item, { columns: elementNames(item) })),
    indexes: nameIndexes(table, table.indexes, convention),
  })
}

/** The indexes of a table or materialized view, each with a name. */
export const nameIndexes = (
  table: ObjectName,
  indexes: readonly DraftIndex[],
  convention: NamingConvention = {},
): readonly Index[] =>
  indexes.map(
    (index) =>
      named(table, { ix: 'ix_{table}_{columns}', ...compact(convention) }, 'ix', index, {
        columns: elementNames(index),
      }) as Index,
  )

/**
 * A name that every database can keep. A longer one is cut and ends in a digest of the whole, as SQLAlchemy
 * cuts it, so that what it has named is found again.
 */
export function fitName(name: string): string {
  if (Buffer.byteLength(name) <= LONGEST_NAME) return name
  let head = ''
  for (const character of name) {
    if (Buffer.byteLength(head + character) > LONGEST_NAME - 8) break
    head += character
  }
  return `${head}_${createHash('md5').update(name).digest('hex').slice(-4)}`
}

type PartsOf = Pick<NameParts, 'columns' | 'referredTable' | 'referredColumns'>

const elementNames = ({ elements }: Pick<Index, 'elements'>): string[] =>
  elements.map((element) => element.column ?? 'expr')

function named<T extends { readonly name?: string }>(
  { schema, name: table }: ObjectName,
  convention: NamingConvention,
  kind: NamedKind,
  item: T,
  { columns, referredTable, referredColumns }: PartsOf,
): T {
  const template = convention[kind]
  const given = item.name
  if (template === undefined) return item
  if (given !== undefined && (typeof template !== 'string' || !template.includes('{constraint}')))
    return item
  const parts = compact({
    schema,
    table,
    columns,
    referredTable,
    referredColumns,
    constraint: given,
  })
  if (typeof template !== 'string') return { ...item, name: fitName(template(parts)) }
  if (given !== undefined && hasForm(kind, template, parts)) return item
  return { ...item, name: fitName(fill(kind, template, parts)) }
}

const TOKENS: Readonly<Record<string, (parts: NameParts) => string | undefined>> = {
  table: (parts) => parts.table,
  schema: (parts) => parts.schema ?? '',
  columns: (parts) => parts.columns.join('_'),
  column_0_label: (parts) => parts.columns[0] && `${parts.table}_${parts.columns[0]}`,
  referredTable: (parts) => parts.referredTable,
  referredColumns: (parts) => parts.referredColumns?.join('_'),
  constraint: (parts) => parts.constraint,
}

function tokenOf(token: string, parts: NameParts): string | undefined {
  const numbered = /^(column|referredColumn)_(\d+)$/.exec(token)
  if (numbered === null) return TOKENS[token]?.(parts)
  const names = numbered[1] === 'column' ? parts.columns : parts.referredColumns
  return names?.[Number(numbered[2])]
}

function fill(kind: NamedKind, template: string, parts: NameParts): string {
  return template.replaceAll(/\{([^{}]*)\}/g, (_, token: string) => {
    const value = tokenOf(token, parts)
    if (value !== undefined) return value
    throw unfilled(kind, template, token, parts)
  })
}

/** Whether the given name is what the template makes of some name already. */
function hasForm(kind: NamedKind, template: string, parts: NameParts): boolean {
  const [head = '', ...rest] = template.split('{constraint}')
  const pieces = [head, ...rest].map((piece) => escaped(fill(kind, piece, parts)))
  return new RegExp(`^${pieces.join('.+')}$`, 's').test(parts.constraint ?? '')
}

const escaped = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&')

function unfilled(
  kind: NamedKind,
  template: string,
  token: string,
  parts: NameParts,
): NamingConventionError {
  const where = `the naming convention ${kind}: '${template}'`
  if (token === 'constraint')
    return new NamingConventionError(
      `${where} needs a name for each constraint, and one of table "${parts.table}" has none`,
      { hint: "Give it one, { name: 'positive' }, or take {constraint} out of the template." },
    )
  const known = [...Object.keys(TOKENS), 'column_0', 'referredColumn_0']
  if (!known.includes(token.replace(/_\d+$/, '_0')))
    return new NamingConventionError(`${where} has an unknown part, {${token}}`, {
      hint: `Did you mean {${nearest(token, known)[0] ?? 'columns'}}? There are ${known.map((t) => `{${t}}`).join(' ')}`,
    })
  return new NamingConventionError(
    `${where} speaks of {${token}}, which the one of table "${parts.table}" on (${parts.columns.join(', ')}) does not have`,
    { hint: `Name that one yourself, or use {columns}.` },
  )
}
