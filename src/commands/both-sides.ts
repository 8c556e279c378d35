import type { Note } from '../compare/index.ts'
import { patternOf } from '../compare/patterns.ts'
import type { Connection } from '../drivers/connection.ts'
import { AthanorError } from '../errors.ts'
import type { Rows } from '../revisions/model.ts'
import { schemaAt } from '../runtime/replay.ts'
import { forDialect } from '../schema/for-dialect.ts'
import { nameOf, spell } from '../schema/lookup.ts'
import type { ObjectName, Schema } from '../schema/model.ts'
import { withoutOwnTables } from './own-tables.ts'
import type { Session } from './session.ts'
import { parseSource } from './sources.ts'

/** What there is and what there should be. */
export interface BothSides {
  readonly found: Schema
  readonly wanted: Schema
  /** What was not looked at, and why. */
  readonly notes: readonly Note[]
}

/**
 * Reads both sides of a comparison. Of the named schemas those are looked at that the configuration names; where it names none,
 * those that the models name, and those that the history had something in at `rows`.
 */
export async function bothSides(session: Session, models: string, rows: Rows): Promise<BothSides> {
  const { project, database, connection, dialect, settings } = session
  const source = await parseSource(models, { folder: project.folder, project, database })
  const opened: Connection[] = []
  const reflect = async (schemas: readonly string[] | 'all') =>
    withoutOwnTables(await dialect.reflect(connection, { schemas }), settings.versionTable)
  try {
    const first = await reflect(database.schemas ?? [])
    const wanted = await source.read({
      dialect: dialect.name,
      schemas: database.schemas ?? 'all',
      use: (other) => opened.push(other),
      external: ignoredTables(first, database.ignore),
    })
    if (database.schemas !== undefined) return { wanted, found: first, notes: [] }
    const named = forDialect(wanted, dialect.name).schemas
    const { schemas: former, notes } = await formerSchemas(session, named, rows)
    const schemas = [...named, ...former]
    return { wanted, found: schemas.length === 0 ? first : await reflect(schemas), notes }
  } finally {
    for (const other of opened) await other.close()
  }
}

/** Tables that somebody else owns: models may refer to them. */
function ignoredTables({ tables }: Schema, ignore: readonly string[]): readonly ObjectName[] {
  const patterns = ignore.map(patternOf)
  return tables
    .filter((table) => patterns.some((pattern) => pattern.matches('table', spell(table))))
    .map(nameOf)
}

interface Former {
  readonly schemas: readonly string[]
  readonly notes: readonly Note[]
}

/**
 * The schemas that the models no longer name, and in which the history has something at `rows`. It is replayed only where the
 * database has schemas that the models do not name.
 */
async function formerSchemas(
  { connection, dialect, history, settings }: Session,
  named: readonly string[],
  rows: Rows,
): Promise<Former> {
  if (rows.length === 0) return { schemas: [], notes: [] }
  const strangers = (await dialect.schemaNames(connection)).filter((name) => !named.includes(name))
  if (strangers.length === 0) return { schemas: [], notes: [] }
  try {
    const ours = schemasIn(await schemaAt({ dialect, history, settings }, rows))
    return { schemas: strangers.filter((name) => ours.has(name)), notes: [] }
  } catch (error) {
    if (!(error instanceof AthanorError)) throw error
    return { schemas: [], notes: [unknownOwners(strangers, error)] }
  }
}

const schemasIn = ({ schemas, tables, enums, sequences, objects }: Schema): ReadonlySet<string> =>
  new Set([
    ...schemas,
    ...[...tables, ...enums, ...sequences, ...objects].flatMap(({ schema }) => schema ?? []),
  ])

/** A comparison does without what the history says of schemas that the models do not name, and says so. */
const unknownOwners = (names: readonly string[], { message }: AthanorError): Note => ({
  kind: 'left-alone',
  operations: [],
  message: `not compared (the models do not name them, and the history cannot be asked: ${message}): ${names.map((name) => `schema "${name}"`).join(', ')}`,
  hint: `Say in the configuration which of them are yours: schemas: [${names.map((name) => JSON.stringify(name)).join(', ')}], or none: schemas: []`,
})
