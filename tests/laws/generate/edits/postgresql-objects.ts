import { nameOf, sameName } from '../../../../src/schema/lookup.ts'
import type { Schema, StoredObject, Table } from '../../../../src/schema/model.ts'
import { anyCondition } from '../conditions.ts'
import { withoutObjects } from '../forget.ts'
import { qualified, quote, speaksOf } from '../ground.ts'
import type { Picks } from '../picks.ts'
import {
  anyPlace,
  anyTablespace,
  type Makes,
  newName,
  type Scene,
  withObject,
  withPlaces,
} from '../scene.ts'

import { anyView, calling, changedView, exchanged } from './objects.ts'

function policyText(scene: Scene, picks: Picks, name: string, table: Table): string | undefined {
  const condition = anyCondition(picks, scene, table)
  if (condition === undefined) return undefined
  const rest = picks.one([
    `USING (${condition.sql})`,
    `AS RESTRICTIVE FOR SELECT TO PUBLIC USING (${condition.sql})`,
    `FOR UPDATE TO pg_monitor, CURRENT_USER USING (true) WITH CHECK (${condition.sql})`,
    `FOR INSERT WITH CHECK (${condition.sql})`,
  ])
  return `CREATE POLICY ${quote(name)} ON ${qualified(table)} ${rest}`
}

export const postgresqlObjectMakes: Makes = {
  /** One with nothing in it. */
  addSchema: ({ schema }) => ({
    ...schema,
    schemas: schema.schemas.includes('empty "one"')
      ? schema.schemas
      : [...schema.schemas, 'empty "one"'],
  }),

  dropSchema: ({ schema }, picks) => {
    const used = [...schema.tables, ...schema.enums, ...schema.sequences, ...schema.objects]
    const free = picks.of(
      schema.schemas.filter(
        (name) =>
          used.every((one) => one.schema !== name) &&
          !schema.objects.some((one) => one.kind === 'extension' && speaksOf(one.definition, name)),
      ),
    )
    return free === undefined
      ? undefined
      : { ...schema, schemas: schema.schemas.filter((name) => name !== free) }
  },

  addMaterializedView: (scene, picks) => {
    const view = anyView(scene, picks, 'materializedView')
    if (view === undefined) return undefined
    const indexes = [
      {
        name: newName(scene, picks, 'mx_'),
        elements: [{ column: view.columns![0]! }],
        ...picks.maybe(4, () => anyTablespace(picks, scene)),
      },
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
    return exchanged(schema, old, old.definition.replace('+', '+ 10 +'))
  },

  changeProcedure: ({ schema }, picks) => {
    const old = picks.of(schema.objects.filter(({ kind }) => kind === 'procedure'))
    return old && exchanged(schema, old, old.definition.replace('+', '+ 10 +'))
  },

  changeMaterializedView: (scene, picks) => changedView(scene, picks, 'materializedView'),

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
    const definition = `CREATE ${constraint}TRIGGER ${quote(name)} ${when} ON ${qualified(table)}${per}`
    return withPlaces(
      withObject(scene.schema, ...calling({ name, table, definition, body, returning: 'NEW' })),
    )
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
    return exchanged(schema, old, definition)
  },

  addPolicy: (scene, picks) => {
    const table = picks.of(scene.schema.tables)
    if (table === undefined) return undefined
    const name = newName(scene, picks, 'po_')
    const definition = policyText(scene, picks, name, table)
    if (definition === undefined) return undefined
    return withObject(scene.schema, {
      kind: 'policy',
      name,
      table: nameOf(table),
      definition,
      dependsOn: [nameOf(table)],
    })
  },

  changePolicy: (scene, picks) => {
    const { schema } = scene
    const old = picks.of(schema.objects.filter(({ kind }) => kind === 'policy'))
    const table = old && schema.tables.find((one) => sameName(one, old.table!))
    const definition = table && policyText(scene, picks, old.name, table)
    return definition === undefined || old === undefined
      ? undefined
      : exchanged(schema, old, definition)
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

  addExtension: (scene, picks) => {
    const { schema } = scene
    const name = picks.one(['tcn', 'tablefunc', 'lo'])
    if (schema.objects.some((one) => one.kind === 'extension' && one.name === name))
      return undefined
    const { schema: place } = anyPlace(scene, picks)
    const version = name !== 'lo' && picks.chance(3) ? ["VERSION '1.0'"] : []
    return withExtension(schema, { kind: 'extension', name, definition: '' }, place, version)
  },

  /** It lives in another schema. */
  moveExtension: ({ schema }, picks) => {
    const old = picks.of(schema.objects.filter(({ kind }) => kind === 'extension'))
    const bare = old && withoutObjects(schema, (one) => one === old)
    return bare && withExtension(bare, old, picks.one(['second', 'auth']), [])
  },
}

/** With an extension that lives in a schema of ours, or in the default one. */
function withExtension(
  schema: Schema,
  extension: StoredObject,
  place: string | undefined,
  version: readonly string[],
): Schema {
  const definition = [...(place === undefined ? [] : [`SCHEMA ${quote(place)}`]), ...version]
  const schemas = place === undefined ? [] : [place]
  return withObject(
    { ...schema, schemas: [...new Set([...schema.schemas, ...schemas])] },
    { ...extension, definition: definition.join(' ') },
  )
}
