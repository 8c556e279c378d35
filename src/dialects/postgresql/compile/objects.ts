import { sameObject } from '../../../operations/edit.ts'
import type { Operation } from '../../../operations/model.ts'
import { sameName } from '../../../schema/lookup.ts'
import type { Schema, StoredObject } from '../../../schema/model.ts'
import { phrase } from '../../statements.ts'
import { parseGrant, revokeText } from '../grant.ts'
import { storageClause } from '../index-definition.ts'
import { dollarQuoted, qualified, quote, quoteAll } from '../names.ts'
import { commentOn } from './comments.ts'
import { isView } from './dependents.ts'
import { indexStatements } from './indexes.ts'
import { type Piece, sql } from './pieces.ts'
import { createStatement } from './statement-head.ts'

export { sameObject }

/** See `createStatements`. */
export const createObject = ({ object, ifNotExists = false }: Operation<'createObject'>): Piece[] =>
  createStatements(object, ifNotExists).map(sql)

/** See `dropStatements`. */
export const dropObject = ({ object, ifExists = false }: Operation<'dropObject'>): Piece[] =>
  dropStatements(object, ifExists).map(sql)

const guard = (ifNotExists: boolean): string | false => ifNotExists && 'IF NOT EXISTS'

/** With its comment, and a materialized view with its indexes. */
export const createStatements = (object: StoredObject, ifNotExists = false): string[] => [
  createSql(object, ifNotExists),
  ...(object.indexes ?? []).flatMap((index) =>
    indexStatements(object, index, { ifNotExists }).map(({ sql }) => sql),
  ),
  ...(object.comment === undefined ? [] : [commentOn(wordsFor(object), object.comment)]),
]

function createSql(object: StoredObject, ifNotExists: boolean): string {
  const name = qualified(object)
  switch (object.kind) {
    case 'view':
      return viewSql(object, ifNotExists)
    case 'materializedView':
      return phrase('CREATE MATERIALIZED VIEW', guard(ifNotExists), viewBody(object))
    case 'domain':
      return unlessThere(`CREATE DOMAIN ${name} ${object.definition}`, ifNotExists)
    case 'extension':
      return phrase(
        'CREATE EXTENSION',
        guard(ifNotExists),
        quote(object.name),
        extensionOptions(object),
      )
    case 'function':
    case 'procedure':
      return createStatement(object.definition, ifNotExists)
    case 'trigger':
    case 'policy':
      return unlessThere(object.definition, ifNotExists)
    case 'grant':
      return object.definition
  }
}

/** `CREATE [OR REPLACE] VIEW`. */
export const viewSql = (view: StoredObject, replace: boolean): string =>
  phrase('CREATE', replace && 'OR REPLACE', 'VIEW', viewBody(view))

const viewBody = (view: StoredObject): string =>
  `${phrase(
    qualified(view),
    view.columns !== undefined && view.columns.length > 0 && `(${quoteAll(view.columns)})`,
    storageClause(view.with),
    'AS',
  )}\n${view.definition}`

/** An extension may say where it is to live in its name, as the model has it. */
const extensionOptions = ({ schema, definition }: StoredObject): string =>
  phrase(
    schema !== undefined && !/^schema\b/i.test(definition) && `SCHEMA ${quote(schema)}`,
    definition,
  )

/** For what has no IF NOT EXISTS of its own. */
export const unlessThere = (statement: string, ifNotExists = true): string =>
  ifNotExists
    ? `DO ${dollarQuoted(`BEGIN
  ${statement};
EXCEPTION WHEN duplicate_object THEN NULL;
END`)}`
    : statement

/** What is granted is revoked; everything else is dropped by its name. */
export function dropStatements(object: StoredObject, ifExists = false): string[] {
  if (object.kind === 'grant') return [revokeText(parseGrant(object))]
  const [kind, rest] = addressOf(object)
  return [phrase('DROP', kind, ifExists && 'IF EXISTS', rest)]
}

const kinds: Readonly<Record<StoredObject['kind'], string>> = {
  view: 'VIEW',
  materializedView: 'MATERIALIZED VIEW',
  function: 'FUNCTION',
  procedure: 'PROCEDURE',
  trigger: 'TRIGGER',
  domain: 'DOMAIN',
  extension: 'EXTENSION',
  policy: 'POLICY',
  grant: 'GRANT',
}

/** How a DROP or COMMENT names it. */
function addressOf(object: StoredObject): readonly [kind: string, rest: string] {
  const kind = kinds[object.kind]
  switch (object.kind) {
    case 'trigger':
    case 'policy':
      return [kind, `${quote(object.name)} ON ${qualified(object.table ?? { name: '' })}`]
    case 'function':
    case 'procedure':
      return [kind, `${qualified(object)}(${object.signature ?? ''})`]
    case 'extension':
      return [kind, quote(object.name)]
    default:
      return [kind, qualified(object)]
  }
}

/** The object as DROP and COMMENT name it: `FUNCTION f(integer)`. */
export const wordsFor = (object: StoredObject): string => addressOf(object).join(' ')

/** Makes again what was taken away, as the schema has it by now, and what went with it: grants and triggers on a view. */
export function restoreStatements(away: readonly StoredObject[], schema: Schema): string[] {
  const objects = away.flatMap(
    (object) => schema.objects.find((one) => sameObject(one, object)) ?? [],
  )
  return objects
    .toReversed()
    .flatMap((object) => [
      ...createStatements(object),
      ...schema.objects
        .filter((one) => !objects.includes(one) && isViewGrant(one, object))
        .flatMap((one) => createStatements(one)),
    ])
}

/** What goes with a view when it is dropped: nothing else than a grant or a trigger can be on one. */
export const isViewGrant = ({ table }: StoredObject, view: StoredObject): boolean =>
  isView(view) && table !== undefined && sameName(table, view)
