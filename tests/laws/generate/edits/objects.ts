import { nameOf, sameName } from '../../../../src/schema/lookup.ts'
import type { Schema, StoredObject, Table } from '../../../../src/schema/model.ts'
import { anyCondition } from '../conditions.ts'
import { withoutObjects } from '../forget.ts'
import { isSqlite, qualified, quote, speaksOf } from '../ground.ts'
import type { Picks } from '../picks.ts'
import {
  anyPlace,
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
const sourcesIn = (schema: Schema): Source[] => [
  ...schema.tables.map((table) => ({
    name: nameOf(table),
    columns: table.columns.map(({ name }) => name),
    table,
  })),
  ...schema.objects
    .filter(isView)
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
  const from = qualified(source.name)
  const condition =
    source.table && picks.chance(3) ? anyCondition(picks, scene, source.table) : undefined
  const where = condition === undefined ? '' : ` WHERE ${condition.sql}`
  switch (picks.number(6)) {
    case 3:
      return {
        sql: `SELECT ${columns.map((name) => `t.${quote(name)}`).join(', ')}, 1 AS "one"\n  FROM ${from} AS t -- a comment; here\n LIMIT 5`,
        columns: [...columns, 'one'],
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

function anyView(
  scene: Scene,
  picks: Picks,
  kind: 'view' | 'materializedView',
): StoredObject | undefined {
  const source = picks.of(sourcesIn(scene.schema))
  if (source === undefined) return undefined
  const { sql, columns } = select(source, picks, scene)
  const distinct = columns.map((column, i) =>
    columns.indexOf(column) === i ? column : `${column}${i}`,
  )
  const named = picks.chance(3) ? distinct.map((column) => `v ${column}`.slice(0, 40)) : distinct
  return {
    kind,
    ...anyPlace(scene, picks),
    name: newName(scene, picks, kind === 'view' ? 'vw_' : 'mv_'),
    definition: sql,
    columns: named,
    dependsOn: [source.name],
  }
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
  changeView: (scene, picks) => {
    const view = picks.of(scene.schema.objects.filter(({ kind }) => kind === 'view'))
    const source = view && picks.of(sourcesIn({ ...scene.schema, objects: [] }))
    if (view === undefined || source === undefined) return undefined
    const { sql, columns } = select(source, picks, scene)
    const bare = withoutObjects(scene.schema, (one) => one === view)
    return withObject(bare, { ...view, definition: sql, columns, dependsOn: [source.name] })
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
const isNeeded = ({ kind, name }: StoredObject, { tables }: Schema): boolean =>
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
    const view = picks.of(schema.objects.filter(({ kind }) => kind === 'view'))
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

export const postgresqlObjectMakes: Makes = {
  addMaterializedView: (scene, picks) => {
    const view = anyView(scene, picks, 'materializedView')
    if (view === undefined) return undefined
    const indexes = [
      { name: newName(scene, picks, 'mx_'), elements: [{ column: view.columns![0]! }] },
    ]
    const isPlain = !/count|WITH|one/.test(view.definition)
    const source = scene.schema.tables.find((one) => sameName(one, view.dependsOn![0]!))
    const first = source?.columns.find(({ name }) =>
      view.definition.startsWith(`SELECT ${quote(name)}`),
    )
    const canIndex =
      isPlain &&
      first !== undefined &&
      ['integer', 'text', 'varchar', 'bigint'].includes(first.type.kind)
    return withPlaces(
      withObject(scene.schema, {
        ...view,
        ...(canIndex && picks.maybe(2, () => ({ indexes }))),
        ...picks.maybe(5, () => ({ with: { fillfactor: '80' } })),
        ...picks.maybe(5, () => ({ comment: 'kept' })),
      }),
    )
  },

  addFunction: (scene, picks) => {
    const place = anyPlace(scene, picks)
    const name = newName(scene, picks, 'fn_')
    const call = qualified({ ...place, name })
    const number = picks.number(9)
    const made = picks.one<
      Pick<StoredObject, 'signature' | 'definition'> & { readonly kind?: 'procedure' }
    >([
      {
        signature: 'integer',
        definition: `CREATE FUNCTION ${call}(integer) RETURNS integer LANGUAGE sql IMMUTABLE AS $$ SELECT $1 + ${number} $$`,
      },
      {
        signature: 'integer, text',
        definition: `CREATE FUNCTION ${call}(a integer, "B b" text DEFAULT 'x') RETURNS text LANGUAGE plpgsql AS $body$ BEGIN RETURN $q$it's; $q$ || ${number}; END $body$`,
      },
      {
        signature: '',
        definition: `CREATE OR REPLACE FUNCTION ${call}() RETURNS TABLE (n integer) LANGUAGE sql STABLE STRICT SECURITY DEFINER AS 'SELECT ${number}'`,
      },
      {
        kind: 'procedure',
        signature: 'integer',
        definition: `CREATE PROCEDURE ${call}(IN n integer) LANGUAGE sql AS $$ SELECT n + ${number} $$`,
      },
    ])
    return withPlaces(withObject(scene.schema, { kind: 'function', ...place, name, ...made }))
  },

  /** Another function of the same name, or the same function with another body. */
  changeFunction: ({ schema }, picks) => {
    const old = picks.of(
      schema.objects.filter(
        ({ kind, signature }) => kind === 'function' && signature === 'integer',
      ),
    )
    if (old === undefined) return undefined
    if (picks.chance()) {
      const twin = {
        ...old,
        signature: 'text',
        definition: `CREATE FUNCTION ${qualified(old)}(text) RETURNS text LANGUAGE sql AS $$ SELECT $1 || 'twin' $$`,
      }
      const there = schema.objects.some(
        (one) => one.kind === 'function' && sameName(one, old) && one.signature === 'text',
      )
      return there ? undefined : withObject(schema, twin)
    }
    const definition = old.definition.replace('+', '+ 10 +')
    return {
      ...schema,
      objects: schema.objects.map((one) => (one === old ? { ...one, definition } : one)),
    }
  },

  addTrigger: (scene, picks) => {
    const table = picks.of(
      scene.schema.tables.filter(({ options }) => options?.partitionBy === undefined),
    )
    const column = picks.of(table?.columns.filter(({ generated }) => generated === undefined) ?? [])
    if (table === undefined || column === undefined) return undefined
    const body = { ...anyPlace(scene, picks), name: newName(scene, picks, 'tf_') }
    const name = newName(scene, picks, 'tr_')
    const [constraint, when, each] = picks.one([
      ['', 'BEFORE INSERT', 'FOR EACH ROW'],
      [
        '',
        `AFTER UPDATE OF ${quote(column.name)}`,
        'FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)',
      ],
      ['', 'AFTER TRUNCATE', 'FOR EACH STATEMENT'],
      ['', 'AFTER DELETE OR INSERT', 'EXECUTE_ROW'],
      ['CONSTRAINT ', 'AFTER INSERT', 'DEFERRABLE INITIALLY DEFERRED FOR EACH ROW'],
    ] as [string, string, string][] as [[string, string, string]])
    const per = each === 'EXECUTE_ROW' ? '' : ` ${each}`
    const code: StoredObject = {
      kind: 'function',
      ...body,
      signature: '',
      definition: `CREATE FUNCTION ${qualified(body)}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$`,
    }
    const trigger: StoredObject = {
      kind: 'trigger',
      name,
      table: nameOf(table),
      definition: `CREATE ${constraint}TRIGGER ${quote(name)} ${when} ON ${qualified(table)}${per} EXECUTE FUNCTION ${qualified(body)}()`,
      dependsOn: [nameOf(table), body],
    }
    return withPlaces(withObject(scene.schema, code, trigger))
  },

  addDomain: (scene, picks) => {
    const place = anyPlace(scene, picks)
    const definition = picks.one([
      "AS text CHECK (VALUE <> 'no')",
      'AS varchar(40) COLLATE "C" DEFAULT \'x\' CONSTRAINT "not no" CHECK (VALUE <> \'no\') CHECK (length(VALUE) < 30)',
      'AS text',
    ])
    return withPlaces(
      withObject(scene.schema, {
        kind: 'domain',
        ...place,
        name: newName(scene, picks, 'dm_'),
        definition,
      }),
    )
  },

  changeDomain: ({ schema }, picks) => {
    const old = picks.of(schema.objects.filter(({ kind }) => kind === 'domain'))
    if (old === undefined) return undefined
    const definition = picks.one([
      `${old.definition} CHECK (VALUE <> 'never')`,
      old.definition.replace(/ (CONSTRAINT|CHECK) .*$/, ''),
      old.definition.replace(/ DEFAULT '.'/, '').replace(/^AS (\S+)/, "AS $1 DEFAULT 'y'"),
    ])
    return {
      ...schema,
      objects: schema.objects.map((one) => (one === old ? { ...one, definition } : one)),
    }
  },

  addPolicy: (scene, picks) => {
    const table = picks.of(scene.schema.tables)
    const condition = table && anyCondition(picks, scene, table)
    if (table === undefined || condition === undefined) return undefined
    const name = newName(scene, picks, 'po_')
    const rest = picks.one([
      `USING (${condition.sql})`,
      `AS RESTRICTIVE FOR SELECT TO PUBLIC USING (${condition.sql})`,
      `FOR UPDATE TO pg_monitor, CURRENT_USER USING (true) WITH CHECK (${condition.sql})`,
      `FOR INSERT WITH CHECK (${condition.sql})`,
    ])
    return withObject(scene.schema, {
      kind: 'policy',
      name,
      table: nameOf(table),
      definition: `CREATE POLICY ${quote(name)} ON ${qualified(table)} ${rest}`,
      dependsOn: [nameOf(table)],
    })
  },

  addGrant: ({ schema }, picks) => {
    const table = picks.of(schema.tables)
    const column = picks.of(table?.columns ?? [])
    if (table === undefined || column === undefined) return undefined
    const role = picks.one(['pg_monitor', 'public'])
    if (
      schema.objects.some(
        (one) =>
          one.kind === 'grant' &&
          one.name.startsWith(role) &&
          one.table &&
          sameName(one.table, table),
      )
    )
      return undefined
    const privileges = picks.one([
      'SELECT',
      'SELECT, INSERT',
      `SELECT (${quote(column.name)}), DELETE`,
      'ALL',
    ])
    const option = role === 'pg_monitor' && picks.chance(4)
    return withObject(schema, {
      kind: 'grant',
      name: option ? `${role} with grant option` : role,
      table: nameOf(table),
      definition: `GRANT ${privileges} ON ${qualified(table)} TO ${role}${option ? ' WITH GRANT OPTION' : ''}`,
      dependsOn: [nameOf(table)],
    })
  },

  addExtension: ({ schema }, picks) => {
    const name = picks.one(['tcn', 'tablefunc', 'lo'])
    return schema.objects.some((one) => one.kind === 'extension' && one.name === name)
      ? undefined
      : withObject(schema, { kind: 'extension', name, definition: '' })
  },
}
