import { progressTable } from '../runtime/progress.ts'
import type { ObjectName, Schema } from '../schema/model.ts'

/** The names that Athanor and Alembic give their tables when nobody says otherwise. */
const USUAL: readonly ObjectName[] = [{ name: 'athanor_version' }, { name: 'alembic_version' }]

/** The schema without the tables that a run keeps for itself: no model describes them. */
export function withoutOwnTables(found: Schema, versionTable?: ObjectName): Schema {
  const versions = versionTable === undefined ? USUAL : [versionTable]
  const own = [...versions, ...versions.map(progressTable)]
  const isOwn = (table: ObjectName): boolean =>
    own.some(
      ({ schema, name }) =>
        name.toLowerCase() === table.name.toLowerCase() &&
        (schema === undefined || table.schema === undefined || schema === table.schema),
    )
  const tables = found.tables.filter((table) => !isOwn(table))
  const home = versionTable?.schema
  const isHome = (name: string): boolean =>
    name === home && !lives({ ...found, tables }, name) && lives(found, name)
  return { ...found, tables, schemas: found.schemas.filter((name) => !isHome(name)) }
}

/** Whether anything is in the schema. */
const lives = ({ tables, enums, sequences, objects }: Schema, schema: string): boolean =>
  [...tables, ...enums, ...sequences, ...objects].some((one) => one.schema === schema)
