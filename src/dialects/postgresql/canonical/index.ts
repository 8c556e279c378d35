import { compact } from '../../../schema/equal.ts'
import type { EnumType, Schema, Sequence } from '../../../schema/model.ts'
import { storedName, storedObjectName } from '../names.ts'
import { sequenceOptions } from '../sequence-options.ts'
import { checkClipped } from './clipped.ts'
import { nameConstraints } from './constraint-names.ts'
import { canonicalObject } from './objects.ts'
import { isHere } from './parts.ts'
import { canonicalTable } from './table.ts'

/** A described schema as reflection would find it, as far as that can be told without a server. */
export function canonical(schema: Schema): Schema {
  checkClipped(schema)
  const tables = schema.tables.map((table) => canonicalTable(table, schema))
  return {
    ...schema,
    schemas: schema.schemas.map(storedName),
    tables: nameConstraints(tables),
    enums: schema.enums.map(canonicalEnum),
    sequences: schema.sequences.map(canonicalSequence),
    objects: schema.objects.filter(isHere).map(canonicalObject),
  }
}

const canonicalEnum = (type: EnumType): EnumType =>
  compact({ ...storedObjectName(type), values: type.values, comment: type.comment || undefined })

const canonicalSequence = (sequence: Sequence): Sequence =>
  compact({
    ...storedObjectName(sequence),
    ...sequenceOptions(sequence),
    ownedBy: sequence.ownedBy && {
      ...storedObjectName(sequence.ownedBy),
      column: storedName(sequence.ownedBy.column),
    },
    comment: sequence.comment || undefined,
  })
