import { sameData } from '../schema/equal.ts'
import { sameName, spell } from '../schema/lookup.ts'
import type { ObjectName, Schema, StoredObject } from '../schema/model.ts'
import { type Code, call, object, optional } from '../source/code.ts'
import type { SourceContext } from '../source/dsl/context.ts'
import { type ObjectSource, objectCode, objectSource } from '../source/dsl/object.ts'
import { literal } from '../source/literal.ts'
import { sameObject } from './edit.ts'
import { AlreadyThereError, AmbiguousNameError, NotThereError } from './errors.ts'
import { flagEntries, ifExists, ifNotExists } from './flags.ts'
import type { Operation } from './model.ts'
import { METHODS } from './object-methods.ts'
import { storedName } from './sequence-name.ts'
import type { OperationSpecs } from './specs.ts'
import { statesCode } from './states.ts'
import { checkFree, isView } from './tables.ts'
import { named, objectWords } from './words.ts'

type ObjectKinds = 'createObject' | 'dropObject' | 'replaceObject'

export const objectSpecs: OperationSpecs<ObjectKinds> = {
  createObject: {
    describe: (op) => `create ${words(op.object)}`,
    invert: (op) => ({ kind: 'dropObject', object: op.object, ...ifExists(op) }),
    source: (op, context) =>
      written(op.object, 'create', context, flagEntries({ ifNotExists: op.ifNotExists })),
    apply: (schema, op) => {
      const found = schema.objects.find((one) => sameObject(one, op.object))
      if (found !== undefined && op.ifNotExists === true) return schema
      if (found !== undefined) throw new AlreadyThereError(objectWords(found.kind), spell(found))
      if (isView(op.object)) checkFree(schema, op.object)
      if (op.object.table !== undefined) checkHolder(schema, op.object.table)
      return { ...schema, objects: [...schema.objects, op.object] }
    },
    complete: (op, before) =>
      op.ifNotExists === true && before.objects.some((one) => sameObject(one, op.object))
        ? { ...op, idle: true }
        : op,
  },

  dropObject: {
    describe: (op) => `drop ${words(op.object)}`,
    invert: (op) => ({ kind: 'createObject', object: op.object, ...ifNotExists(op) }),
    source: (op, context) => {
      const flags = flagEntries({ ifExists: op.ifExists })
      return op.lookUp === true
        ? byName(op.object, flags)
        : written(op.object, 'drop', context, flags)
    },
    apply: (schema, op) => {
      if (op.ifExists === true && !schema.objects.some((one) => sameObject(one, op.object)))
        return schema
      const gone = objectIn(schema, op.object)
      return { ...schema, objects: schema.objects.filter((one) => one !== gone) }
    },
    complete: (op, before) => {
      if (op.ifExists === true && !before.objects.some((one) => sameObject(one, op.object)))
        return { ...op, idle: true }
      return op.lookUp === true ? { ...op, object: objectIn(before, op.object) } : op
    },
  },

  replaceObject: {
    describe: (op) => `replace ${words(op.to)}`,
    invert: (op) => ({ kind: 'replaceObject', from: op.to, to: op.from }),
    source: replacement,
    apply: (schema, op) => {
      const found = objectIn(schema, op.from)
      return { ...schema, objects: schema.objects.map((one) => (one === found ? op.to : one)) }
    },
    complete: (op, before) =>
      op.lookUp === true ? { ...op, from: objectIn(before, op.from) } : op,
  },
}

function words(object: StoredObject): string {
  const on = object.table === undefined ? '' : ` on ${named(object.table)}`
  const signature = object.signature === undefined ? '' : `(${object.signature})`
  return `${objectWords(object.kind)} ${named(object)}${signature}${on}`
}

function objectIn(schema: Schema, wanted: StoredObject): StoredObject {
  const alike = schema.objects.filter((one) => sameObject(one, wanted))
  const [found] = alike
  const what = objectWords(wanted.kind)
  if (alike.length > 1) throw new AmbiguousNameError(what, spell(wanted), alike.map(words))
  if (found !== undefined) return found
  const known = schema.objects.filter(({ kind }) => kind === wanted.kind).map(spell)
  throw new NotThereError(what, spell(wanted), known)
}

/** What a trigger, policy or grant may be on, by its whole name or what PostgreSQL keeps of it. What is not modelled may be it too. */
function checkHolder(schema: Schema, name: ObjectName): void {
  const holders = [...schema.tables, ...schema.sequences, ...schema.objects.filter(isView)]
  const isUnmodelled = schema.unmodelled.some((one) => [name.name, spell(name)].includes(one.name))
  if (isUnmodelled || holders.some((one) => sameName(stored(one), stored(name)))) return
  throw new NotThereError('table', spell(name), holders.map(spell))
}

const stored = ({ schema, name }: ObjectName): ObjectName => ({
  ...(schema !== undefined && { schema: storedName(schema) }),
  name: storedName(name),
})

// --- source ------------------------------------------------------------------------------------

type Entry = readonly [string, Code | undefined]

/** `op.createView('v', sql…)`; what no builder makes is said as data. */
function written(
  object: StoredObject,
  verb: 'create' | 'drop',
  context: SourceContext,
  flags: readonly Entry[],
): Code {
  const own = context.item?.({ kind: 'object', value: object })
  const source = objectSource(object)
  if (own !== undefined || source === undefined)
    return call(`op.${verb}Object`, own ?? literal(object), optional(flags))
  const { names, definition, options } = partsOf(source)
  const more = optional([...options, ...flags])
  return call(`op.${METHODS[object.kind][verb]}`, ...names, ...definition, more)
}

function byName(object: StoredObject, flags: readonly Entry[]): Code {
  const { schema, signature } = object
  const { names = [literal(object.name)] } = objectSource({ ...object, definition: 'x' }) ?? {}
  const facts: Entry[] = [
    ['schema', schema === undefined ? undefined : literal(schema)],
    ['signature', signature === undefined ? undefined : literal(signature)],
  ]
  return call(`op.${METHODS[object.kind].drop}`, ...names, optional([...facts, ...flags]))
}

/** The kind of a routine is in the method's name. */
const partsOf = ({ names, definition, options }: ObjectSource) => ({
  names,
  definition: definition === undefined ? [] : [definition],
  options: options.filter(([key]) => key !== 'kind'),
})

/** What an object depends on follows from its text, where nobody states it. */
const besidesText = ({ definition: _, dependsOn: __, ...rest }: StoredObject): unknown => rest

/** `op.replaceView('v', { from, to })` where only the definition changes. */
function replacement(op: Operation<'replaceObject'>, context: SourceContext): Code {
  const to = objectSource(op.to)
  const from = op.lookUp === true ? undefined : objectSource(op.from)
  const isOwn = context.item?.({ kind: 'object', value: op.to }) !== undefined
  const onlyText =
    op.lookUp === true ||
    (from?.definition !== undefined && sameData(besidesText(op.from), besidesText(op.to)))
  if (to?.definition !== undefined && onlyText && !isOwn) {
    const { names, options } = partsOf(to)
    const states = statesCode(from?.definition, to.definition)
    return call(`op.${METHODS[op.to.kind].replace}`, ...names, states, optional(options))
  }
  const whole = (one: StoredObject): Code => objectCode(one, context) ?? literal(one)
  return call(
    'op.replaceObject',
    object(
      [
        ['from', op.lookUp === true ? undefined : whole(op.from)],
        ['to', whole(op.to)],
      ],
      true,
    ),
  )
}
