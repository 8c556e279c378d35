import { nameOf, sameName } from '../../src/schema/lookup.ts'
import type {
  Check,
  Column,
  Exclusion,
  ForeignKey,
  Index,
  IndexElement,
  ReferentialAction,
  Schema,
  SqlExpression,
  Table,
} from '../../src/schema/model.ts'
import {
  freshName,
  type Ground,
  isDistinct,
  isInteger,
  isText,
  type Picks,
  quote,
  relationNames,
} from './draft.ts'

const named = (picks: Picks, schema: Schema, prefix: string): { readonly name?: string } =>
  picks.chance(3) ? {} : { name: freshName(picks, relationNames(schema), prefix) }

/** A condition that every generated row meets. */
export function condition(picks: Picks, table: Table): SqlExpression | undefined {
  const columns = table.columns.filter(
    ({ type, generated }) =>
      generated === undefined &&
      (isInteger(type) || type.kind === 'text' || type.kind === 'varchar'),
  )
  const column = picks.of(columns)
  if (column === undefined) return undefined
  const name = quote(column.name)
  return {
    sql: isInteger(column.type)
      ? picks.of([
          `${name} > -1`,
          `${name} BETWEEN 0 AND 1000000`,
          `${name} <> 424242 AND ${name} IS NOT NULL OR ${name} IS NULL`,
          `${name} NOT IN (-1, -2)`,
          `(${name} + 1) * 2 >= 0`,
        ])!
      : picks.of([
          `length(${name}) < 1000`,
          `${name} <> 'ne''ver'`,
          `${name} LIKE '%' OR ${name} IS NULL`,
          `${name} NOT IN ('a;b', '--')`,
          `coalesce(${name}, '') <> 'zzz'`,
        ])!,
  }
}

export function anyCheck(
  picks: Picks,
  _ground: Ground,
  schema: Schema,
  table: Table,
): Check | undefined {
  const expression = condition(picks, table)
  return expression && { ...named(picks, schema, 'ck_'), expression }
}

/** Columns that no two generated rows agree in. */
export function distinctColumns(picks: Picks, table: Table): readonly string[] | undefined {
  const able = table.columns.filter(isDistinct)
  if (able.length === 0) return undefined
  return picks.some(able, 3).map(({ name }) => name)
}

export function anyUnique(
  picks: Picks,
  ground: Ground,
  schema: Schema,
  table: Table,
): Table['uniques'][number] | undefined {
  const columns = distinctColumns(picks, table)
  if (columns === undefined) return undefined
  if (
    table.uniques.some((unique) => sameSet(unique.columns, columns)) ||
    sameSet(table.primaryKey?.columns ?? [], columns)
  )
    return undefined
  if (ground.dialect === 'sqlite')
    return {
      ...named(picks, schema, 'uq_'),
      columns,
      ...(picks.chance(6) && { onConflict: 'ignore' as const }),
    }
  return {
    ...named(picks, schema, 'uq_'),
    columns,
    ...(picks.chance(5) && { deferrable: picks.of(['immediate', 'deferred'] as const)! }),
    ...(ground.version[0] >= 15 && picks.chance(5) && { nullsNotDistinct: true }),
  }
}

const sameSet = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((name) => b.includes(name))

const ACTIONS: readonly ReferentialAction[] = [
  'cascade',
  'set null',
  'restrict',
  'set default',
  'no action',
]

/** A key to a table that has something to refer to, with columns of its own: empty, so that any rows may be there. */
export function anyForeignKey(
  picks: Picks,
  ground: Ground,
  schema: Schema,
  table: Table,
): { readonly columns: readonly Column[]; readonly key: ForeignKey } | undefined {
  const target = picks.of(
    schema.tables.filter(
      (candidate) =>
        candidate.primaryKey !== undefined &&
        // A permanent table may not refer to an unlogged one.
        (candidate.options?.unlogged ?? false) === (table.options?.unlogged ?? false),
    ),
  )
  if (target?.primaryKey === undefined) return undefined
  const taken = table.columns.map(({ name }) => name)
  const columns = target.primaryKey.columns.map((name) => {
    const { type, collation } = target.columns.find((column) => column.name === name)!
    const own = freshName(picks, taken, 'ref_')
    taken.push(own)
    return { name: own, type, nullable: true, ...(collation !== undefined && { collation }) }
  })
  const onDelete = picks.of(ACTIONS)!
  const onUpdate = picks.of(ACTIONS)!
  return {
    columns,
    key: {
      ...named(picks, schema, 'fk_'),
      columns: columns.map(({ name }) => name),
      references: { ...nameOf(target), columns: target.primaryKey.columns },
      ...(onDelete !== 'no action' && { onDelete }),
      ...(onUpdate !== 'no action' && { onUpdate }),
      ...(picks.chance(4) && { deferrable: picks.of(['immediate', 'deferred'] as const)! }),
      ...(ground.dialect === 'postgresql' && picks.chance(6) && { match: 'full' as const }),
      ...(ground.dialect === 'postgresql' && picks.chance(8) && { notValid: true }),
    },
  }
}

