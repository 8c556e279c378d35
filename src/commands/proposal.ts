import {
  applyRenames,
  type Between,
  type CompareInput,
  type Comparison,
  compare,
  type Destruction,
  destruction,
  type LeftAlone,
  type Note,
} from '../compare/index.ts'
import type { Dialect } from '../dialects/dialect.ts'
import type { Connection } from '../drivers/connection.ts'
import { spellOut } from '../operations/complete.ts'
import { downgradeOf } from '../operations/invert.ts'
import type { Operation } from '../operations/model.ts'
import type { DatabaseSettings } from '../project/project.ts'
import { missingHeads } from '../revisions/rows.ts'
import { readState } from '../runtime/state.ts'
import { forDialect } from '../schema/for-dialect.ts'
import type { Schema } from '../schema/model.ts'
import { bothSides } from './both-sides.ts'
import { OutdatedDatabaseError } from './errors.ts'
import { parseRename } from './renames.ts'
import type { Session } from './session.ts'

/** What models ask of a database. */
export interface Proposal {
  readonly upgrade: readonly Operation[]
  readonly downgrade: readonly Operation[]
  readonly notes: readonly Note[]
  /** What was not compared, and why. */
  readonly left: readonly LeftAlone[]
  readonly destruction: Destruction
  /** What the operations lead from and to. */
  readonly between: Between
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
  const sides = await bothSides(session, options.models ?? 'models', rows)
  const { wanted, found } = sides
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
    notes: [...notes, ...sides.notes, ...(isBlank(wanted) && isBlank(found) ? [NOTHING] : [])],
    left: comparison.left,
    between: comparison.between,
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
  { dialect, connection, found, wanted: said }: Sides,
  filters: Filters = {},
): Promise<Comparison> {
  const wanted = forDialect(said, dialect.name)
  const described = dialect.canonical(wanted)
  const own =
    connection === undefined ? described : await dialect.atHome(connection, described, found)
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
