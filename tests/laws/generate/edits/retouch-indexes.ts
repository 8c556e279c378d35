import type { Index } from '../../../../src/schema/model.ts'
import { isSqlite } from '../ground.ts'
import { anyIndex } from '../indexes.ts'
import { type Makes, onTable } from '../scene.ts'
import { hasRows, holdingOf } from '../values.ts'
import { remade, replaced } from './retouch.ts'

export const indexRetouchMakes: Makes = {
  /** Another one in its place, of the same name. */
  remakeIndex: onTable((table, picks, scene) => {
    const old = picks.of(table.indexes)
    return old && remade(table, 'indexes', old, anyIndex(picks, scene, table))
  }),

  /** The same one, of which something else is said; what was unique no longer is. */
  retouchIndex: onTable((table, picks, scene) => {
    const index = picks.of(table.indexes.filter(({ method }) => method === undefined))
    if (index === undefined) return undefined
    const { unique, nullsNotDistinct, ...rest } = index
    if (isSqlite(scene.ground))
      return unique ? replaced<Index>(table, 'indexes', index, rest) : undefined
    const { include, with: parameters } = index
    const isFilled = index.elements.every(
      ({ column }) =>
        column !== undefined &&
        (!hasRows(scene.origin, table) || holdingOf(scene.origin, table, column) === 'values'),
    )
    const carried = table.columns.find(({ generated }) => generated?.stored !== false)
    const { include: _, ...bare } = index
    const { with: __, ...plain } = index
    const { nullsNotDistinct: ___, ...lenient } = index
    const changed = picks.of<Index>([
      ...(unique && (isFilled || nullsNotDistinct)
        ? [nullsNotDistinct ? lenient : { ...index, nullsNotDistinct: true }]
        : []),
      ...(unique ? [rest] : []),
      include ? bare : { ...index, ...(carried && { include: [carried.name] }) },
      parameters ? plain : { ...index, with: { fillfactor: '60', deduplicate_items: 'off' } },
    ])
    return changed && replaced<Index>(table, 'indexes', index, changed)
  }),
}
