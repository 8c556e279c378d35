import type { Connection } from '../../../drivers/connection.ts'
import { withFacts } from '../../../operations/edit.ts'
import type { ObjectName, Schema, Table } from '../../../schema/model.ts'
import { enumOf } from '../types.ts'

/**
 * Without the name of the default schema where the model says it: reflection does not. Asked for only when a
 * schema is named that is not among those found.
 */
export async function homeFolded(
  connection: Connection,
  wanted: Schema,
  found: Schema,
): Promise<Schema> {
  const strangers = namedSchemas(wanted).filter((name) => !found.schemas.includes(name))
  if (strangers.length === 0) return wanted
  const [row] = await connection.query<{ readonly home: string }>(
    "SELECT coalesce(current_schema(), 'public') AS home",
  )
  return strangers.includes(row!.home) ? folded(wanted, row!.home) : wanted
}

const namedSchemas = (schema: Schema): string[] => [
  ...new Set([
    ...schema.schemas,
    ...[...schema.tables, ...schema.enums, ...schema.sequences, ...schema.objects].flatMap(
      (one) => one.schema ?? [],
    ),
    ...schema.tables.flatMap((table) =>
      table.foreignKeys.flatMap((key) => key.references.schema ?? []),
    ),
  ]),
]

function folded(schema: Schema, home: string): Schema {
  const fold = <T extends ObjectName>(one: T): T =>
    one.schema === home ? withFacts(one, { schema: undefined }) : one
  const table = (one: Table): Table => ({
    ...fold(one),
    columns: one.columns.map((column) => {
      const type = enumOf(column.type)
      if (type?.schema !== home) return column
      return {
        ...column,
        type: column.type.kind === 'array' ? { kind: 'array', of: fold(type) } : fold(type),
      }
    }),
    foreignKeys: one.foreignKeys.map((key) => ({ ...key, references: fold(key.references) })),
    ...(one.options?.inherits && {
      options: { ...one.options, inherits: one.options.inherits.map(fold) },
    }),
  })
  return {
    ...schema,
    schemas: schema.schemas.filter((name) => name !== home),
    tables: schema.tables.map(table),
    enums: schema.enums.map(fold),
    sequences: schema.sequences.map((one) => ({
      ...fold(one),
      ...(one.ownedBy && { ownedBy: fold(one.ownedBy) }),
    })),
    objects: schema.objects.map((one) => ({
      ...fold(one),
      ...(one.table && { table: fold(one.table) }),
      ...(one.dependsOn && { dependsOn: one.dependsOn.map(fold) }),
    })),
  }
}
