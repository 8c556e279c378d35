import type { Exclusion, Index, IndexElement, SqlExpression, Table } from '../../../schema/model.ts'
import { wording } from '../expression.ts'

/** The table with the text of each expression in it, defaults included, as `say` words it. */
export function rewording(table: Table, say: (sql: string) => string): Table {
  const expression = ({ sql }: SqlExpression): SqlExpression => ({ sql: say(sql) })
  const element = <T extends IndexElement>(one: T): T =>
    one.expression ? { ...one, expression: expression(one.expression) } : one
  const index = <T extends Index | Exclusion>(one: T): T => ({
    ...one,
    elements: one.elements.map(element),
    ...(one.where && { where: expression(one.where) }),
  })
  return {
    ...table,
    columns: table.columns.map((column) => ({
      ...column,
      ...(column.default && 'sql' in column.default && { default: expression(column.default) }),
      ...(column.generated && {
        generated: { ...column.generated, expression: expression(column.generated.expression) },
      }),
    })),
    checks: table.checks.map((check) => ({ ...check, expression: expression(check.expression) })),
    exclusions: table.exclusions.map(index),
    indexes: table.indexes.map(index),
  }
}

/** Every expression in the table. */
export function expressionsOf(table: Table): string[] {
  const all: string[] = []
  rewording(table, (sql) => {
    all.push(sql)
    return sql
  })
  return all
}

/** How `found` words what it says, by what the words are. */
export const vocabulary = (expressions: readonly string[]): Map<string, string> =>
  new Map(expressions.map((sql) => [wording(sql), sql]))
