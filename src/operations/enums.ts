import { sameData } from '../schema/equal.ts'
import { sameName, spell } from '../schema/lookup.ts'
import type { ColumnType, EnumType, ObjectName, Schema } from '../schema/model.ts'
import { call, object, optional } from '../source/code.ts'
import { enumArguments, refCode } from '../source/dsl/object.ts'
import { given } from '../source/dsl/type.ts'
import { literal } from '../source/literal.ts'
import { mapType, withFacts } from './edit.ts'
import { renameTypeIn, renameValueIn } from './enum-texts.ts'
import { AlreadyThereError, IrreversibleOperationError, NotThereError } from './errors.ts'
import { flagEntries, ifExists, ifNotExists } from './flags.ts'
import type { AddEnumValue, AlterEnum, Operation } from './model.ts'
import type { OperationSpecs } from './specs.ts'
import { renamedCode, statesCode } from './states.ts'
import { named, quoted } from './words.ts'

type EnumKinds =
  | 'createEnum'
  | 'dropEnum'
  | 'renameEnum'
  | 'addEnumValue'
  | 'renameEnumValue'
  | 'alterEnum'

export const enumSpecs: OperationSpecs<EnumKinds> = {
  createEnum: {
    describe: (op) => `create enum ${named(op.enum)}`,
    invert: (op) => ({ kind: 'dropEnum', enum: op.enum, ...ifExists(op) }),
    source: (op) =>
      call(
        'op.createEnum',
        ...enumArguments(op.enum, flagEntries({ ifNotExists: op.ifNotExists })),
      ),
    apply: (schema, op) => {
      const isThere = find(schema, op.enum) !== undefined
      if (isThere && op.ifNotExists !== true) throw new AlreadyThereError('enum', spell(op.enum))
      return isThere ? schema : { ...schema, enums: [...schema.enums, op.enum] }
    },
    complete: (op, before) =>
      op.ifNotExists === true && find(before, op.enum) !== undefined ? { ...op, idle: true } : op,
  },

  dropEnum: {
    describe: (op) => `drop enum ${named(op.enum)}`,
    invert: (op) => ({ kind: 'createEnum', enum: op.enum, ...ifNotExists(op) }),
    source: (op) => {
      const flags = flagEntries({ ifExists: op.ifExists })
      if (op.lookUp !== true) return call('op.dropEnum', ...enumArguments(op.enum, flags))
      return call('op.dropEnum', refCode(op.enum), undefined, optional(flags))
    },
    apply: (schema, op) => {
      if (op.ifExists !== true) known(schema, op.enum)
      return { ...schema, enums: schema.enums.filter((one) => !sameName(one, op.enum)) }
    },
    complete: (op, before) => {
      const found = op.ifExists === true ? find(before, op.enum) : known(before, op.enum)
      if (found === undefined) return op.ifExists === true ? { ...op, idle: true } : op
      return op.lookUp === true ? { ...op, enum: found } : op
    },
  },

  renameEnum: {
    describe: (op) => `rename enum ${named(op.from)} to ${named(op.to)}`,
    invert: (op) => ({ kind: 'renameEnum', from: op.to, to: op.from }),
    source: (op) => call('op.renameEnum', refCode(op.from), renamedCode(op.from, op.to)),
    apply: (schema, op) => {
      if (known(schema, op.from) === undefined) return schema
      if (find(schema, op.to) !== undefined) throw new AlreadyThereError('enum', spell(op.to))
      const renamed = editEnum(schema, op.from, (type) =>
        withFacts(type, { name: op.to.name, schema: op.to.schema }),
      )
      return renameTypeIn(renamed, op)
    },
  },

  addEnumValue: {
    describe: (op) => `add value ${quoted(op.value)} to enum ${named(op.enum)}`,
    invert: (op) => withoutValue(op),
    source: (op) =>
      call(
        'op.addEnumValue',
        refCode(op.enum),
        literal(op.value),
        optional([
          ['before', given(op.before)],
          ['after', given(op.after)],
          ['values', given(op.values)],
          ...flagEntries({ ifNotExists: op.ifNotExists }),
        ]),
      ),
    apply: (schema, op) =>
      known(schema, op.enum) === undefined
        ? schema
        : editValues(schema, op.enum, (values) => withValue(values, op)),
    complete: (op, before) => {
      const found = known(before, op.enum)
      if (found === undefined) return op
      const isThere = op.ifNotExists === true && found.values.includes(op.value)
      return { ...op, values: found.values, ...(isThere && { idle: true }) }
    },
  },

  renameEnumValue: {
    describe: (op) =>
      `rename value ${quoted(op.from)} of enum ${named(op.enum)} to ${quoted(op.to)}`,
    invert: (op) => ({ kind: 'renameEnumValue', enum: op.enum, from: op.to, to: op.from }),
    source: (op) => call('op.renameEnumValue', refCode(op.enum), literal(op.from), literal(op.to)),
    apply: (schema, op) => {
      if (known(schema, op.enum) === undefined) return schema
      const edited = editValues(schema, op.enum, (values) => {
        valueIn(values, op.from, op.enum)
        if (values.includes(op.to))
          throw new AlreadyThereError('enum value', op.to, inEnum(op.enum))
        return values.map((value) => (value === op.from ? op.to : value))
      })
      return renameValueIn(edited, op)
    },
  },

  alterEnum: {
    describe: (op) => `change the values of enum ${named(op.enum)}${differences(op)}`,
    invert: ({ mapping, mappingBack, comment, ...op }) => ({
      ...op,
      from: op.to,
      to: op.from,
      ...(comment !== undefined && { comment: { from: comment.to, to: comment.from } }),
      ...(mappingBack !== undefined && { mapping: mappingBack }),
      ...(mapping !== undefined && { mappingBack: mapping }),
    }),
    source: (op) => {
      const { mapping, mappingBack, comment } = op
      if (mapping === undefined && mappingBack === undefined && comment === undefined)
        return call('op.alterEnum', refCode(op.enum), statesCode(from(op), literal(op.to)))
      return call(
        'op.alterEnum',
        refCode(op.enum),
        object(
          [
            ['from', from(op)],
            ['to', literal(op.to)],
            ['mapping', given(mapping)],
            ['mappingBack', given(mappingBack)],
            ['comment', given(comment)],
          ],
          true,
        ),
      )
    },
    apply: (schema, op) => {
      if (known(schema, op.enum) === undefined) return schema
      return withComment(
        editValues(schema, op.enum, () => op.to),
        op,
      )
    },
    complete: (op, before) => {
      const found = known(before, op.enum)
      return op.lookUp === true && found !== undefined ? { ...op, from: found.values } : op
    },
  },
}

