import { nameOf, sameName, spell } from '../schema/lookup.ts'
import type { Index, ObjectName, Schema, StoredObject } from '../schema/model.ts'
import { call, optional } from '../source/code.ts'
import { elementsCode, indexFacts } from '../source/dsl/constraint.ts'
import { refCode } from '../source/dsl/object.ts'
import { literal } from '../source/literal.ts'
import { withFacts } from './edit.ts'
import { AlreadyThereError, AmbiguousNameError, NotThereError } from './errors.ts'
import { flagEntries, ifExists, ifNotExists } from './flags.ts'
import type { OperationSpecs } from './specs.ts'
import { statesCode } from './states.ts'
import { named, quoted } from './words.ts'

type IndexKinds = 'createIndex' | 'dropIndex' | 'renameIndex' | 'setIndexComment'

export const indexSpecs: OperationSpecs<IndexKinds> = {
  createIndex: {
    describe: (op) => `create index ${quoted(op.index.name)} on ${named(op.table)}`,
    invert: ({ table, index, concurrently, ...op }) => ({
      kind: 'dropIndex',
      table,
      index,
      ...ifExists(op),
      ...(concurrently === true && { concurrently }),
    }),
    source: ({ table, index: { name, elements, ...options }, ifNotExists, concurrently }) =>
      call(
        'op.createIndex',
        literal(name),
        refCode(table),
        elementsCode(elements),
        indexFacts(options, { ifNotExists, concurrently }),
      ),
    apply: (schema, op) => {
      const isThere = isTaken(schema, op.table, op.index.name)
      if (isThere && op.ifNotExists === true) return schema
      if (isThere) throw new AlreadyThereError('index', op.index.name)
      return editIndexes(schema, op.table, (indexes) => [...indexes, op.index])
    },
    complete: (op, before) =>
      op.ifNotExists === true && find(before, op.index.name, op.table) !== undefined
        ? { ...op, idle: true }
        : op,
  },

  dropIndex: {
    describe: (op) =>
      op.table.name === ''
        ? `drop index ${quoted(op.index.name)}`
        : `drop index ${quoted(op.index.name)} of ${named(op.table)}`,
    invert: ({ table, index, concurrently, ...op }) => ({
      kind: 'createIndex',
      table,
      index,
      ...ifNotExists(op),
      ...(concurrently === true && { concurrently }),
    }),
    source: ({ table, index: { name, elements, ...options }, ifExists, concurrently, lookUp }) =>
      lookUp === true
        ? call(
            'op.dropIndex',
            literal(name),
            ...(table.name === '' ? [] : [refCode(table)]),
            optional(flagEntries({ ifExists, concurrently })),
          )
        : call(
            'op.dropIndex',
            literal(name),
            refCode(table),
            elementsCode(elements),
            indexFacts(options, { ifExists, concurrently }),
          ),
    apply: (schema, op) => {
      if (find(schema, op.index.name, op.table) === undefined && op.ifExists === true) return schema
      foundIn(schema, op.index.name, op.table)
      return editIndexes(schema, op.table, (indexes) =>
        indexes.filter((index) => !called(op.index.name)(index)),
      )
    },
    complete: (op, before) => {
      const found = find(before, op.index.name, op.table)
      if (op.ifExists === true && found === undefined) return { ...op, idle: true }
      if (op.lookUp !== true) return op
      const { name, index } = foundIn(before, op.index.name, op.table)
      return { ...op, table: nameOf(name), index }
    },
  },

  renameIndex: {
    describe: (op) => `rename index ${quoted(op.from)} to ${quoted(op.to)}`,
    invert: (op) => ({ kind: 'renameIndex', table: op.table, from: op.to, to: op.from }),
    source: (op) => call('op.renameIndex', refCode(op.table), literal(op.from), literal(op.to)),
    apply: (schema, op) => {
      foundIn(schema, op.from, op.table)
      if (op.to !== op.from && isTaken(schema, op.table, op.to))
        throw new AlreadyThereError('index', op.to)
      return editIndexes(schema, op.table, (indexes) =>
        indexes.map((index) => (called(op.from)(index) ? { ...index, name: op.to } : index)),
      )
    },
  },

  setIndexComment: {
    describe: (op) =>
      `${op.to === null ? 'remove the comment of' : 'comment on'} index ${quoted(op.name)}`,
    invert: (op) => ({ ...op, from: op.to, to: op.from }),
    source: (op) =>
      call(
        'op.setIndexComment',
        refCode(op.table),
        literal(op.name),
        statesCode(op.lookUp === true ? undefined : literal(op.from), literal(op.to)),
      ),
    apply: (schema, op, dialect) => {
      if (dialect === 'sqlite') return schema
      foundIn(schema, op.name, op.table)
      const comment = op.to ?? undefined
      return editIndexes(schema, op.table, (indexes) =>
        indexes.map((index) => (called(op.name)(index) ? withFacts(index, { comment }) : index)),
      )
    },
    complete: (op, before) =>
      op.lookUp === true
        ? { ...op, from: find(before, op.name, op.table)?.index.comment ?? null }
        : op,
  },
}

