import { findTable, nameOf } from '../schema/lookup.ts'
import type {
  Check,
  Constraint,
  ConstraintKind,
  DialectName,
  Exclusion,
  ForeignKey,
  ObjectName,
  PrimaryKey,
  Schema,
  Table,
  Unique,
} from '../schema/model.ts'
import { call, optional } from '../source/code.ts'
import { argumentsOf, constraintCode } from '../source/dsl/constraint.ts'
import { refCode } from '../source/dsl/object.ts'
import { literal } from '../source/literal.ts'
import { editTable, tableIn, withFacts } from './edit.ts'
import { AlreadyThereError } from './errors.ts'
import { constraintIn, constraintNamed, matching } from './find.ts'
import { flagEntries } from './flags.ts'
import type { Operation } from './model.ts'
import { constraintsOf } from './needs.ts'
import type { OperationSpecs } from './specs.ts'
import { statesCode } from './states.ts'
import { constraintWords, kindWords, named, quoted } from './words.ts'

type ConstraintKinds =
  | 'addConstraint'
  | 'dropConstraint'
  | 'renameConstraint'
  | 'validateConstraint'
  | 'setConstraintComment'

const METHODS: Readonly<Record<ConstraintKind, string>> = {
  primaryKey: 'op.createPrimaryKey',
  unique: 'op.createUniqueConstraint',
  foreignKey: 'op.createForeignKey',
  check: 'op.createCheckConstraint',
  exclusion: 'op.createExclusionConstraint',
}

export const constraintSpecs: OperationSpecs<ConstraintKinds> = {
  addConstraint: {
    describe: (op) => `create ${constraintWords(op.constraint)} on ${named(op.table)}`,
    invert: ({ table, constraint }) => ({ kind: 'dropConstraint', table, constraint }),
    source: ({ table, constraint }) =>
      call(METHODS[constraint.kind], refCode(table), ...argumentsOf(constraint)),
    apply: (schema, op, dialect) =>
      editTable(schema, op.table, (table) => withConstraint(table, op.constraint, dialect)),
    consequences: (op, before, dialect) =>
      dialect === 'sqlite' ? {} : { before: notNull(op, before) },
  },

  dropConstraint: {
    describe: (op) =>
      op.lookUp === true
        ? `drop constraint ${quoted(op.constraint.name ?? '')} of ${named(op.table)}`
        : `drop ${constraintWords(op.constraint)} of ${named(op.table)}`,
    invert: ({ table, constraint }) => ({ kind: 'addConstraint', table, constraint }),
    source: (op) =>
      call(
        'op.dropConstraint',
        refCode(op.table),
        op.lookUp === true ? literal(op.constraint.name) : constraintCode(op.constraint),
        optional(flagEntries({ ifExists: op.ifExists })),
      ),
    apply: (schema, op) =>
      op.ifExists === true && !isThere(schema, op)
        ? schema
        : editConstraint(
            schema,
            op.table,
            (all) => constraintIn(all, op.constraint, op.table),
            () => undefined,
          ),
    complete: (op, before) => {
      if (op.ifExists === true && !isThere(before, op)) return { ...op, idle: true }
      if (op.lookUp !== true) return op
      const all = constraintsOf(tableIn(before, op.table))
      return { ...op, constraint: constraintNamed(all, op.constraint.name ?? '', op.table) }
    },
  },

  renameConstraint: {
    describe: (op) =>
      `rename ${op.lookUp === true ? 'constraint' : kindWords(op.constraint)} ${quoted(op.from)} of ${named(op.table)} to ${quoted(op.to)}`,
    invert: (op) => ({
      kind: 'renameConstraint',
      table: op.table,
      constraint: op.constraint,
      from: op.to,
      to: op.from,
    }),
    source: (op) =>
      call(
        'op.renameConstraint',
        refCode(op.table),
        literal(op.from),
        literal(op.to),
        op.lookUp === true ? undefined : literal(op.constraint),
      ),
    apply: (schema, op) => {
      if (op.to !== op.from) checkName(tableIn(schema, op.table), op.to)
      return editConstraint(
        schema,
        op.table,
        (all) => constraintNamed(all, op.from, op.table, op.constraint),
        (found) => ({ ...found, name: op.to }),
      )
    },
    complete: (op, before) => {
      if (op.lookUp !== true) return op
      const all = constraintsOf(tableIn(before, op.table))
      return { ...op, constraint: constraintNamed(all, op.from, op.table).kind }
    },
  },

  validateConstraint: {
    describe: (op) => `validate constraint ${quoted(op.name)} of ${named(op.table)}`,
    invert: (op) => unvalidate(op),
    source: (op) => call('op.validateConstraint', refCode(op.table), literal(op.name)),
    apply: (schema, op) =>
      editConstraint(
        schema,
        op.table,
        (all) => constraintNamed(all, op.name, op.table),
        (found) => withFacts(found, { notValid: undefined }),
      ),
    complete: (op, before) => {
      const all = constraintsOf(tableIn(before, op.table))
      const constraint = constraintNamed(all, op.name, op.table)
      const isValid = !('notValid' in constraint) || constraint.notValid !== true
      return { ...op, constraint, ...(isValid && { idle: true }) }
    },
  },

  setConstraintComment: {
    describe: (op) =>
      `${op.to === null ? 'remove the comment of' : 'comment on'} constraint ${quoted(op.name)} of ${named(op.table)}`,
    invert: (op) => ({ ...op, from: op.to, to: op.from }),
    source: (op) =>
      call(
        'op.setConstraintComment',
        refCode(op.table),
        literal(op.name),
        statesCode(op.lookUp === true ? undefined : literal(op.from), literal(op.to)),
      ),
    apply: (schema, op, dialect) =>
      dialect === 'sqlite'
        ? schema
        : editConstraint(
            schema,
            op.table,
            (all) => constraintNamed(all, op.name, op.table),
            (found) => withFacts(found, { comment: op.to ?? undefined }),
          ),
    complete: (op, before) => {
      if (op.lookUp !== true) return op
      const all = constraintsOf(tableIn(before, op.table))
      return { ...op, from: all.find(({ name }) => name === op.name)?.comment ?? null }
    },
  },
}

