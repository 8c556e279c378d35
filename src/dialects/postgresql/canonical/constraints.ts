import { compact } from '../../../schema/equal.ts'
import type {
  Check,
  Constraint,
  Exclusion,
  ForeignKey,
  PrimaryKey,
  Schema,
  Unique,
} from '../../../schema/model.ts'
import { storedName, storedObjectName } from '../names.ts'
import { tableCalled } from './called.ts'
import { canonicalElement } from './indexes.ts'
import { expression, method, names, yes } from './parts.ts'

/** A constraint as reflection would find it, but for a name where it has none. */
export function canonicalConstraint(constraint: Constraint, schema: Schema): Constraint {
  switch (constraint.kind) {
    case 'primaryKey':
      return { kind: constraint.kind, ...canonicalKey(constraint) }
    case 'unique':
      return { kind: constraint.kind, ...canonicalUnique(constraint) }
    case 'foreignKey':
      return { kind: constraint.kind, ...canonicalForeignKey(constraint, schema) }
    case 'check':
      return { kind: constraint.kind, ...canonicalCheck(constraint) }
    case 'exclusion':
      return { kind: constraint.kind, ...canonicalExclusion(constraint) }
  }
}

const name = (given: string | undefined): string | undefined =>
  given === undefined ? undefined : storedName(given)

export const canonicalKey = (key: PrimaryKey): PrimaryKey =>
  compact({
    name: name(key.name),
    columns: key.columns.map(storedName),
    deferrable: key.deferrable,
    include: names(key.include),
    withoutOverlaps: yes(key.withoutOverlaps),
    comment: key.comment || undefined,
  })

export const canonicalUnique = (unique: Unique): Unique =>
  compact({
    name: name(unique.name),
    columns: unique.columns.map(storedName),
    deferrable: unique.deferrable,
    nullsNotDistinct: yes(unique.nullsNotDistinct),
    include: names(unique.include),
    withoutOverlaps: yes(unique.withoutOverlaps),
    comment: unique.comment || undefined,
  })

/** A key that names no columns over there means the primary key's. */
export function canonicalForeignKey(key: ForeignKey, schema: Schema): ForeignKey {
  const { columns } = key.references
  const referred =
    columns.length > 0 ? columns : (tableCalled(key.references, schema)?.primaryKey?.columns ?? [])
  return compact({
    name: name(key.name),
    columns: key.columns.map(storedName),
    references: { ...storedObjectName(key.references), columns: referred.map(storedName) },
    onDelete: key.onDelete === 'no action' ? undefined : key.onDelete,
    onUpdate: key.onUpdate === 'no action' ? undefined : key.onUpdate,
    onDeleteColumns: names(key.onDeleteColumns),
    match: key.match,
    period: yes(key.period),
    deferrable: key.deferrable,
    notValid: yes(key.notValid),
    comment: key.comment || undefined,
  })
}

export const canonicalCheck = (check: Check): Check =>
  compact({
    name: name(check.name),
    expression: expression(check.expression),
    notValid: yes(check.notValid),
    noInherit: yes(check.noInherit),
    comment: check.comment || undefined,
  })

export const canonicalExclusion = (exclusion: Exclusion): Exclusion =>
  compact({
    name: name(exclusion.name),
    using: method(exclusion.using),
    elements: exclusion.elements.map((element) => ({
      ...canonicalElement(element),
      operator: element.operator.trim(),
    })),
    where: exclusion.where && expression(exclusion.where),
    include: names(exclusion.include),
    deferrable: exclusion.deferrable,
    comment: exclusion.comment || undefined,
  })
