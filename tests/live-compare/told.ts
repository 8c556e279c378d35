import { type CompareInput, type Comparison, compare } from '../../src/compare/index.ts'
import type { Operation } from '../../src/operations/model.ts'
import { spell } from '../../src/schema/lookup.ts'
import type { Constraint, Schema } from '../../src/schema/model.ts'
import { schemaOf } from '../../src/schema/put-together.ts'

/** A database that keeps everything exactly as it was written. */
export const exact = {
  name: 'postgresql' as const,
  canonical: (schema: Schema): Schema => schema,
}

export type Models = readonly unknown[]

export function difference(
  found: Models | Schema,
  wanted: Models | Schema,
  options: Partial<CompareInput> = {},
): Comparison {
  const canonical = asSchema(wanted)
  return compare({
    found: asSchema(found),
    wanted: canonical,
    canonical,
    dialect: exact,
    ...options,
  })
}

/** What is done, each operation in a line: `addColumn user.email`. */
export const told = (comparison: Comparison): string[] => comparison.operations.map(tell)

export const asSchema = (side: Models | Schema): Schema =>
  'tables' in side ? side : schemaOf(side)

export function tell(op: Operation): string {
  switch (op.kind) {
    case 'createTable':
    case 'dropTable':
      return `${op.kind} ${spell(op.table)}`
    case 'renameTable':
    case 'renameSequence':
      return `${op.kind} ${spell(op.from)} ${spell(op.to)}`
    case 'alterTable':
      return `${op.kind} ${spell(op.table)} ${Object.keys({ ...op.from, ...op.to }).join(' ')}`
    case 'setTableComment':
      return `${op.kind} ${spell(op.table)}`
    case 'addColumn':
    case 'dropColumn':
      return `${op.kind} ${spell(op.table)}.${op.column.name}`
    case 'alterColumn':
      return `${op.kind} ${spell(op.table)}.${op.column} ${Object.keys(op.to).join(' ')}`
    case 'renameColumn':
      return `${op.kind} ${spell(op.table)}.${op.from} ${op.to}`
    case 'addConstraint':
    case 'dropConstraint':
      return `${op.kind} ${spell(op.table)} ${constraint(op.constraint)}`
    case 'renameConstraint':
    case 'renameIndex':
      return `${op.kind} ${spell(op.table)} ${op.from} ${op.to}`
    case 'validateConstraint':
    case 'setConstraintComment':
    case 'setIndexComment':
      return `${op.kind} ${spell(op.table)} ${op.name}`
    case 'createIndex':
    case 'dropIndex':
      return `${op.kind} ${spell(op.table)} ${op.index.name}`
    case 'createSchema':
    case 'dropSchema':
      return `${op.kind} ${op.name}`
    case 'createEnum':
    case 'dropEnum':
    case 'alterEnum':
      return `${op.kind} ${spell(op.enum)}`
    case 'addEnumValue':
      return `${op.kind} ${spell(op.enum)} ${op.value}${place(op)}`
    case 'createSequence':
    case 'dropSequence':
      return `${op.kind} ${spell(op.sequence)}`
    case 'alterSequence':
      return `${op.kind} ${spell(op.from)}`
    case 'createObject':
    case 'dropObject':
      return `${op.kind} ${op.object.kind} ${spell(op.object)}`
    case 'replaceObject':
      return `${op.kind} ${op.to.kind} ${spell(op.to)}`
    default:
      return op.kind
  }
}

const place = ({ before, after }: { readonly before?: string; readonly after?: string }): string =>
  before === undefined ? (after === undefined ? '' : ` after ${after}`) : ` before ${before}`

const constraint = (one: Constraint): string =>
  `${one.kind}${one.name === undefined ? '' : ` ${one.name}`}`
