import { sameData } from '../../../schema/equal.ts'
import { sameName } from '../../../schema/lookup.ts'
import type { ColumnType, ObjectName, StoredObject } from '../../../schema/model.ts'
import { nameIn, tokenize } from '../../../source/sql-tokens.ts'
import { canonicalObject } from '../canonical/objects.ts'
import { checkText, type DomainCheck, type DomainParts, parseDomain } from '../domain.ts'
import { madeName, qualified, quote } from '../names.ts'
import { resolved } from '../types.ts'
import { commentOn } from './comments.ts'
import { type Context, tableIn } from './context.ts'
import { usersOf } from './dependents.ts'
import { clause, PASS, type Piece, sql } from './pieces.ts'

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

/** A new domain under the name, and every column that was of the old one moved over. */
function another(from: StoredObject, to: StoredObject, { before }: Context): Piece[] {
  const old = { ...from, name: madeName(from.name, undefined, 'athanor_old') }
  const columns = before.tables.flatMap((table) =>
    tableIn(before, table)
      .columns.filter(({ type }) => isOf(elementOf(type), from))
      .map((column) => ({ table, column })),
  )
  const users = columns.flatMap(({ table, column }) => usersOf(before, table, [column.name]))
  return [
    { kind: 'away', objects: users },
    sql(`ALTER DOMAIN ${qualified(from)} RENAME TO ${quote(old.name)}`),
    sql(`CREATE DOMAIN ${qualified(to)} ${to.definition}`),
    ...columns.map(({ table, column }) => {
      const [name, many] = [quote(column.name), resolved(column.type).kind === 'array' ? '[]' : '']
      const values = `${name}::text${many}::${qualified(to)}${many}`
      const change = `ALTER COLUMN ${name} TYPE ${qualified(to)}${many} USING ${values}`
      return clause(table, PASS.type, change, [column.name])
    }),
    sql(`DROP DOMAIN ${qualified(old)}`),
  ]
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
