import { nameOf } from '../../../../src/schema/lookup.ts'
import type { ObjectName, Schema, StoredObject, Table } from '../../../../src/schema/model.ts'
import { anyCondition } from '../conditions.ts'
import { withoutObjects } from '../forget.ts'
import { type Ground, isSqlite, qualified, quote, speaksOf } from '../ground.ts'
import type { Picks } from '../picks.ts'
import {
  anyPlace,
  isHere,
  type Makes,
  newName,
  type Scene,
  textOf,
  withObject,
  withPlaces,
} from '../scene.ts'

const isView = ({ kind }: StoredObject): boolean => kind === 'view' || kind === 'materializedView'

/** Something to select from, with the columns it is known to have. */
interface Source {
  readonly name: { readonly schema?: string; readonly name: string }
  readonly columns: readonly string[]
  readonly table?: Table
}

/** Tables, and the views that name their columns. */
const sourcesIn = (schema: Schema, ground: Ground): Source[] => [
  ...schema.tables
    .filter(({ columns }) => columns.length > 0)
    .map((table) => ({
      name: nameOf(table),
      columns: table.columns.map(({ name }) => name),
      table,
    })),
  ...schema.objects
    .filter((one) => isView(one) && isHere(one, ground))
    .filter(({ columns }) => columns !== undefined)
    .map((view) => ({ name: nameOf(view), columns: view.columns! })),
]

function select(
  source: Source,
  picks: Picks,
  scene: Scene,
): { readonly sql: string; readonly columns: readonly string[] } {
  const columns = picks.some(source.columns, 4)
  const list = columns.map(quote).join(', ')
  const added = columns.includes('one') ? 'one more' : 'one'
  const from = qualified(source.name)
  const condition =
    source.table && picks.chance(3) ? anyCondition(picks, scene, source.table) : undefined
  const where = condition === undefined ? '' : ` WHERE ${condition.sql}`
  switch (picks.number(6)) {
    case 3:
      return {
        sql: `SELECT ${columns.map((name) => `t.${quote(name)}`).join(', ')}, 1 AS ${quote(added)}\n  FROM ${from} AS t -- a comment; here\n LIMIT 5`,
        columns: [...columns, added],
      }
    case 4:
      return {
        sql: `SELECT count(*) AS "how many", 'it''s; "x"' AS "word" FROM ${from}${where}`,
        columns: ['how many', 'word'],
      }
    case 5:
      return { sql: `WITH c AS (SELECT ${list} FROM ${from}) SELECT ${list} FROM c`, columns }
    default:
      return { sql: `SELECT ${list} FROM ${from}${where}`, columns }
  }
}

export function anyView(
  scene: Scene,
  picks: Picks,
  kind: 'view' | 'materializedView',
): StoredObject | undefined {
  const source = picks.of(sourcesIn(scene.schema, scene.ground))
  if (source === undefined) return undefined
  const { sql, columns } = select(source, picks, scene)
  const distinct = columns.map((column, i) =>
    columns.indexOf(column) === i ? column : `${column}${i}`,
  )
  const named = picks.chance(3) ? distinct.map((column) => `v ${column}`.slice(0, 40)) : distinct
  const isStated = kind === 'materializedView' || !picks.chance(4)
  return {
    kind,
    ...anyPlace(scene, picks),
    name: newName(scene, picks, kind === 'view' ? 'vw_' : 'mv_'),
    definition: sql,
    ...(isStated && { columns: named }),
    dependsOn: [source.name],
  }
}

export function changedView(
  scene: Scene,
  picks: Picks,
  kind: 'view' | 'materializedView',
): Schema | undefined {
  const view = picks.of(scene.schema.objects.filter((one) => one.kind === kind))
  const source = view && picks.of(sourcesIn({ ...scene.schema, objects: [] }, scene.ground))
  if (view === undefined || source === undefined) return undefined
  const { sql, columns } = select(source, picks, scene)
  const bare = withoutObjects(scene.schema, (one) => one === view)
  const { indexes: _, columns: __, ...rest } = view
  const stated = picks.chance(4) ? {} : { columns }
  return withObject(bare, { ...rest, definition: sql, ...stated, dependsOn: [source.name] })
}

export const exchanged = (schema: Schema, old: StoredObject, definition: string): Schema => ({
  ...schema,
  objects: schema.objects.map((one) => (one === old ? { ...one, definition } : one)),
})

/** A trigger, with the function that it calls. */
export function calling(trigger: {
  readonly name: string
  readonly table: ObjectName
  /** Up to what it executes. */
  readonly definition: string
  readonly body: ObjectName
  readonly returning: 'NEW' | 'NULL'
}): [StoredObject, StoredObject] {
  const { name, body, definition, returning } = trigger
  const table = nameOf(trigger.table)
  const called = `${qualified(body)}()`
  return [
    {
      kind: 'function',
      ...body,
      signature: '',
      definition: `CREATE FUNCTION ${called} RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN ${returning}; END $$`,
    },
    {
      kind: 'trigger',
      name,
      table,
      definition: `${definition} EXECUTE FUNCTION ${called}`,
      dependsOn: [table, body],
    },
  ]
}

