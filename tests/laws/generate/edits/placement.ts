import type { Index, StoredObject } from '../../../../src/schema/model.ts'
import { anyTablespace, type Makes, onTable, type Scene } from '../scene.ts'

const hasTablespaces = ({ ground }: Scene): boolean => (ground.tablespaces ?? []).length > 0

/** Which disk of the server's a thing is kept on: another one than before, or the one that goes without saying. */
export const placementMakes: Makes = {
  tablespace: onTable(
    (table, picks, scene) => {
      const { tablespace: _, ...options } = table.options ?? {}
      const space = picks.chance(3) ? {} : anyTablespace(picks, scene, table)
      return { ...table, options: { ...options, ...space } }
    },
    (_, scene) => hasTablespaces(scene),
  ),

  indexTablespace: onTable(
    (table, picks, scene) => {
      const index = picks.of(table.indexes)
      if (index === undefined) return undefined
      const { tablespace: _, ...rest } = index
      const moved: Index = picks.chance(3)
        ? rest
        : { ...rest, ...anyTablespace(picks, scene, table) }
      return { ...table, indexes: table.indexes.map((one) => (one === index ? moved : one)) }
    },
    ({ indexes }, scene) => indexes.length > 0 && hasTablespaces(scene),
  ),

  viewIndexTablespace: (scene, picks) => {
    const { schema } = scene
    const view = picks.of(schema.objects.filter(({ indexes = [] }) => indexes.length > 0))
    if (view === undefined || !hasTablespaces(scene)) return undefined
    const [{ tablespace: _, ...first }, ...others] = view.indexes as [Index, ...Index[]]
    const moved: StoredObject = {
      ...view,
      indexes: [{ ...first, ...(picks.chance(3) ? {} : anyTablespace(picks, scene)) }, ...others],
    }
    return { ...schema, objects: schema.objects.map((one) => (one === view ? moved : one)) }
  },
}
