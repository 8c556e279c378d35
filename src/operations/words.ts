import type { Constraint, ObjectName, StoredObjectKind } from '../schema/model.ts'
import type { Thing } from './errors.ts'

export const quoted = (name: string): string => `"${name}"`

/** `"auth"."user"` */
export const named = ({ schema, name }: ObjectName): string =>
  schema === undefined ? quoted(name) : `${quoted(schema)}.${quoted(name)}`

export const columnOf = (table: ObjectName, column: string): string =>
  `${named(table)}.${quoted(column)}`

const listed = (columns: readonly string[]): string => `(${columns.join(', ')})`

const KINDS: Readonly<Record<Constraint['kind'], string>> = {
  primaryKey: 'primary key',
  unique: 'unique constraint',
  foreignKey: 'foreign key',
  check: 'check',
  exclusion: 'exclusion constraint',
}

export const kindWords = (kind: Constraint['kind']): string => KINDS[kind]

/** A constraint by its name, or, where it has none, by what it says. */
export function constraintWords(constraint: Constraint): string {
  const kind = kindWords(constraint.kind)
  if (constraint.name !== undefined) return `${kind} ${quoted(constraint.name)}`
  switch (constraint.kind) {
    case 'foreignKey':
      return `${kind} ${listed(constraint.columns)} to ${named(constraint.references)}`
    case 'check':
      return `${kind} (${constraint.expression.sql})`
    case 'exclusion':
      return `${kind} ${listed(constraint.elements.map((element) => element.column ?? '…'))}`
    default:
      return `${kind} ${listed(constraint.columns)}`
  }
}

export const objectWords = (kind: StoredObjectKind): Thing =>
  kind === 'materializedView' ? 'materialized view' : kind