export const objectMakes: Makes = {
  addView: (scene, picks) => {
    const view = anyView(scene, picks, 'view')
    if (view === undefined) return undefined
    const options = isSqlite(scene.ground)
      ? {}
      : {
          ...picks.maybe(5, () => ({ with: { security_barrier: 'true' } })),
          ...picks.maybe(5, () => ({ comment: "a view's" })),
        }
    return withPlaces(withObject(scene.schema, { ...view, ...options }))
  },

  /** The same view, saying something else; what stands on it goes. */
  changeView: (scene, picks) => changedView(scene, picks, 'view'),

  changeTrigger: ({ schema }, picks) => {
    const old = picks.of(
      schema.objects.filter(
        ({ kind, definition }) =>
          kind === 'trigger' && / (?:BEFORE|AFTER) INSERT ON /.test(definition),
      ),
    )
    if (old === undefined || old.definition.startsWith('CREATE CONSTRAINT')) return undefined
    const definition = old.definition.replace(/ (BEFORE|AFTER) INSERT ON /, (_, when) =>
      when === 'BEFORE' ? ' AFTER INSERT ON ' : ' BEFORE INSERT ON ',
    )
    return exchanged(schema, old, definition)
  },

  dropObject: ({ schema }, picks) => {
    const object = picks.of(schema.objects.filter((one) => !isNeeded(one, schema)))
    return object && withoutObjects(schema, (one) => one === object)
  },

  commentObject: (scene, picks) => {
    const object = picks.of(scene.schema.objects.filter(({ kind }) => kind !== 'grant'))
    if (object === undefined) return undefined
    const { comment: _, ...rest } = object
    const changed = picks.chance(3) ? rest : { ...rest, comment: picks.one(["it's", 'a\nb']) }
    return {
      ...scene.schema,
      objects: scene.schema.objects.map((one) => (one === object ? changed : one)),
    }
  },
}

/** Columns of its type, or computed by it, cannot do without. */
export const isNeeded = ({ kind, name }: StoredObject, { tables }: Schema): boolean =>
  ['domain', 'function', 'extension'].includes(kind) &&
  tables.some(({ columns }) =>
    columns.some(
      ({ type, generated }) =>
        speaksOf(textOf(generated?.expression), name) ||
        (type.kind === 'native' && speaksOf(type.sql, name)),
    ),
  )

export const sqliteObjectMakes: Makes = {
  addTrigger: ({ schema, ...scene }, picks) => {
    const table = picks.of(schema.tables)
    const column = picks.of(table?.columns.filter(({ generated }) => generated === undefined) ?? [])
    const other = picks.of(schema.tables)
    if (table === undefined || column === undefined || other === undefined) return undefined
    const name = newName({ schema, ...scene }, picks, 'tr_')
    const when = picks.one([
      `AFTER UPDATE OF ${quote(column.name)}`,
      'BEFORE INSERT',
      'AFTER DELETE',
      'AFTER INSERT',
    ])
    const row = when.endsWith('DELETE') ? 'OLD' : 'NEW'
    const body = picks.one([
      `SELECT ${row}.${quote(column.name)};`,
      `DELETE FROM ${quote(other.name)} WHERE 0;`,
      `SELECT CASE WHEN 0 THEN raise(abort, 'it''s; END') END; SELECT 1;`,
      `UPDATE ${quote(other.name)} SET ${quote(freeColumn(other))} = ${quote(freeColumn(other))} WHERE 0 = 1;`,
    ])
    const condition = picks.chance(3) ? ` WHEN ${row}.${quote(column.name)} IS NOT NULL` : ''
    return withObject(schema, {
      kind: 'trigger',
      name,
      table: nameOf(table),
      definition: `CREATE TRIGGER ${quote(name)} ${when} ON ${quote(table.name)}${picks.chance() ? '\nFOR EACH ROW' : ''}${condition} BEGIN ${body} END`,
      dependsOn: [nameOf(table), nameOf(other)],
    })
  },

  addInsteadOf: ({ schema, ...scene }, picks) => {
    const view = picks.of(
      schema.objects.filter((one) => one.kind === 'view' && isHere(one, scene.ground)),
    )
    if (view === undefined) return undefined
    const name = newName({ schema, ...scene }, picks, 'tr_')
    return withObject(schema, {
      kind: 'trigger',
      name,
      table: nameOf(view),
      definition: `CREATE TRIGGER ${quote(name)} INSTEAD OF INSERT ON ${quote(view.name)} BEGIN SELECT 1; END`,
      dependsOn: [nameOf(view)],
    })
  },
}

const freeColumn = ({ columns }: Table): string =>
  (columns.find(({ generated }) => generated === undefined) ?? columns[0]!).name