const called =
  (name: string) =>
  (index: Index): boolean =>
    index.name === name

interface Holder {
  readonly name: ObjectName
  readonly indexes: readonly Index[]
}

const isMaterialized = ({ kind }: StoredObject): boolean => kind === 'materializedView'

/** Tables, and materialized views: what indexes can be on. */
const holders = ({ tables, objects }: Schema): Holder[] => [
  ...tables.map((table) => ({ name: nameOf(table), indexes: table.indexes })),
  ...objects
    .filter(isMaterialized)
    .map((view) => ({ name: nameOf(view), indexes: view.indexes ?? [] })),
]

const all = (schema: Schema) =>
  holders(schema).flatMap(({ name, indexes }) => indexes.map((index) => ({ name, index })))

/** Whether an index in the table's schema has that name: indexes have theirs to themselves there, whatever they are on. */
const isTaken = (schema: Schema, table: ObjectName, name: string): boolean =>
  holders(schema).some((one) => one.name.schema === table.schema && one.indexes.some(called(name)))

/** The index of that name, on that table; a table without a name is any. */
function find(schema: Schema, name: string, table: ObjectName) {
  const found = all(schema).filter(
    (one) => one.index.name === name && (table.name === '' || sameName(one.name, table)),
  )
  if (found.length > 1)
    throw new AmbiguousNameError(
      'index',
      name,
      found.map((one) => `${quoted(name)} on ${named(one.name)}`),
    )
  return found[0]
}

function foundIn(schema: Schema, name: string, table: ObjectName) {
  const found = find(schema, name, table)
  if (found !== undefined) return found
  if (table.name !== '') holderOf(schema, table)
  const known = all(schema)
    .filter((one) => table.name === '' || sameName(one.name, table))
    .map((one) => one.index.name)
  const where = table.name === '' ? '' : `on ${named(table)}`
  throw new NotThereError('index', name, known, where)
}

function holderOf(schema: Schema, name: ObjectName): Holder {
  const found = holders(schema).find((one) => sameName(one.name, name))
  if (found !== undefined) return found
  throw new NotThereError(
    'table',
    spell(name),
    holders(schema).map((one) => spell(one.name)),
  )
}

function editIndexes(
  schema: Schema,
  name: ObjectName,
  edit: (indexes: readonly Index[]) => readonly Index[],
): Schema {
  holderOf(schema, name)
  return {
    ...schema,
    tables: schema.tables.map((table) =>
      sameName(table, name) ? { ...table, indexes: edit(table.indexes) } : table,
    ),
    objects: schema.objects.map((view) =>
      isMaterialized(view) && sameName(view, name) ? withIndexes(view, edit) : view,
    ),
  }
}

function withIndexes(
  { indexes: old = [], ...view }: StoredObject,
  edit: (indexes: readonly Index[]) => readonly Index[],
): StoredObject {
  const indexes = edit(old)
  return indexes.length === 0 ? view : { ...view, indexes }
}