/** There is no way to forget that rows were checked but to make the constraint anew. */
function unvalidate({ table, constraint }: Operation<'validateConstraint'>): readonly Operation[] {
  if (constraint === undefined) return []
  return [
    { kind: 'dropConstraint', table, constraint: withFacts(constraint, { notValid: undefined }) },
    { kind: 'addConstraint', table, constraint },
  ]
}

const checkName = (table: Table, name: string | undefined): void => {
  if (name !== undefined && constraintsOf(table).some((one) => one.name === name))
    throw new AlreadyThereError('constraint', name, `on table ${named(table)}`)
}

function withConstraint(table: Table, constraint: Constraint, dialect: DialectName): Table {
  checkName(table, constraint.name)
  const added = withConstraints(table, [...constraintsOf(table), constraint])
  if (constraint.kind !== 'primaryKey') return added
  if (table.primaryKey !== undefined) {
    const name = table.primaryKey.name ?? 'primary key'
    throw new AlreadyThereError('constraint', name, `on table ${named(table)}`)
  }
  return keyed(added, constraint.columns, dialect)
}

/** PostgreSQL makes the columns of a key NOT NULL; SQLite lets them be null. */
const keyed = (table: Table, columns: readonly string[], dialect: DialectName): Table =>
  dialect === 'sqlite'
    ? table
    : {
        ...table,
        columns: table.columns.map((column) =>
          columns.includes(column.name) ? { ...column, nullable: false } : column,
        ),
      }

function notNull(
  { table: name, constraint }: Operation<'addConstraint'>,
  before: Schema,
): Operation[] {
  if (constraint.kind !== 'primaryKey') return []
  const table = tableIn(before, name)
  return table.columns
    .filter((column) => column.nullable && constraint.columns.includes(column.name))
    .map((column) => ({
      kind: 'alterColumn',
      table: nameOf(table),
      column: column.name,
      from: { nullable: true },
      to: { nullable: false },
    }))
}

/** Whether a constraint to be dropped is there; written by name alone, it may be of any kind. */
function isThere(schema: Schema, { table: name, constraint, lookUp }: Operation<'dropConstraint'>) {
  const table = findTable(schema, name)
  if (table === undefined) return false
  const all = constraintsOf(table)
  return lookUp === true
    ? all.some((one) => one.name === constraint.name)
    : matching(all, constraint) !== undefined
}

/** One of the table's constraints changed, or taken away. */
function editConstraint(
  schema: Schema,
  name: ObjectName,
  pick: (all: readonly Constraint[]) => Constraint,
  edit: (constraint: Constraint) => Constraint | undefined,
): Schema {
  return editTable(schema, name, (table) => {
    const all = constraintsOf(table)
    const found = pick(all)
    return withConstraints(
      table,
      all.flatMap((one) => (one === found ? (edit(one) ?? []) : one)),
    )
  })
}

function withConstraints({ primaryKey: _, ...table }: Table, all: readonly Constraint[]): Table {
  const of = <T>(kind: ConstraintKind): T[] =>
    all.filter((one) => one.kind === kind).map(({ kind: _, ...rest }) => rest as T)
  const [primaryKey] = of<PrimaryKey>('primaryKey')
  return {
    ...table,
    ...(primaryKey !== undefined && { primaryKey }),
    uniques: of<Unique>('unique'),
    foreignKeys: of<ForeignKey>('foreignKey'),
    checks: of<Check>('check'),
    exclusions: of<Exclusion>('exclusion'),
  }
}
