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
import { InvalidOperationError } from '../errors.ts'
import { METHODS, type Methods } from '../object-methods.ts'
import { objectWords } from '../words.ts'
import { checkStates, isRecord, nameOf, on, refOf, type Sink, type TableRef } from './arguments.ts'
import type {
  IfExists,
  IfNotExists,
  ObjectOperations,
  TableObjectOperations,
  TextStates,
} from './object-operations.ts'

/** The methods for what is kept in the database as text. */
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
    push({
      kind: 'createObject',
      object: objectOf('createObject', object),
      ...on({ ifNotExists }),
    })
  const drop = (object: StoredObject, { ifExists }: IfExists = {}) =>
    push({ kind: 'dropObject', object: objectOf('dropObject', object), ...on({ ifExists }) })
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
      create(extension(nameOf('createExtension', name, 'extension'), options), { ifNotExists }),
    dropExtension: (name, { ifExists, ...options } = {}) =>
      drop(extension(nameOf('dropExtension', name, 'extension'), options), { ifExists }),
    createObject: create,
    dropObject: drop,
    replaceObject: (states) => {
      checkStates('replaceObject', states)
      const to = objectOf('replaceObject', states.to)
      const from = states.from === undefined ? to : objectOf('replaceObject', states.from)
      checkSame(from, to)
      push({ kind: 'replaceObject', from, to, ...on({ lookUp: states.from === undefined }) })
    },
  }
}

/** The object as plain data. */
function objectOf(method: string, object: StoredObject): StoredObject {
  if (isRecord(object) && Object.hasOwn(METHODS, object.kind)) return { ...object }
  throw new InvalidOperationError(method, 'was given no object', {
    hint: `op.${method}(…) takes what view(…), trigger(…) and their like make.`,
  })
}

/** One object put in another's place would leave the other one there. */
function checkSame(from: StoredObject, to: StoredObject): void {
  if (from.kind === to.kind && from.name.toLowerCase() === to.name.toLowerCase()) return
  throw new InvalidOperationError(
    'replaceObject',
    `puts ${to.kind} "${to.name}" in the place of ${from.kind} "${from.name}"`,
    { hint: 'Drop the one and make the other: op.dropObject(…), op.createObject(…)' },
  )
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
  const methods = METHODS[kind]
  const named = (verb: keyof Methods, name: string): string =>
    nameOf(methods[verb], name, objectWords(kind))
  return {
    create: (name: string, text: SqlText, { ifNotExists, ...options }: O & IfNotExists = {} as O) =>
      push({
        kind: 'createObject',
        object: { ...build(named('create', name), text, options as unknown as O) },
        ...on({ ifNotExists }),
      }),

    drop: (name: string, text?: SqlText | (O & IfExists), options?: O & IfExists) => {
      const { ifExists, ...facts } = (isText(text) ? options : text) ?? ({} as O & IfExists)
      push({
        kind: 'dropObject',
        object: isText(text)
          ? { ...build(named('drop', name), text, facts as unknown as O) }
          : stub(kind, { ...identityOf(facts), name: named('drop', name) }),
        ...on({ ifExists, lookUp: !isText(text) }),
      })
    },

    replace: (name: string, states: TextStates, options?: O) => {
      checkStates(methods.replace, states)
      const { from, to } = states
      const called = named('replace', name)
      const object = { ...build(called, to, options) }
      push({
        kind: 'replaceObject',
        from: from === undefined ? object : { ...build(called, from, options) },
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
  const methods = METHODS[kind]
  const forTable = (verb: keyof Methods, ref: TableRef) =>
    plain<ObjectOptions>(push, kind, (name, text, options) =>
      build(name, refOf(methods[verb], ref), text, options),
    )
  return {
    create: (name, table, text, options) => forTable('create', table).create(name, text, options),
    drop: (
      name: string,
      table: TableRef,
      text?: SqlText | (ObjectOptions & IfExists),
      options?: ObjectOptions & IfExists,
    ) => {
      if (isText(text)) return forTable('drop', table).drop(name, text, options)
      const { ifExists, schema } = text ?? {}
      const facts = {
        ...identityOf({ schema }),
        name: nameOf(methods.drop, name, objectWords(kind)),
        table: refOf(methods.drop, table),
      }
      push({ kind: 'dropObject', object: stub(kind, facts), ...on({ ifExists }), lookUp: true })
    },
    replace: (name, table, states, options) =>
      forTable('replace', table).replace(name, states, options),
  }
}
