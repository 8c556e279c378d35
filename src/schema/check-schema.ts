import { checkUnique, type Named } from './check-table.ts'
import { spell } from './lookup.ts'
import type { DialectName, Schema, StoredObject } from './model.ts'
import { checkTypeName } from './own-types.ts'

/**
 * Names that must differ across the whole schema: on every database tables, views and indexes share one list of
 * names, on PostgreSQL sequences with them.
 */
export function checkNames(schema: Schema): void {
  checkBySchema(
    relations(schema),
    'Tables, views, sequences and indexes share one list of names: rename one of the two.',
  )
  const others = schema.objects.filter((object) => !isRelation(object))
  for (const same of Map.groupBy(others, identity).values())
    checkUnique(
      same.map((object) => entry({ name: words(object) }, `a ${object.kind}`, object.dialects)),
      '',
      'Remove one of the two, or limit each to another database: { dialects: […] }',
    )
}

/**
 * What PostgreSQL wants to differ besides: its keys are indexes of their own name, its tables and views are types of
 * theirs, and types of its own come before those of the default schema.
 */
export function checkPostgresNames(schema: Schema): void {
  const views = schema.objects.filter(isRelation)
  const domains = schema.objects.filter(({ kind }) => kind === 'domain')
  for (const one of schema.enums) checkTypeName('enum', one)
  for (const one of domains) checkTypeName('domain', one)
  const types = [
    ...schema.tables.map((table) => entry(table, `table "${spell(table)}"`)),
    ...views.map((view) => entry(view, `${view.kind} "${spell(view)}"`)),
    ...schema.enums.map((one) => entry(one, `enum "${spell(one)}"`)),
    ...domains.map((one) => entry(one, `domain "${spell(one)}"`)),
  ]
  checkBySchema(
    types,
    'On PostgreSQL a table or view is a type of its name too: rename one of the two.',
  )
  checkBySchema(
    [...relations(schema), ...keys(schema)],
    'On PostgreSQL a primary key, unique or exclusion constraint is an index of its name too: rename one of the two.',
  )
}

const keys = (schema: Schema): readonly Entry[] =>
  schema.tables.flatMap(({ primaryKey, uniques, exclusions, schema: at, ...table }) =>
    [...(primaryKey === undefined ? [] : [primaryKey]), ...uniques, ...exclusions].flatMap(
      ({ name }) =>
        name === undefined ? [] : [entry({ schema: at, name }, `a key of table "${table.name}"`)],
    ),
  )

function checkBySchema(things: readonly Entry[], hint: string): void {
  for (const [name, some] of Map.groupBy(things, (thing) => thing.schema ?? ''))
    checkUnique(some, name === '' ? '' : `in schema "${name}"`, hint)
}

interface Entry extends Named {
  readonly schema: string | undefined
}

/** What a database keeps in one list of names, with where each comes from. */
function relations(schema: Schema): readonly Entry[] {
  const views = schema.objects.filter(isRelation)
  return [
    ...schema.tables.map((table) => entry(table, `table "${spell(table)}"`)),
    ...views.map((view) => entry(view, `${view.kind} "${spell(view)}"`, view.dialects)),
    ...schema.sequences.map((one) => entry(one, `sequence "${spell(one)}"`, ['postgresql'])),
    ...[...schema.tables, ...views].flatMap(({ schema: at, indexes = [], ...owner }) =>
      indexes.map(({ name, dialects }) =>
        entry({ schema: at, name }, `an index of "${spell(owner)}"`, dialects),
      ),
    ),
  ]
}

const entry = (
  { schema, name }: { readonly schema?: string | undefined; readonly name: string },
  what: string,
  dialects?: readonly DialectName[],
): Entry => ({ schema, name, what, ...(dialects && { dialects }) })

const isRelation = ({ kind }: StoredObject): boolean =>
  kind === 'view' || kind === 'materializedView'

/** Two objects are the same when all of this is. Functions of one name may differ in their arguments. */
const identity = ({ kind, schema, name, table, signature }: StoredObject): string =>
  JSON.stringify([kind, schema, name, table?.schema, table?.name, signature].map((it) => it ?? ''))

const words = ({ kind, table, signature, ...name }: StoredObject): string =>
  [kind, table && spell(table), spell(name), signature]
    .filter((part) => part !== undefined && part !== '')
    .join(' ')
