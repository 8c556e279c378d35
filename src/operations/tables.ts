import { findTable, nameOf, sameName, spell } from '../schema/lookup.ts'
import type { ObjectName, Schema, StoredObject, Table, TableOptions } from '../schema/model.ts'
import { call, optional } from '../source/code.ts'
import { refCode } from '../source/dsl/object.ts'
import { tableArguments } from '../source/dsl/table.ts'
import { literal } from '../source/literal.ts'
import { editTable, tableIn, withFacts } from './edit.ts'
import { AlreadyThereError } from './errors.ts'
import { flagEntries, ifExists, ifNotExists } from './flags.ts'
import { followTable } from './follow.ts'
import { leavesUnsaid, withInherited, withInheritedSaid } from './inherited.ts'
import type { Operation } from './model.ts'
import type { Consequences, OperationSpecs } from './specs.ts'
import { renamedCode, statesCode } from './states.ts'
import { named } from './words.ts'

type TableKinds = 'createTable' | 'dropTable' | 'renameTable' | 'alterTable' | 'setTableComment'

export const tableSpecs: OperationSpecs<TableKinds> = {
  createTable: {
    describe: (op) => `create table ${named(op.table)}`,
    invert: (op) => ({ kind: 'dropTable', table: op.table, ...ifExists(op) }),
    source: (op, context) => {
      const flags = flagEntries({ ifNotExists: op.ifNotExists })
      return call('op.createTable', refCode(op.table), ...tableArguments(op.table, context, flags))
    },
    apply: (schema, op) => {
      if (op.ifNotExists === true && findTable(schema, op.table) !== undefined) return schema
      checkFree(schema, op.table)
      return { ...schema, tables: [...schema.tables, op.table] }
    },
    complete: (op, before) =>
      op.ifNotExists === true && findTable(before, op.table) !== undefined
        ? { ...op, idle: true }
        : op,
  },

  dropTable: {
    describe: (op) => `drop table ${named(op.table)}`,
    invert: (op) => ({ kind: 'createTable', table: op.table, ...ifNotExists(op) }),
    source: (op, context) => {
      const flags = flagEntries({ ifExists: op.ifExists, cascade: op.cascade })
      if (op.lookUp === true) return call('op.dropTable', refCode(op.table), optional(flags))
      return call('op.dropTable', refCode(op.table), ...tableArguments(op.table, context, flags))
    },
    apply: (schema, op) => {
      if (op.ifExists === true && findTable(schema, op.table) === undefined) return schema
      return dropTable(schema, tableIn(schema, op.table), op.cascade === true)
    },
    complete: (op, before) => {
      if (op.ifExists === true && findTable(before, op.table) === undefined)
        return { ...op, idle: true }
      return op.lookUp === true ? { ...op, table: tableIn(before, op.table) } : op
    },
    consequences: (op, before) => withTable(before, op.table, op.cascade === true),
  },

  renameTable: {
    describe: (op) => `rename table ${named(op.from)} to ${named(op.to)}`,
    invert: (op) => ({ kind: 'renameTable', from: op.to, to: op.from }),
    source: (op) => call('op.renameTable', refCode(op.from), renamedCode(op.from, op.to)),
    apply: (schema, op, dialect) => {
      tableIn(schema, op.from)
      checkFree(schema, op.to)
      return followTable(schema, op, dialect)
    },
  },

  alterTable: {
    describe: (op) => `alter table ${named(op.table)}`,
    invert: (op) => ({
      kind: 'alterTable',
      table: op.table,
      from: op.to,
      to: op.from,
      ...(op.inherited !== undefined && { inherited: op.inherited }),
    }),
    source: (op) =>
      call(
        'op.alterTable',
        refCode(op.table),
        statesCode(op.lookUp === true ? undefined : literal(op.from), literal(op.to), [
          ['inherited', op.inherited && literal(op.inherited)],
        ]),
      ),
    apply: (schema, op) =>
      editTable(schema, op.table, (table) => withOptions(withInherited(table, op, schema), op)),
    complete: (op, before) => {
      if (op.lookUp !== true && !leavesUnsaid(op)) return op
      const table = tableIn(before, op.table)
      return withInheritedSaid(op.lookUp === true ? withStates(op, table) : op, table, before)
    },
  },

  setTableComment: {
    describe: (op) =>
      `${op.to === null ? 'remove the comment of' : 'comment on'} table ${named(op.table)}`,
    invert: (op) => ({ kind: 'setTableComment', table: op.table, from: op.to, to: op.from }),
    source: (op) =>
      call(
        'op.setTableComment',
        refCode(op.table),
        statesCode(op.lookUp === true ? undefined : literal(op.from), literal(op.to)),
      ),
    apply: (schema, op) =>
      editTable(schema, op.table, (table) => withFacts(table, { comment: op.to ?? undefined })),
    complete: (op, before) =>
      op.lookUp === true ? { ...op, from: tableIn(before, op.table).comment ?? null } : op,
  },
}

