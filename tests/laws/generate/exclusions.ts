import type { Column, Exclusion, IndexElement, Table } from '../../../src/schema/model.ts'
import { anyCollation } from './columns.ts'
import { quote } from './ground.ts'
import { DEFERRABLE, includeOf, named } from './keys.ts'
import type { Picks } from './picks.ts'
import { isPartitioned, type Scene } from './scene.ts'
import { hasRows, holdingOf } from './values.ts'

/** Rows hold different numbers, so their ranges never overlap. */
export function anyExclusion(picks: Picks, scene: Scene, table: Table): Exclusion | undefined {
  if (isPartitioned(table)) return undefined
  const column = picks.of(
    table.columns.filter(
      (one) =>
        one.type.kind === 'integer' &&
        one.generated === undefined &&
        one.default === undefined &&
        // A range from null to null holds everything.
        (!hasRows(scene.origin, table) || holdingOf(scene.origin, table, one.name) === 'values'),
    ),
  )
  if (column === undefined) return undefined
  const name = quote(column.name)
  const [using, element] = picks.one<[string, Exclusion['elements'][number]]>([
    ['gist', { expression: { sql: `int4range(${name}, ${name} + 1)` }, operator: '&&' }],
    ['btree', { column: column.name, operator: '=' }],
    ['hash', { expression: { sql: `(${name} + 1)` }, operator: '=' }],
  ])
  const second = using === 'btree' ? secondElement(picks, scene, table, column) : undefined
  const members = second === undefined ? [element] : [element, second]
  // Of two that say the same PostgreSQL makes one.
  if (table.exclusions.some(({ elements }) => JSON.stringify(elements) === JSON.stringify(members)))
    return undefined
  return {
    ...named(picks, scene, 'ex_'),
    using,
    elements: members,
    ...(using !== 'hash' && includeOf(picks, table, [column.name], 3)),
    ...picks.maybe(4, () => ({ where: { sql: `${name} > 0` } })),
    ...picks.maybe(5, () => ({ deferrable: picks.one([...DEFERRABLE]) })),
    ...picks.maybe(9, () => ({ dialects: [picks.one(['postgresql', 'sqlite'] as const)] })),
  }
}

/** What need not differ besides: a text, in an order of its own. */
function secondElement(
  picks: Picks,
  scene: Scene,
  table: Table,
  first: Column,
): Exclusion['elements'][number] | undefined {
  const texts = table.columns.filter(
    ({ name, type, generated }) =>
      name !== first.name && type.kind === 'text' && generated?.stored !== false,
  )
  const column = picks.chance(2) ? picks.of(texts) : undefined
  if (column === undefined) return undefined
  return {
    column: column.name,
    operator: '=',
    ...picks.maybe(3, () => ({ collation: anyCollation(picks, scene) })),
    ...picks.maybe(3, () => ({ opclass: 'text_pattern_ops' })),
    ...picks.maybe(3, () =>
      picks.one<Pick<IndexElement, 'descending' | 'nulls'>>([
        { descending: true },
        { nulls: 'first' as const },
        { descending: true, nulls: 'last' as const },
      ]),
    ),
  }
}