export function anyIndex(
  picks: Picks,
  ground: Ground,
  schema: Schema,
  table: Table,
): Index | undefined {
  const indexable = table.columns.filter(
    ({ type }) =>
      isInteger(type) ||
      isText(type) ||
      ['date', 'timestamp', 'uuid', 'boolean', 'enum'].includes(type.kind),
  )
  if (indexable.length === 0) return undefined
  const name = freshName(picks, relationNames(schema), 'ix_')
  const where = picks.chance(4) ? condition(picks, table) : undefined
  const method =
    ground.dialect === 'postgresql' && picks.chance(6) ? picks.of(['hash', 'brin'])! : undefined
  const chosen = picks.some(indexable, method === 'hash' ? 1 : 3)
  const elements = chosen.map((column) => elementOf(picks, ground, column, method))
  const unique =
    method === undefined &&
    picks.chance(4) &&
    chosen.some(isDistinct) &&
    elements.every(({ column }) => column !== undefined)
  const others = table.columns.filter(
    ({ name: other }) => !chosen.some((column) => column.name === other),
  )
  const include =
    ground.dialect === 'postgresql' && method === undefined && picks.chance(6)
      ? picks.of(others.filter(({ generated }) => generated?.stored !== false))
      : undefined
  return {
    name,
    elements,
    ...(unique && { unique }),
    ...(where !== undefined && { where }),
    ...(method !== undefined && { method }),
    ...(include !== undefined && { include: [include.name] }),
    ...(ground.dialect === 'postgresql' &&
      method === undefined &&
      picks.chance(8) && { with: { fillfactor: '70' } }),
    ...(ground.dialect === 'postgresql' &&
      unique &&
      ground.version[0] >= 15 &&
      picks.chance(3) && { nullsNotDistinct: true }),
    ...(ground.dialect === 'postgresql' && picks.chance(8) && { comment: 'an index' }),
  }
}

function elementOf(
  picks: Picks,
  ground: Ground,
  column: Column,
  method: string | undefined,
): IndexElement {
  if (method !== undefined) return { column: column.name }
  const virtual = column.generated?.stored === false
  if (isText(column.type) && column.type.kind !== 'char' && !virtual && picks.chance(4))
    return { expression: { sql: `lower(${quote(column.name)})` } }
  if (isInteger(column.type) && !virtual && picks.chance(6))
    return { expression: { sql: `(${quote(column.name)} + 1)` } }
  return {
    column: column.name,
    ...(picks.chance(3) && { descending: true }),
    ...(ground.dialect === 'postgresql' &&
      picks.chance(5) && { nulls: picks.of(['first', 'last'] as const)! }),
    ...(ground.dialect === 'postgresql' &&
      column.type.kind === 'text' &&
      picks.chance(5) && { opclass: 'text_pattern_ops' }),
    ...(isText(column.type) &&
      picks.chance(6) && { collation: ground.dialect === 'sqlite' ? 'NOCASE' : 'C' }),
  }
}

/** Rows hold different numbers, so their ranges never overlap. */
export function anyExclusion(picks: Picks, schema: Schema, table: Table): Exclusion | undefined {
  const column = picks.of(
    table.columns.filter((one) => one.type.kind === 'integer' && isDistinct(one)),
  )
  if (column === undefined) return undefined
  const name = quote(column.name)
  return {
    ...named(picks, schema, 'ex_'),
    using: 'gist',
    elements: [{ expression: { sql: `int4range(${name}, ${name} + 1)` }, operator: '&&' }],
    ...(picks.chance(3) && { where: { sql: `${name} > 0` } }),
  }
}

export const tableIn = (schema: Schema, at: Table): Table | undefined =>
  schema.tables.find((table) => sameName(table, at))
