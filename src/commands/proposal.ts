import {
  applyRenames,
  type CompareInput,
  type Comparison,
  compare,
  type Destruction,
  destruction,
  type LeftAlone,
  type Note,
} from '../compare/index.ts'
import { patternOf } from '../compare/patterns.ts'
import type { Dialect } from '../dialects/dialect.ts'
import type { Connection } from '../drivers/connection.ts'
import { spellOut } from '../operations/complete.ts'
import { downgradeOf } from '../operations/invert.ts'
import type { Operation } from '../operations/model.ts'
import type { DatabaseSettings } from '../project/project.ts'
import { missingHeads } from '../revisions/rows.ts'
import { readState } from '../runtime/state.ts'
import { forDialect } from '../schema/for-dialect.ts'
import { nameOf, spell } from '../schema/lookup.ts'
import type { ObjectName, Schema } from '../schema/model.ts'
import { OutdatedDatabaseError } from './errors.ts'
import { withoutOwnTables } from './own-tables.ts'
import { parseRename } from './renames.ts'
import type { Session } from './session.ts'
import { parseSource } from './sources.ts'

/** What models ask of a database. */
export interface Proposal {
  readonly upgrade: readonly Operation[]
  readonly downgrade: readonly Operation[]
  readonly notes: readonly Note[]
  /** What was not compared, and why. */
  readonly left: readonly LeftAlone[]
  readonly destruction: Destruction
  /** What the database holds now. */
  readonly found: Schema
}

export interface ProposalOptions {
  /** A schema source to take the wanted schema from, instead of the configuration's models. */
  readonly models?: string | undefined
  /** `table.old=new`, `old=new`. */
  readonly renames?: readonly string[] | undefined
}

/** Compares the models with the database, which must have all revisions. */
export async function propose(session: Session, options: ProposalOptions): Promise<Proposal> {
  const { connection, dialect, history, settings, database } = session
  const { rows } = await readState({ connection, dialect }, settings)
  const missing = missingHeads(history.graph, rows)
  if (missing.length > 0) throw new OutdatedDatabaseError(connection.describe, missing)
  const { wanted, found } = await bothSides(session, options.models ?? 'models')
  const comparison = await compared(
    { dialect, connection, found, wanted },
    {
      ...filtersOf(database),
      renames: (options.renames ?? []).map((text) => parseRename(text, found)),
    },
  )
  const { operations: upgrade, notes } = rewritten(comparison, database.rewrite)
  return {
    upgrade,
    downgrade: downgradeOf(spellOut(upgrade, found)),
    notes: [...notes, ...(isBlank(wanted) && isBlank(found) ? [NOTHING] : [])],
    left: comparison.left,
    destruction: destruction(comparison, found),
    found,
  }
}

/** Models that nobody has written yet, or that are in another file: nothing would be wrong, and nobody would know why. */
const NOTHING: Note = {
  kind: 'nothing-described',
  operations: [],
  message: 'the models describe nothing, and the database holds nothing',
  hint: 'Export tables from the module that "models" in the configuration names: export const user = table(\'user\', { … })',
}

const isBlank = ({ tables, enums, sequences, objects }: Schema): boolean =>
  [tables, enums, sequences, objects].every((things) => things.length === 0)

/** What there is and what there should be. Named schemas are looked at when the configuration or the models name them. */
async function bothSides(session: Session, models: string) {
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
    const { schemas } = forDialect(wanted, dialect.name)
    const isEnough = database.schemas !== undefined || schemas.length === 0
    return { wanted, found: isEnough ? first : await reflect(schemas) }
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

type Filters = Pick<CompareInput, 'includeName' | 'includeObject' | 'ignore' | 'renames'>

export const filtersOf = ({ includeName, includeObject, ignore }: DatabaseSettings): Filters => ({
  ignore,
  ...(includeName !== undefined && { includeName }),
  ...(includeObject !== undefined && { includeObject }),
})

export interface Sides {
  readonly dialect: Dialect
  /** For what only the database can judge; absent: what is not alike word for word counts as different. */
  readonly connection: Connection | undefined
  readonly found: Schema
  readonly wanted: Schema
}

/** Brings both sides into the database's own terms, and compares them. */
export async function compared(
  { dialect, connection, found, wanted: described }: Sides,
  filters: Filters = {},
): Promise<Comparison> {
  const wanted = forDialect(described, dialect.name)
  const own = dialect.canonical(wanted)
  // Expressions are judged on columns of the same names, so what is renamed is renamed first.
  const { found: renamed } = applyRenames({
    found,
    canonical: own,
    dialect,
    renames: filters.renames ?? [],
  })
  const canonical =
    connection === undefined ? own : await dialect.normalize(connection, own, renamed)
  return compare({ found, wanted, canonical, dialect, ...filters })
}

type Changes = Pick<Comparison, 'operations' | 'notes'>

/** The operations as the project wants them, and the remarks that still have something to be about. */
function rewritten({ operations, notes }: Changes, rewrite: DatabaseSettings['rewrite']): Changes {
  if (rewrite === undefined) return { operations, notes }
  const each = operations.map(
    (operation) => [rewrite(operation) ?? operation].flat() as readonly Operation[],
  )
  return { operations: each.flat(), notes: movedNotes(notes, each) }
}

/** Remarks with the numbers of the operations that now stand for those they were about. */
function movedNotes(notes: readonly Note[], each: readonly (readonly Operation[])[]): Note[] {
  const starts = each.map((_, index) => each.slice(0, index).flat().length)
  return notes.flatMap((note) => {
    const now = note.operations.flatMap((was) => each[was]!.map((_, at) => starts[was]! + at))
    return note.operations.length > 0 && now.length === 0 ? [] : [{ ...note, operations: now }]
  })
}