/** Tables, views and sequences share their names. */
export function checkFree(schema: Schema, name: ObjectName): void {
  const isTaken = (one: ObjectName): boolean => sameName(one, name)
  if (schema.tables.some(isTaken)) throw new AlreadyThereError('table', spell(name))
  if (schema.sequences.some(isTaken)) throw new AlreadyThereError('sequence', spell(name))
  if (schema.objects.some((one) => isView(one) && isTaken(one)))
    throw new AlreadyThereError('view', spell(name))
}

export const isView = ({ kind }: StoredObject): boolean =>
  kind === 'view' || kind === 'materializedView'

const withStates = (
  op: Operation<'alterTable'>,
  { options = {} }: Table,
): Operation<'alterTable'> => {
  const keys = Object.keys(op.to) as (keyof TableOptions)[]
  return { ...op, from: Object.fromEntries(keys.map((key) => [key, options[key]])) }
}

function withOptions(table: Table, { from, to }: Operation<'alterTable'>): Table {
  const gone = Object.fromEntries(Object.keys(from).map((key) => [key, undefined]))
  const options = withFacts(table.options ?? {}, { ...gone, ...to })
  return withFacts(table, { options: Object.keys(options).length === 0 ? undefined : options })
}

// --- what goes with a table --------------------------------------------------------------------

const isOn = (object: StoredObject, table: ObjectName): boolean =>
  object.table !== undefined && sameName(object.table, table)

/** The views that read the table, and those that read these, each before what it reads. */
function viewsOn({ objects }: Schema, table: ObjectName): StoredObject[] {
  const seen = new Set<StoredObject>()
  const reading = (name: ObjectName): StoredObject[] =>
    objects
      .filter((one) => isView(one) && one.dependsOn?.some((other) => sameName(other, name)))
      .flatMap((view) => {
        if (seen.has(view)) return []
        seen.add(view)
        return [...reading(view), view]
      })
  return reading(table)
}

const referring = ({ tables }: Schema, name: ObjectName) =>
  tables
    .filter((table) => !sameName(table, name))
    .flatMap((table) =>
      table.foreignKeys
        .filter((key) => sameName(key.references, name))
        .map((key) => ({ table, key })),
    )

/** What a table takes with it that is not in its own definition. */
function withTable(schema: Schema, name: ObjectName, cascade: boolean): Consequences {
  const owned = schema.sequences.filter(
    ({ ownedBy }) => ownedBy !== undefined && sameName(ownedBy, name),
  )
  const views = cascade ? viewsOn(schema, name) : []
  const keys = cascade ? referring(schema, name) : []
  return {
    before: [
      ...views.map((object): Operation => ({ kind: 'dropObject', object })),
      ...schema.objects
        .filter((object) => isOn(object, name))
        .map((object): Operation => ({ kind: 'dropObject', object })),
      ...keys.map(
        ({ table, key }): Operation => ({
          kind: 'dropConstraint',
          table: nameOf(table),
          constraint: { kind: 'foreignKey', ...key },
        }),
      ),
      ...owned.map((from): Operation => {
        const { ownedBy: _, ...to } = from
        return { kind: 'alterSequence', from, to }
      }),
    ],
    after: owned.map(({ ownedBy: _, ...sequence }) => ({ kind: 'dropSequence', sequence })),
  }
}

function dropTable(schema: Schema, table: Table, cascade: boolean): Schema {
  const views = cascade ? viewsOn(schema, table) : []
  const left = schema.tables.filter((one) => one !== table)
  return {
    ...schema,
    tables: cascade
      ? left.map((one) => ({
          ...one,
          foreignKeys: one.foreignKeys.filter((key) => !sameName(key.references, table)),
        }))
      : left,
    sequences: schema.sequences.filter(
      ({ ownedBy }) => ownedBy === undefined || !sameName(ownedBy, table),
    ),
    objects: schema.objects.filter((object) => !isOn(object, table) && !views.includes(object)),
    unmodelled: schema.unmodelled.filter(
      ({ table: of }) => of === undefined || !sameName(of, table),
    ),
  }
}
