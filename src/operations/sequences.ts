import { sameData } from '../schema/equal.ts'
import { nameOf, sameName, spell } from '../schema/lookup.ts'
import type { Column, DialectName, ObjectName, Schema, Sequence, Table } from '../schema/model.ts'
import { type Code, call, object, optional } from '../source/code.ts'
import { ownerCode, refCode, sequenceArguments } from '../source/dsl/object.ts'
import { literal } from '../source/literal.ts'
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
      return call('op.dropSequence', ...sequenceArguments(sequence, flags))
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
      const { name: _, schema: __, ...said } = op.from
      const isUnsaid = op.lookUp === true && Object.keys(said).length === 0
      const [from, to] = changed(op)
      return call('op.alterSequence', refCode(op.from), statesCode(isUnsaid ? undefined : from, to))
    },
    apply: (schema, op) => {
      const found = sequenceIn(schema, op.from)
      return {
        ...schema,
        sequences: schema.sequences.map((one) => (one === found ? op.to : one)),
      }
    },
    complete: (op, before) => (op.lookUp === true ? wholeStates(op, before) : op),
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
type Fact = keyof Sequence

/** Only what differs is said; `null` where one side has none of it. */
function changed({ from, to }: Alter): readonly [Code, Code] {
  const facts = [...new Set([...Object.keys(from), ...Object.keys(to)])] as Fact[]
  const differing = facts.filter(
    (fact) => fact !== 'name' && fact !== 'schema' && !sameData(from[fact], to[fact]),
  )
  const said = (sequence: Sequence): Code =>
    object(differing.map((fact) => [fact, factCode(sequence, fact)] as const))
  return [said(from), said(to)]
}

function factCode(sequence: Sequence, fact: Fact): Code {
  const value = sequence[fact] ?? null
  return fact === 'ownedBy' && sequence.ownedBy && value !== null
    ? ownerCode(sequence.ownedBy)
    : literal(value)
}

/** As recorded, both sides say only what changes, with `null` for what goes away. */
function wholeStates(op: Alter, before: Schema): Alter {
  const found = sequenceIn(before, op.from)
  const over = ({ name: _, schema: __, ...facts }: Sequence): Sequence =>
    withFacts(
      found,
      Object.fromEntries(Object.entries(facts).map(([key, value]) => [key, value ?? undefined])),
    )
  return { ...op, from: over(op.from), to: over(op.to) }
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
  const isBehind = tables.some((table, i) => {
    const was = schema.tables[i]
    return table.columns.some((column, j) => column.sequenceName !== was?.columns[j]?.sequenceName)
  })
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
