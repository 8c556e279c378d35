import { sameData } from '../../../schema/equal.ts'
import { sameName } from '../../../schema/lookup.ts'
import type { Column, ColumnType, ObjectName, StoredObject, Table } from '../../../schema/model.ts'
import { nameIn, tokenize } from '../../../source/sql-tokens.ts'
import { isInherited } from '../canonical/inherited.ts'
import { canonicalObject } from '../canonical/objects.ts'
import { defaultSql } from '../defaults.ts'
import { checkText, type DomainCheck, type DomainParts, parseDomain } from '../domain.ts'
import { madeName, qualified, quote } from '../names.ts'
import { resolved } from '../types.ts'
import { commentOn } from './comments.ts'
import { type Context, setsDefaultLater, tableIn } from './context.ts'
import { usersOf } from './dependents.ts'
import { clause, PASS, type Piece, sql } from './pieces.ts'
import { retype } from './retype.ts'

/** `ALTER DOMAIN`, as far as it goes; its type it cannot change. */
export function replaceDomain(from: StoredObject, to: StoredObject, context: Context): Piece[] {
  const was = parseDomain(canonicalObject(from).definition)
  const is = parseDomain(canonicalObject(to).definition)
  const stays = was.type === is.type && was.collation === is.collation
  return [
    ...(stays ? alterations(to, was, is).map(sql) : another(from, to, context)),
    ...(from.comment === to.comment && stays
      ? []
      : [sql(commentOn(`DOMAIN ${qualified(to)}`, to.comment))]),
  ]
}

function alterations(name: ObjectName, was: DomainParts, is: DomainParts): string[] {
  const has = (list: readonly DomainCheck[], check: DomainCheck) =>
    list.some((one) => sameData(one, check))
  return [
    ...was.checks
      .filter((check) => !has(is.checks, check))
      .map((check) => `DROP CONSTRAINT ${quote(check.name!)}`),
    ...(was.default === is.default
      ? []
      : [is.default === undefined ? 'DROP DEFAULT' : `SET DEFAULT ${is.default}`]),
    ...(was.notNull === is.notNull ? [] : [is.notNull ? 'SET NOT NULL' : 'DROP NOT NULL']),
    ...is.checks
      .filter((check) => !has(was.checks, check))
      .map((check) => `ADD ${checkText(check)}`),
  ].map((change) => `ALTER DOMAIN ${qualified(name)} ${change}`)
}

/** A column of the domain. */
interface Place {
  readonly table: Table
  readonly column: Column
}

/**
 * A new domain under the name, and every column that was of the old one moved over. Defaults, which PostgreSQL would cast
 * along, are set again, in each table its own.
 */
function another(from: StoredObject, to: StoredObject, context: Context): Piece[] {
  const { before } = context
  const old = { ...from, name: madeName(from.name, undefined, 'athanor_old') }
  const columns: Place[] = before.tables.flatMap((table) =>
    tableIn(before, table)
      .columns.filter(({ type }) => isOf(elementOf(type), from))
      .map((column) => ({ table, column })),
  )
  const users = columns.flatMap(({ table, column }) => usersOf(before, table, [column.name]))
  return [
    { kind: 'away', objects: users },
    sql(`ALTER DOMAIN ${qualified(from)} RENAME TO ${quote(old.name)}`),
    sql(`CREATE DOMAIN ${qualified(to)} ${to.definition}`),
    ...columns
      .filter(hasDefault)
      .map(({ table, column: { name } }) =>
        clause(table, PASS.drop, `ALTER COLUMN ${quote(name)} DROP DEFAULT`, [name]),
      ),
    ...columns
      .filter(({ table, column }) => !isInherited(table, column.name, before))
      .flatMap((one) => retype(one.table, one.column.name, casting(one, to), context)),
    ...columns
      .filter((one) => hasDefault(one) && !setsDefaultLater(context, one.table, one.column.name))
      .map(({ table, column }) => {
        const place = `ONLY ${qualified(table)} ALTER COLUMN ${quote(column.name)}`
        return sql(`ALTER TABLE ${place} SET DEFAULT ${defaultSql(column.default!)}`)
      }),
    sql(`DROP DOMAIN ${qualified(old)}`),
  ]
}

const hasDefault = ({ column }: Place): boolean => column.default !== undefined

function casting({ column: { name, type } }: Place, domain: ObjectName): string {
  const many = resolved(type).kind === 'array' ? '[]' : ''
  return `${qualified(domain)}${many} USING ${quote(name)}::text${many}::${qualified(domain)}${many}`
}

const elementOf = (type: ColumnType): ColumnType => {
  const own = resolved(type)
  return own.kind === 'array' ? elementOf(own.of) : own
}

/** A column's domain is a native type, by its name. */
function isOf(type: ColumnType, domain: ObjectName): boolean {
  if (type.kind !== 'native') return false
  const [name = '', schema] = tokenize(type.sql)
    .flatMap((token) => nameIn(token) ?? [])
    .toReversed()
  return sameName(schema === undefined ? { name } : { schema, name }, domain)
}
