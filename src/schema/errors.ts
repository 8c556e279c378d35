import { AthanorError } from '../errors.ts'
import { spell } from './lookup.ts'
import type { ObjectName } from './model.ts'
import { nearest } from './nearest.ts'

const quoted = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(', ')

const didYouMean = (name: string, known: readonly string[], otherwise: string): string => {
  const near = nearest(name, known)
  return near.length === 0 ? otherwise : `Did you mean ${near.map((n) => `"${n}"`).join(' or ')}?`
}

/** A value that cannot be written into SQL so that it means the same on every database. */
export class SqlValueError extends AthanorError {
  readonly code = 'sql-value'
}

/** A builder was given something that no database could make a column, constraint or index of. */
export class InvalidModelError extends AthanorError {
  readonly code = 'invalid-model'
}

export class EmptyNameError extends AthanorError {
  readonly code = 'empty-name'
  readonly what: string

  constructor(what: string, where: string) {
    super(`${what} has no name (${where})`, { hint: 'A name is a text of at least one character.' })
    this.what = what
  }
}

export class ColumnContradictionError extends AthanorError {
  readonly code = 'column-contradiction'
  readonly table: string
  readonly column: string

  constructor(table: string, column: string, contradiction: string, hint: string) {
    const name = table === '' ? `"${column}"` : `"${table}"."${column}"`
    super(`column ${name} ${contradiction}`, { hint })
    this.table = table
    this.column = column
  }
}

export class UnknownColumnError extends AthanorError {
  readonly code = 'unknown-column'
  readonly table: string
  readonly column: string

  constructor(table: string, column: string, where: string, known: readonly string[]) {
    super(`${where} names column "${column}", which table "${table}" does not have`, {
      hint: didYouMean(column, known, `Its columns: ${quoted(known)}`),
    })
    this.table = table
    this.column = column
  }
}

export class PrimaryKeyTwiceError extends AthanorError {
  readonly code = 'primary-key-twice'
  readonly table: string

  constructor(table: string, how: string) {
    super(`table "${table}" has two primary keys: ${how}`, {
      hint: "State it once: .primaryKey() on the columns, or primaryKey(['a', 'b']) among the table's items.",
    })
    this.table = table
  }
}

/** Two things of one name where the database allows one. */
export class DuplicateNameError extends AthanorError {
  readonly code = 'duplicate-name'
  readonly duplicate: string

  constructor(duplicate: string, first: string, second: string, hint: string) {
    super(`two things are called "${duplicate}": ${first} and ${second}`, { hint })
    this.duplicate = duplicate
  }
}

export class DuplicateTableError extends AthanorError {
  readonly code = 'duplicate-table'
  readonly table: string

  constructor(name: ObjectName, first: string, second: string) {
    super(`two tables are called "${spell(name)}": ${first} and ${second}`, {
      hint: 'Rename one, or put it into another schema: table(name, columns, items, { schema })',
    })
    this.table = spell(name)
  }
}

/** A foreign key, trigger, policy or sequence that points at what is not in the models. */
export class UnknownReferenceError extends AthanorError {
  readonly code = 'unknown-reference'
  readonly reference: string

  constructor(
    where: string,
    what: 'table' | 'column',
    name: string,
    known: readonly string[],
    misspelt: string = name,
  ) {
    super(`${where} refers to ${what} "${name}", which is not in the models`, {
      hint: didYouMean(
        misspelt,
        known,
        what === 'column'
          ? `That table's columns: ${quoted(known)}`
          : 'Add the table to the models; if others own it, name it under `external`.',
      ),
    })
    this.reference = name
  }
}

export class ReferenceCountError extends AthanorError {
  readonly code = 'reference-count'

  constructor(where: string, columns: readonly string[], target: string, other: readonly string[]) {
    super(
      `${where} has ${columns.length} column(s), ${quoted(columns)}, and refers to ${other.length} of "${target}"${other.length === 0 ? ', which has no primary key' : `, ${quoted(other)}`}`,
      { hint: 'Name as many columns on one side as on the other.' },
    )
  }
}

export class EnumConflictError extends AthanorError {
  readonly code = 'enum-conflict'
  readonly enum: string

  constructor(name: ObjectName, problem: string, hint: string) {
    super(`enum "${spell(name)}" ${problem}`, { hint })
    this.enum = spell(name)
  }
}

/** A type in the default schema that no statement would find: PostgreSQL looks among its own types first. */
export class ShadowedTypeError extends AthanorError {
  readonly code = 'shadowed-type'
  readonly type: string

  constructor(what: 'enum' | 'domain', name: string) {
    super(
      `PostgreSQL has a type "${name}" of its own, which it finds before ${what === 'enum' ? 'an enum' : 'a domain'} of that name in the default schema`,
      {
        hint: `Give the ${what} another name, or keep it in a schema that is always named: { schema: 'shop', name: '${name}' }`,
      },
    )
    this.type = name
  }
}

export class NamingConventionError extends AthanorError {
  readonly code = 'naming-convention'
}
