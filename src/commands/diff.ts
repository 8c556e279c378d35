import type { LeftAlone, Note } from '../compare/index.ts'
import type { Dialect } from '../dialects/dialect.ts'
import type { Connection } from '../drivers/connection.ts'
import { MissingPackageError } from '../drivers/errors.ts'
import { describe } from '../operations/describe.ts'
import type { Operation } from '../operations/model.ts'
import { databasesNamed } from '../project/database.ts'
import type { DatabaseSettings, Project } from '../project/project.ts'
import { writeOperations } from '../runtime/script.ts'
import { forDialect } from '../schema/for-dialect.ts'
import type { DialectName, Schema } from '../schema/model.ts'
import { dialectFor, OLDEST } from './dialects.ts'
import { DialectNeededError } from './errors.ts'
import { compared, filtersOf } from './proposal.ts'
import { parseRename } from './renames.ts'
import { dialectName } from './session.ts'
import { parseSource, type Source, type SourcePlace, scratch } from './sources.ts'

export interface DiffOptions {
  /** Schema sources: what there is, and what there should be. */
  readonly from: string
  readonly to: string
  readonly project?: Project | undefined
  /** One of the project's databases. Absent: the first. */
  readonly name?: string | undefined
  /** Where relative paths start from. Absent: the working directory. */
  readonly folder?: string | undefined
  /** Whose differences are meant. Absent: those of the database that a source is, or of the project's. */
  readonly dialect?: DialectName | undefined
  /** Of the server that the SQL is for. Absent: the oldest there is. */
  readonly version?: readonly [major: number, minor: number] | undefined
  readonly renames?: readonly string[] | undefined
}

export interface Difference {
  readonly dialect: DialectName
  readonly operations: readonly Operation[]
  /** The same in words, in the same order. */
  readonly words: readonly string[]
  /** The same as SQL. */
  readonly sql: string
  readonly notes: readonly Note[]
  readonly left: readonly LeftAlone[]
}

/** What has to be done to one schema to make it the other. Changes nothing anywhere. */
export async function diff(options: DiffOptions): Promise<Difference> {
  const place = placeOf(options)
  const from = await parseSource(options.from, place)
  const to = await parseSource(options.to, place)
  const name = await commonDialect([from, to], place, options.dialect)
  const dialect = await dialectFor(name)
  const opened: Connection[] = []
  const use = (connection: Connection) => void opened.push(connection)
  try {
    const { schemas: said } = place.database ?? {}
    const wanted = await to.read({ dialect: name, schemas: said ?? 'all', use })
    const named = forDialect(wanted, name).schemas
    const described = await from.read({
      dialect: name,
      schemas: said ?? (to.live ? 'all' : named),
      use,
    })
    const connection = opened[0] ?? (await judge(name, use))
    const found = from.live
      ? described
      : await inWordsOf(to.live ? wanted : undefined, described, dialect, connection)
    const renames = (options.renames ?? []).map((text) => parseRename(text, found))
    const filters = place.database === undefined ? {} : filtersOf(place.database)
    const { operations, notes, left } = await compared(
      { dialect, connection, found, wanted },
      { ...filters, renames },
    )
    const version = options.version ?? OLDEST[name]
    const sql = writeOperations({ dialect, version, operations, before: found })
    return { dialect: name, operations, words: operations.map(describe), sql, notes, left }
  } finally {
    for (const connection of opened) await connection.close()
  }
}

/** What somebody described, in the database's own terms; beside a database, in the words which that one has for the same. */
async function inWordsOf(
  other: Schema | undefined,
  described: Schema,
  dialect: Dialect,
  connection: Connection | undefined,
): Promise<Schema> {
  const own = dialect.canonical(forDialect(described, dialect.name))
  return other === undefined || connection === undefined
    ? own
    : dialect.normalize(connection, own, other)
}

/** Where sources are looked for: around the project, and its first database or the one that was named. */
export function placeOf({
  project,
  name,
  folder = process.cwd(),
}: Pick<DiffOptions, 'project' | 'name' | 'folder'>): SourcePlace {
  if (project === undefined) return { folder }
  const [database] = databasesNamed(project, name === undefined ? [] : [name])
  return { folder, project, database }
}

/** The one database that both sources can be read for. */
export async function commonDialect(
  sources: readonly Source[],
  { project, database }: SourcePlace,
  said: DialectName | undefined,
): Promise<DialectName> {
  const own = new Set([
    ...sources.flatMap(({ dialect }) => dialect ?? []),
    ...(said === undefined ? [] : [said]),
  ])
  if (own.size > 1)
    throw new DialectNeededError(
      `${sources.map(({ text }) => `"${text}"`).join(' and ')} are of different databases`,
    )
  const [only] = own
  if (only !== undefined) return only
  if (project !== undefined && hasPlace(database)) return dialectName(project, database)
  throw new DialectNeededError(
    `nothing tells which database ${sources.map(({ text }) => `"${text}"`).join(' and ')} are meant for`,
  )
}

const hasPlace = (database: DatabaseSettings | undefined): database is DatabaseSettings =>
  database !== undefined && (database.url !== undefined || database.connect !== undefined)

/** A database to judge expressions by, where neither side is one: PostgreSQL in this process, if that is installed. */
async function judge(
  dialect: DialectName,
  use: (connection: Connection) => void,
): Promise<Connection | undefined> {
  try {
    const connection = await scratch(dialect)
    use(connection)
    return connection
  } catch (error) {
    if (error instanceof MissingPackageError) return undefined
    throw error
  }
}
