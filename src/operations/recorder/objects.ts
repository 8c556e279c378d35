import {
  domain,
  extension,
  grant,
  isSql,
  type MaterializedViewOptions,
  materializedView,
  type ObjectModel,
  type ObjectOptions,
  policy,
  type RoutineOptions,
  routine,
  type SqlText,
  trigger,
  type ViewOptions,
  view,
} from '../../schema/builders/index.ts'
import type { StoredObject, StoredObjectKind } from '../../schema/model.ts'
import { checkStates, nameOf, on, refOf, type Sink, type TableRef } from './arguments.ts'
import type {
  IfExists,
  IfNotExists,
  ObjectOperations,
  TableObjectOperations,
  TextStates,
} from './object-operations.ts'

export function objectMethods(push: Sink): ObjectOperations {
  const views = plain<ViewOptions>(push, 'view', view)
  const materialized = plain<MaterializedViewOptions>(push, 'materializedView', materializedView)
  const functions = plain<RoutineOptions>(push, 'function', routineOf('function'))
  const procedures = plain<RoutineOptions>(push, 'procedure', routineOf('procedure'))
  const domains = plain<ObjectOptions>(push, 'domain', domain)
  const triggers = onTable(push, 'trigger', trigger)
  const policies = onTable(push, 'policy', policy)
  const grants = onTable(push, 'grant', grant)
  const create = (object: StoredObject, { ifNotExists }: IfNotExists = {}) =>
    push({ kind: 'createObject', object: { ...object }, ...on({ ifNotExists }) })
  const drop = (object: StoredObject, { ifExists }: IfExists = {}) =>
    push({ kind: 'dropObject', object: { ...object }, ...on({ ifExists }) })
  return {
    createView: views.create,
    dropView: views.drop,
    replaceView: views.replace,
    createMaterializedView: materialized.create,
    dropMaterializedView: materialized.drop,
    replaceMaterializedView: materialized.replace,
    createFunction: functions.create,
    dropFunction: functions.drop,
    replaceFunction: functions.replace,
    createProcedure: procedures.create,
    dropProcedure: procedures.drop,
    replaceProcedure: procedures.replace,
    createDomain: domains.create,
    dropDomain: domains.drop,
    replaceDomain: domains.replace,
    createTrigger: triggers.create,
    dropTrigger: triggers.drop,
    replaceTrigger: triggers.replace,
    createPolicy: policies.create,
    dropPolicy: policies.drop,
    replacePolicy: policies.replace,
    grant: grants.create,
    revoke: grants.drop,
    replaceGrant: grants.replace,
    createExtension: (name, { ifNotExists, ...options } = {}) =>
      create(extension(name, options), { ...on({ ifNotExists }) }),
    dropExtension: (name, { ifExists, ...options } = {}) =>
      drop(extension(name, options), { ...on({ ifExists }) }),
    createObject: create,
    dropObject: drop,
    replaceObject: (states) => {
      checkStates('replaceObject', states)
      const { from, to } = states
      const lookUp = from === undefined
      push({ kind: 'replaceObject', from: { ...(from ?? to) }, to: { ...to }, ...on({ lookUp }) })
    },
  }
}

const routineOf =
  (kind: 'function' | 'procedure') =>
  (name: string, statement: SqlText, options: RoutineOptions = {}): ObjectModel =>
    routine(name, statement, { ...options, kind })

const isText = (value: unknown): value is SqlText => typeof value === 'string' || isSql(value)

/** An object that is looked up by what says which it is. */
const stub = (kind: StoredObjectKind, facts: Partial<StoredObject>): StoredObject =>
  ({ ...facts, kind, definition: '' }) as StoredObject

interface Identity {
  readonly schema?: string
  readonly signature?: string
}

const identityOf = ({ schema, signature }: Identity): Identity => ({
  ...(schema !== undefined && { schema }),
  ...(signature !== undefined && { signature }),
})

/** The methods for a kind of object that stands by itself. */
function plain<O extends ObjectOptions>(
  push: Sink,
  kind: StoredObjectKind,
  build: (name: string, text: SqlText, options?: O) => ObjectModel,
) {
  const named = (name: string): string => nameOf(kind, name, 'what it is about')
  return {
    create: (name: string, text: SqlText, { ifNotExists, ...options }: O & IfNotExists = {} as O) =>
      push({
        kind: 'createObject',
        object: { ...build(named(name), text, options as unknown as O) },
        ...on({ ifNotExists }),
      }),

    drop: (name: string, text?: SqlText | (O & IfExists), options?: O & IfExists) => {
      const { ifExists, ...facts } = (isText(text) ? options : text) ?? ({} as O & IfExists)
      push({
        kind: 'dropObject',
        object: isText(text)
          ? { ...build(named(name), text, facts as unknown as O) }
          : stub(kind, { ...identityOf(facts), name: named(name) }),
        ...on({ ifExists, lookUp: !isText(text) }),
      })
    },

    replace: (name: string, states: TextStates, options?: O) => {
      checkStates(kind, states)
      const { from, to } = states
      const object = { ...build(named(name), to, options) }
      push({
        kind: 'replaceObject',
        from: from === undefined ? object : { ...build(named(name), from, options) },
        to: object,
        ...on({ lookUp: from === undefined }),
      })
    },
  }
}

/** The methods for a kind of object that belongs to a table. */
function onTable(
  push: Sink,
  kind: StoredObjectKind,
  build: (name: string, table: TableRef, text: SqlText, options?: ObjectOptions) => ObjectModel,
): TableObjectOperations {
  const forTable = (ref: TableRef) =>
    plain<ObjectOptions>(push, kind, (name, text, options) =>
      build(name, refOf(kind, ref), text, options),
    )
  return {
    create: (name, table, text, options) => forTable(table).create(name, text, options),
    drop: (
      name: string,
      table: TableRef,
      text?: SqlText | (ObjectOptions & IfExists),
      options?: ObjectOptions & IfExists,
    ) => {
      if (isText(text)) return forTable(table).drop(name, text, options)
      const { ifExists, schema } = text ?? {}
      const facts = { ...identityOf({ schema }), name, table: refOf(kind, table) }
      push({ kind: 'dropObject', object: stub(kind, facts), ...on({ ifExists }), lookUp: true })
    },
    replace: (name, table, states, options) => forTable(table).replace(name, states, options),
  }
}
