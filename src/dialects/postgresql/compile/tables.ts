import type { Operation } from '../../../operations/model.ts'
import { sameData } from '../../../schema/equal.ts'
import type { Table, TableOptions } from '../../../schema/model.ts'
import { UnsupportedOperationError } from '../../errors.ts'
import { constraintDefinition } from '../constraint-definition.ts'
import {
  constraintsOf,
  indexesOf,
  isApart,
  lateConstraints,
  sequenceBehind,
  tableDefinition,
} from '../definition.ts'
import { parameter, parameterName } from '../index-definition.ts'
import { dollarQuoted, qualified, quote, text } from '../names.ts'
import { integerKind } from '../sequence-options.ts'
import { canonicalType } from '../types.ts'
import { commentOn, commentsOn } from './comments.ts'
import { constraintComment } from './constraints.ts'
import type { Context } from './context.ts'
import { consumedReaders } from './dependents.ts'
import { indexStatements } from './indexes.ts'
import { inheritance } from './inheritance.ts'
import { type Clause, clause, PASS, type Piece, sql } from './pieces.ts'
import { renaming } from './renaming.ts'

/** With everything in it: its sequences before, its indexes and comments after. */
export function createTable(
  { table, ifNotExists }: Operation<'createTable'>,
  { after }: Context,
): Piece[] {
  const name = qualified(table)
  return [
    ...namedSequences(table).map(({ type, sequence }) =>
      sql(`CREATE SEQUENCE ${ifNotExists ? 'IF NOT EXISTS ' : ''}${sequence} AS ${type}`),
    ),
    sql(tableDefinition(table, ifNotExists)),
    ...namedSequences(table).map(({ column, sequence }) =>
      sql(`ALTER SEQUENCE ${sequence} OWNED BY ${name}.${quote(column)}`),
    ),
    ...lateConstraints(table).map((one) =>
      clause(table, PASS.other, `ADD ${constraintDefinition(one)}`),
    ),
    ...rowSecurityClauses({}, table.options ?? {}).map((text) => clause(table, PASS.misc, text)),
    ...indexesOf(table).flatMap((index) => indexStatements(table, index, { ifNotExists })),
    ...commentsOn(`TABLE ${name}`, table.comment).map(sql),
    ...table.columns.flatMap((column) =>
      commentsOn(`COLUMN ${name}.${quote(column.name)}`, column.comment).map(sql),
    ),
    ...constraintsOf(table).flatMap((constraint) => constraintComment(table, constraint, after)),
  ]
}

/** Sequences of numbered columns that are made apart. */
const namedSequences = (table: Table) =>
  table.columns.flatMap((column) =>
    isApart(column)
      ? [
          {
            column: column.name,
            type: integerKind(canonicalType(column.type)),
            sequence: qualified(sequenceBehind(table, column)),
          },
        ]
      : [],
  )

/** Views that a later operation drops or replaces must not stand in its way. */
export const dropTable = (
  { table, ifExists, cascade }: Operation<'dropTable'>,
  context: Context,
): Piece[] => [
  { kind: 'away', objects: consumedReaders(context, table) },
  sql(`DROP TABLE ${ifExists ? 'IF EXISTS ' : ''}${qualified(table)}${cascade ? ' CASCADE' : ''}`),
]

/** Into another schema first, then to another name: each has a statement of its own. */
export const renameTable = ({ from, to }: Operation<'renameTable'>): Piece[] =>
  renaming('TABLE', from, to)

/** May wait until the changes to the table are one statement. */
export const setTableComment = ({ table, to }: Operation<'setTableComment'>): Piece[] => [
  { ...sql(commentOn(`TABLE ${qualified(table)}`, to)), follows: { table, touches: [] } },
]

/** Each option as a clause, so that it shares a statement with other changes. */
export function alterTable(operation: Operation<'alterTable'>, context: Context): Piece[] {
  const { table, from, to } = operation
  if (!sameData(from.partitionBy, to.partitionBy))
    throw new UnsupportedOperationError(
      operation,
      'postgresql',
      'A table is partitioned when it is made, or never: make another one and copy the rows.',
    )
  return [
    ...inheritance(operation, context),
    ...optionClauses(from, to).map((text): Clause => clause(table, PASS.misc, text)),
    ...ofLongValues(operation),
    ...moving(operation),
    ...logging(operation),
  ]
}

/** By themselves, and after the columns: the table for long values that they are about comes when a statement is over. */
const ofLongValues = ({ table, from, to }: Operation<'alterTable'>): Piece[] =>
  storageClauses(parametersOf(from, isOfLongValues), parametersOf(to, isOfLongValues)).map(
    (change) => ({
      ...sql(`ALTER TABLE ${qualified(table)} ${change}`),
      follows: { table, touches: [] },
    }),
  )

const isOfLongValues = (parameter: string): boolean => parameter.startsWith('toast.')

const parametersOf = (
  { with: all = {} }: TableOptions,
  isMeant: (parameter: string) => boolean,
): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(all).filter(([key]) => isMeant(key.toLowerCase())))

/** The tablespace that the database is in goes by no name in a model, and here it needs one: the server knows it. */
const moving = ({ table, from, to }: Operation<'alterTable'>): Piece[] => {
  if (from.tablespace === to.tablespace) return []
  const move = 'SET TABLESPACE '
  if (to.tablespace !== undefined)
    return [clause(table, PASS.misc, `${move}${quote(to.tablespace)}`)]
  return [
    sql(
      `DO ${dollarQuoted(`BEGIN
  EXECUTE ${text(`ALTER TABLE ${qualified(table)} ${move}`)} || quote_ident(
    (SELECT spcname FROM pg_catalog.pg_tablespace JOIN pg_catalog.pg_database ON dattablespace = pg_tablespace.oid WHERE datname = current_database()));
END`)}`,
    ),
  ]
}

/** By itself: the sequence of an identity that comes in the same statement would not change along. */
const logging = ({ table, from, to }: Operation<'alterTable'>): Piece[] =>
  !from.unlogged === !to.unlogged
    ? []
    : [sql(`ALTER TABLE ${qualified(table)} SET ${to.unlogged ? 'UNLOGGED' : 'LOGGED'}`)]

function optionClauses(from: TableOptions, to: TableOptions): string[] {
  const own = (options: TableOptions) => parametersOf(options, (key) => !isOfLongValues(key))
  return [...storageClauses(own(from), own(to)), ...rowSecurityClauses(from, to)]
}

function storageClauses(
  from: Readonly<Record<string, string>>,
  to: Readonly<Record<string, string>>,
): string[] {
  const gone = Object.keys(from).filter((key) => !(key in to))
  const set = Object.entries(to).filter(([key, value]) => from[key] !== value)
  return [
    ...(gone.length > 0 ? [`RESET (${gone.map(parameterName).join(', ')})`] : []),
    ...(set.length > 0 ? [`SET (${set.map(parameter).join(', ')})`] : []),
  ]
}

function rowSecurityClauses(
  { rowSecurity: was }: TableOptions,
  { rowSecurity: is }: TableOptions,
): string[] {
  return [
    ...((was === undefined) === (is === undefined)
      ? []
      : [is === undefined ? 'DISABLE ROW LEVEL SECURITY' : 'ENABLE ROW LEVEL SECURITY']),
    ...((was === 'forced') === (is === 'forced')
      ? []
      : [is === 'forced' ? 'FORCE ROW LEVEL SECURITY' : 'NO FORCE ROW LEVEL SECURITY']),
  ]
}
