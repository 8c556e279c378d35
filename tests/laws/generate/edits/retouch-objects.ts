import { nameOf, sameName } from '../../../../src/schema/lookup.ts'
import type { Index, Schema, StoredObject } from '../../../../src/schema/model.ts'
import { isSqlite, qualified, quote, speaksOf } from '../ground.ts'
import type { Picks } from '../picks.ts'
import { anyPlace, isHere, type Makes, newName, withObject, withPlaces } from '../scene.ts'
import { calling, isNeeded } from './objects.ts'

const instead = (schema: Schema, old: StoredObject, now: StoredObject): Schema => ({
  ...schema,
  objects: schema.objects.map((one) => (one === old ? now : one)),
})

export const objectRetouchMakes: Makes = {
  /** An object that nothing stands on is for some databases only, or for all again. */
  limitObject: (scene, picks) => {
    const { schema, ground } = scene
    const object = picks.of(schema.objects.filter((one) => isLeaf(one, schema)))
    if (object === undefined) return undefined
    const { dialects, ...rest } = object
    if (dialects !== undefined) return instead(schema, object, rest)
    const other = isSqlite(ground) ? 'postgresql' : 'sqlite'
    const limited = picks.chance(4) ? ([ground.dialect] as const) : ([other] as const)
    return instead(schema, object, { ...rest, dialects: limited })
  },
}

/** Nothing reads it, uses it or hangs on it. */
const isLeaf = (object: StoredObject, schema: Schema): boolean =>
  object.kind !== 'extension' &&
  !isNeeded(object, schema) &&
  schema.objects.every(
    (one) =>
      one === object ||
      !(
        speaksOf(one.definition, object.name) ||
        one.dependsOn?.some((name) => sameName(name, object)) ||
        (one.table !== undefined && sameName(one.table, object))
      ),
  )

export const postgresqlObjectRetouchMakes: Makes = {
  /** Other options of a view; other storage parameters of a materialized one. */
  retouchView: ({ schema, ground }, picks) => {
    const view = picks.of(
      schema.objects.filter(({ kind }) => kind === 'view' || kind === 'materializedView'),
    )
    if (view === undefined) return undefined
    const { with: were, ...rest } = view
    const options: readonly (readonly [string, string])[] =
      view.kind === 'materializedView'
        ? [
            ['fillfactor', '70'],
            ['autovacuum_enabled', 'false'],
          ]
        : [
            ['security_barrier', 'true'],
            ...(ground.version[0] >= 15 ? [['security_invoker', 'true'] as const] : []),
          ]
    const [key, value] = picks.of(options)!
    const { [key]: was, ...others } = were ?? {}
    const now = was === undefined ? { ...others, [key]: value } : others
    return instead(schema, view, { ...rest, ...(Object.keys(now).length > 0 && { with: now }) })
  },

  /** A materialized view has one index more or less, or another in the place of one. */
  retouchViewIndexes: (scene, picks) => {
    const { schema } = scene
    const view = picks.of(schema.objects.filter(({ indexes = [] }) => indexes.length > 0))
    if (view === undefined) return undefined
    const { indexes = [], ...rest } = view
    const [first, ...others] = indexes as readonly [Index, ...Index[]]
    const changed = picks.one<readonly Index[]>([
      [...indexes, { ...first, name: newName(scene, picks, 'mx_') }],
      others,
      [{ ...first, elements: [{ ...first.elements[0], descending: true }] }, ...others],
      [{ ...first, comment: 'of a view' }, ...others],
      [{ ...first, with: { fillfactor: '60' } }, ...others],
      [{ ...first, dialects: ['sqlite'] }, ...others],
    ])
    return instead(schema, view, { ...rest, ...(changed.length > 0 && { indexes: changed }) })
  },

  addInsteadOf: (scene, picks) => {
    const { schema, ground } = scene
    const view = picks.of(
      schema.objects.filter((one) => one.kind === 'view' && isHere(one, ground)),
    )
    if (view === undefined) return undefined
    const body = { ...anyPlace(scene, picks), name: newName(scene, picks, 'tf_') }
    const name = newName(scene, picks, 'tr_')
    const definition = `CREATE TRIGGER ${quote(name)} INSTEAD OF INSERT OR DELETE ON ${qualified(view)} FOR EACH ROW`
    return withPlaces(
      withObject(schema, ...calling({ name, table: view, definition, body, returning: 'NULL' })),
    )
  },

  /** What others may do with a view, or with a sequence. */
  grantOther: ({ schema, ground }, picks) => {
    const views = schema.objects.filter(
      (one) => (one.kind === 'view' || one.kind === 'materializedView') && isHere(one, ground),
    )
    const sequences = new Set<object>(schema.sequences)
    const target = picks.of([...views, ...schema.sequences])
    if (target === undefined) return undefined
    const name = picks.one(['pg_monitor', 'public'])
    const isThere = schema.objects.some(
      (one) =>
        one.kind === 'grant' && one.name === name && one.table && sameName(one.table, target),
    )
    if (isThere) return undefined
    const what = sequences.has(target) ? 'USAGE ON SEQUENCE' : 'SELECT ON'
    return withObject(schema, {
      kind: 'grant',
      name,
      table: nameOf(target),
      definition: `GRANT ${what} ${qualified(target)} TO ${name}`,
      dependsOn: [nameOf(target)],
    })
  },

  sequenceComment: ({ schema }, picks: Picks) => {
    const sequence = picks.of(schema.sequences)
    if (sequence === undefined) return undefined
    const { comment: _, ...rest } = sequence
    const changed = picks.chance(3) ? rest : { ...rest, comment: picks.one(["it's", 'a\n$$']) }
    return {
      ...schema,
      sequences: schema.sequences.map((one) => (one === sequence ? changed : one)),
    }
  },
}