const from = (op: Operation<'alterEnum'>) => (op.lookUp === true ? undefined : literal(op.from))

const find = ({ enums }: Schema, name: ObjectName): EnumType | undefined =>
  enums.find((type) => sameName(type, name))

/**
 * The enum, or an error where it is not there. A schema without any enums is taken for that of a database that has
 * none, where these operations do nothing.
 */
function known(schema: Schema, name: ObjectName): EnumType | undefined {
  const found = find(schema, name)
  if (found !== undefined || schema.enums.length === 0) return found
  throw new NotThereError('enum', spell(name), schema.enums.map(spell))
}

const inEnum = (name: ObjectName): string => `in enum ${named(name)}`

function valueIn(values: readonly string[], value: string, name: ObjectName): number {
  const at = values.indexOf(value)
  if (at === -1) throw new NotThereError('enum value', value, values, inEnum(name))
  return at
}

function withValue(values: readonly string[], op: AddEnumValue): readonly string[] {
  if (values.includes(op.value)) {
    if (op.ifNotExists === true) return values
    throw new AlreadyThereError('enum value', op.value, inEnum(op.enum))
  }
  if (op.before !== undefined)
    return values.toSpliced(valueIn(values, op.before, op.enum), 0, op.value)
  if (op.after !== undefined)
    return values.toSpliced(valueIn(values, op.after, op.enum) + 1, 0, op.value)
  return [...values, op.value]
}

/** No database takes a value from an enum: the way back makes the type anew. */
function withoutValue(op: Operation<'addEnumValue'>): Operation<'alterEnum'> {
  if (op.values === undefined)
    throw new IrreversibleOperationError(
      enumSpecs.addEnumValue.describe(op),
      'complete(operation, before) notes the values there were, which says where to go back to.',
    )
  return { kind: 'alterEnum', enum: op.enum, from: withValue(op.values, op), to: op.values }
}

function differences({ from, to }: AlterEnum): string {
  const added = to.filter((value) => !from.includes(value)).map((value) => `+${value}`)
  const gone = from.filter((value) => !to.includes(value)).map((value) => `-${value}`)
  return added.length + gone.length === 0 ? '' : ` (${[...added, ...gone].join(', ')})`
}

function withComment(schema: Schema, { enum: name, comment }: AlterEnum): Schema {
  if (comment === undefined) return schema
  const enums = schema.enums.map((type) =>
    sameName(type, name) ? withFacts(type, { comment: comment.to ?? undefined }) : type,
  )
  return { ...schema, enums }
}

const editValues = (
  schema: Schema,
  name: ObjectName,
  edit: (values: readonly string[]) => readonly string[],
): Schema => editEnum(schema, name, (type) => ({ ...type, values: edit(type.values) }))

/** The enum changed, and with it the type of every column that is of it. */
function editEnum(
  schema: Schema,
  name: ObjectName,
  edit: <T extends EnumType>(type: T) => T,
): Schema {
  const inColumn = (type: ColumnType): ColumnType =>
    type.kind === 'enum' && sameName(type, name) ? edit(type) : type
  return {
    ...schema,
    enums: schema.enums.map((type) => (sameName(type, name) ? edit(type) : type)),
    tables: schema.tables.map((table) => ({
      ...table,
      columns: table.columns.map((column) => {
        const type = mapType(column.type, inColumn)
        return sameData(type, column.type) ? column : { ...column, type }
      }),
    })),
  }
}
