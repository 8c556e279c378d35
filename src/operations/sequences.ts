import { nameOf, sameName, spell } from '../schema/lookup.ts'
import type { Column, DialectName, ObjectName, Schema, Sequence, Table } from '../schema/model.ts'
import { type Code, call, object, optional } from '../source/code.ts'
import { ownerCode, refCode, sequenceArguments } from '../source/dsl/object.ts'
import { given } from '../source/dsl/type.ts'
import { withFacts } from './edit.ts'
import { NotThereError } from './errors.ts'
import { flagEntries, ifExists, ifNotExists } from './flags.ts'
import type { Operation } from './model.ts'
import { askingAnother } from './nextval.ts'
import { sequenceNameOf } from './sequence-name.ts'
import type { OperationSpecs } from './specs.ts'
import { renamedCode, statesCode } from './states.ts'
import { checkFree } from './tables.ts'
import { named } from './words.ts'

type SequenceKinds = 'createSequence' | 'dropSequence' | 'alterSequence' | 'renameSequence'

export const sequenceSpecs: OperationSpecs<SequenceKinds> = {
  createSequence: {
    describe: (op) => `create sequence ${named(op.sequence)}`,
    invert: (op) => ({ kind: 'dropSequence', sequence: op.sequence, ...ifExists(op) }),
    source: ({ sequence, ifNotExists }) =>
      call('op.createSequence', ...sequenceArguments(sequence, flagEntries({ ifNotExists }))),
    apply: (schema, op) => {
      if (op.ifNotExists === true && find(schema, op.sequence) !== undefined) return schema
      checkFree(schema, op.sequence)
      return { ...schema, sequences: [...schema.sequences, op.sequence] }
    },
    complete: (op, before) =>
      op.ifNotExists === true && find(before, op.sequence) !== undefined
        ? { ...op, idle: true }
        : op,
  },

  dropSequence: {
    describe: (op) => `drop sequence ${named(op.sequence)}`,
    invert: (op) => ({ kind: 'createSequence', sequence: op.sequence, ...ifNotExists(op) }),
    source: ({ sequence, ifExists, lookUp }) => {
      const flags = flagEntries({ ifExists })
      if (lookUp === true) return call('op.dropSequence', refCode(sequence), optional(flags))
      const { schema: _, ...rest } = sequence
      const [, options] = sequenceArguments(rest, flags)
      return call('op.dropSequence', refCode(sequence), options ?? object([]))
    },
    apply: (schema, op) => {
      if (op.ifExists === true && find(schema, op.sequence) === undefined) return schema
      const gone = sequenceIn(schema, op.sequence)
      return { ...schema, sequences: schema.sequences.filter((one) => one !== gone) }
    },
    complete: (op, before) => {
      if (op.ifExists === true && find(before, op.sequence) === undefined)
        return { ...op, idle: true }
      return op.lookUp === true ? { ...op, sequence: sequenceIn(before, op.sequence) } : op
    },
  },

  alterSequence: {
    describe: (op) => `alter sequence ${named(op.from)}`,
    invert: (op) => ({ kind: 'alterSequence', from: op.to, to: op.from }),
    source: (op) => {
      const from = op.lookUp === true ? undefined : factsCode(op.from)
      return call('op.alterSequence', refCode(op.from), statesCode(from, factsCode(op.to)))
    },
    apply: (schema, op) => {
      const found = sequenceIn(schema, op.from)
      return {
        ...schema,
        sequences: schema.sequences.map((one) => (one === found ? op.to : one)),
      }
    },
    complete: wholeStates,
  },

  renameSequence: {
    describe: (op) => `rename sequence ${named(op.from)} to ${named(op.to)}`,
    invert: (op) => ({ kind: 'renameSequence', from: op.to, to: op.from }),
    source: (op) => call('op.renameSequence', refCode(op.from), renamedCode(op.from, op.to)),
    apply: renameSequence,
  },
}

const find = ({ sequences }: Schema, name: ObjectName): Sequence | undefined =>
  sequences.find((sequence) => sameName(sequence, name))

function sequenceIn(schema: Schema, name: ObjectName): Sequence {
  const found = find(schema, name)
  if (found !== undefined) return found
  throw new NotThereError('sequence', spell(name), schema.sequences.map(spell))
}

// --- alter -------------------------------------------------------------------------------------

type Alter = Operation<'alterSequence'>

/** What is said of a sequence besides its name; until it is completed, `null` is what goes away. */
function factsCode({ name: _, schema: __, ownedBy, ...facts }: Sequence): Code {
  const owner: Sequence['ownedBy'] | null = ownedBy
  return object([
    ...Object.entries(facts).map(([fact, value]) => [fact, given(value)] as const),
    ['ownedBy', owner === null ? 'null' : owner && ownerCode(owner)],
  ])
}

/** What neither side speaks of is on both as it is; without `from`, that is all there is. */
function wholeStates(op: Alter, before: Schema): Alter {
  const found = sequenceIn(before, op.from)
  const spoken = { ...op.from, ...op.to }
  const kept = withFacts(
    found,
    Object.fromEntries(Object.keys(spoken).map((fact) => [fact, undefined])),
  )
  const over = (facts: Sequence): Sequence =>
    withFacts(
      { ...kept, ...nameOf(found) },
      Object.fromEntries(Object.entries(facts).map(([key, value]) => [key, value ?? undefined])),
    )
  return { ...op, from: op.lookUp === true ? found : over(op.from), to: over(op.to) }
}

// --- rename ------------------------------------------------------------------------------------

function renameSequence(
  schema: Schema,
  { from, to }: Operation<'renameSequence'>,
  _: DialectName,
): Schema {
  checkFree(schema, to)
  const tables = schema.tables.map((table) => ({
    ...table,
    columns: table.columns.map((column) =>
      askingAnother(behind(table, column, from, to), from, to),
    ),
  }))
  const isBehind = schema.tables.some((table) =>
    table.columns.some((column) => behind(table, column, from, to) !== column),
  )
  if (!isBehind) sequenceIn(schema, from)
  return {
    ...schema,
    tables,
    sequences: schema.sequences.map((one) =>
      sameName(one, from) ? withFacts(one, { ...nameOf(to), schema: to.schema }) : one,
    ),
  }
}

/** The sequence of a serial column is no sequence of its own, but may be renamed like one. */
function behind(table: Table, column: Column, from: ObjectName, to: ObjectName): Column {
  if (column.autoincrement !== true && column.identity === undefined) return column
  const usual = sequenceNameOf(table.name, column.name)
  const isIt = table.schema === from.schema && (column.sequenceName ?? usual) === from.name
  if (!isIt) return column
  return withFacts(column, { sequenceName: to.name === usual ? undefined : to.name })
}
