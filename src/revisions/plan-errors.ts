import { AthanorError } from '../errors.ts'
import type { Rows } from './model.ts'
import { counted, list, spell, word } from './words.ts'

/** What is wrong with the database's rows, or with what shall be done from there. */

const applied = (rows: Rows): string =>
  rows.length === 0 ? 'nothing is applied' : `the database is at ${list(rows)}`

/** The database has a revision that no file tells of. */
export class UnknownRowError extends AthanorError {
  readonly code = 'unknown-row'
  readonly rows: Rows
  readonly candidates: readonly string[]

  constructor(rows: Rows, candidates: readonly string[]) {
    const meant = candidates.length > 0 ? ` (is it ${list(candidates)}?)` : ''
    super(`the database is at revision ${list(rows)}, which is not in this history${meant}`, {
      hint: `Bring the file back (is it on another git branch?). Only if the database really is at another revision, say so: athanor stamp --purge ${candidates.length > 0 ? word(candidates[0] ?? '') : '<revision>'}`,
    })
    this.rows = rows
    this.candidates = candidates
  }
}

/** Rows that cannot all be tips: a revision that has been built upon has no row. */
export class OverlappingRowsError extends AthanorError {
  readonly code = 'overlapping-rows'
  readonly rows: Rows
  /** The rows that another row stands on. */
  readonly below: Rows
  /** The rows as they should be. */
  readonly tips: Rows

  constructor(rows: Rows, below: Rows, tips: Rows) {
    super(
      `the version table has rows that exclude each other: ${list(below)} ${below.length === 1 ? 'is' : 'are'} already included in ${list(tips)}`,
      { hint: `If all of that is applied, repair it: athanor stamp --purge ${words(tips)}` },
    )
    this.rows = rows
    this.below = below
    this.tips = tips
  }
}

export class DuplicateRowError extends AthanorError {
  readonly code = 'duplicate-row'
  readonly rows: Rows

  constructor(rows: Rows, tips: Rows) {
    super(`the version table has ${list(rows)} more than once`, {
      hint: `Repair it: athanor stamp --purge ${words(tips)}`,
    })
    this.rows = rows
  }
}

/** One cannot go down to where the database has never been. */
export class NotAppliedError extends AthanorError {
  readonly code = 'not-applied'
  readonly revision: string
  readonly rows: Rows

  constructor(revision: string, target: string, rows: Rows) {
    super(
      `cannot downgrade to ${JSON.stringify(target)}: ${spell(revision)} is not applied, ${applied(rows)}`,
      {
        hint: `To go up to it: athanor upgrade ${word(revision)}`,
      },
    )
    this.revision = revision
    this.rows = rows
  }
}

/** `label@-1` where nothing of that branch is applied would undo the trunk below it. */
export class BranchNotAppliedError extends AthanorError {
  readonly code = 'branch-not-applied'
  readonly branch: string
  readonly rows: Rows

  constructor(branch: string, rows: Rows) {
    super(`nothing of branch ${spell(branch)} is applied: ${applied(rows)}`, {
      hint: 'Where the database is: athanor current. What there is: athanor heads',
    })
    this.branch = branch
    this.rows = rows
  }
}

/** A stamp that would say two things at once. */
export class InconsistentStampError extends AthanorError {
  readonly code = 'inconsistent-stamp'
  readonly targets: readonly string[]

  constructor(targets: readonly string[], why: string, instead: readonly string[]) {
    super(`cannot stamp ${list(targets)}: ${why}`, {
      hint:
        instead.length > 0
          ? `Say what is applied last: athanor stamp ${words(instead)}`
          : 'Name the revisions that are applied last, one for each branch: athanor heads',
    })
    this.targets = targets
  }
}

export class MalformedRangeError extends AthanorError {
  readonly code = 'malformed-range'
  readonly range: string

  constructor(range: string, expected: string, hint: string) {
    super(`${JSON.stringify(range)} is no range: ${expected}`, { hint })
    this.range = range
  }
}

/** The ends of a range are not above each other. */
export class NotOneLineError extends AthanorError {
  readonly code = 'not-one-line'
  readonly from: readonly string[]
  readonly to: readonly string[]

  constructor(range: string, from: readonly string[], to: readonly string[], swapped?: string) {
    const bottom = from.length === 0 ? 'base' : list(from)
    const top = to.length === 0 ? 'base' : list(to)
    super(
      swapped === undefined
        ? `nothing lies between ${bottom} and ${top}, in ${JSON.stringify(range)}: neither stands on the other`
        : `${JSON.stringify(range)} runs backwards: ${bottom} stands on ${top}`,
      {
        hint:
          swapped === undefined
            ? 'How they are related: athanor history'
            : `The other way round: ${swapped}`,
      },
    )
    this.from = from
    this.to = to
  }
}

/** The start of a script cannot be read from a database, so it has to be said. */
export class RangeNeededError extends AthanorError {
  readonly code = 'range-needed'
  readonly target: string

  constructor(target: string) {
    super(
      `downgrade --sql needs to know where it starts, and ${JSON.stringify(target)} only says where it ends`,
      {
        hint: `Say both: athanor downgrade ${word(`head:${target}`)} --sql`,
      },
    )
    this.target = target
  }
}

// --- a new revision ----------------------------------------------------------------------------

export class RevisionExistsError extends AthanorError {
  readonly code = 'revision-exists'
  readonly id: string
  readonly path: string | undefined

  constructor(id: string, what: 'revision' | 'label', path: string | undefined) {
    super(
      `${spell(id)} is taken: there is a ${what} of that name${path === undefined ? '' : ` (${path})`}`,
      { hint: 'Choose another id, or leave --rev-id away to have one made' },
    )
    this.id = id
    this.path = path
  }
}

export class LabelExistsError extends AthanorError {
  readonly code = 'label-exists'
  readonly label: string
  readonly revision: string

  constructor(label: string, revision: string) {
    super(`label ${spell(label)} is taken by revision ${spell(revision)}`, {
      hint: `A revision on that branch inherits it without --branch-label: athanor revision --head ${word(`${label}@head`)}`,
    })
    this.label = label
    this.revision = revision
  }
}

export class NotAHeadError extends AthanorError {
  readonly code = 'not-a-head'
  readonly revision: string
  readonly heads: readonly string[]

  constructor(revision: string, above: readonly string[], joining?: Joining) {
    super(`revision ${spell(revision)} is not a head: ${list(above)} came after it`, {
      hint:
        joining === undefined
          ? `Follow the head: athanor revision --head ${word(above[0] ?? '')}. Or branch off here: athanor revision --head ${word(revision)} --splice`
          : joiningHint(joining),
    })
    this.revision = revision
    this.heads = above
  }
}

/** What was to be joined, and the heads that stand on it. */
interface Joining {
  readonly parents: readonly string[]
  readonly tops: readonly string[]
}

function joiningHint({ parents, tops }: Joining): string {
  const merge = (ids: readonly string[]) => `athanor merge ${ids.map(word).join(' ')}`
  const first =
    tops.length > 1
      ? `Join the heads: ${merge(tops)}`
      : `${list(tops)} stands on all of them: there is nothing to join`
  return `${first}. Or join these all the same: ${merge(parents)} --splice`
}

/** Heads to join of which one includes another, or is named twice. */
export class RedundantHeadError extends AthanorError {
  readonly code = 'redundant-head'
  readonly revision: string

  constructor(revision: string, other: string) {
    super(
      revision === other
        ? `${spell(revision)} is named twice`
        : `${spell(revision)} need not be joined with ${spell(other)}, which stands on it`,
      {
        hint: revision === other ? `Name ${spell(revision)} once` : `Leave ${spell(revision)} out`,
      },
    )
    this.revision = revision
  }
}

export class NothingToMergeError extends AthanorError {
  readonly code = 'nothing-to-merge'
  readonly revisions: readonly string[]

  constructor(revisions: readonly string[]) {
    super(
      `there is nothing to merge: ${revisions.length === 0 ? 'no revision is named' : `there is ${counted(revisions.length, 'head')}, ${list(revisions)}`}`,
      { hint: 'See the heads: athanor heads' },
    )
    this.revisions = revisions
  }
}

const words = (ids: readonly string[]): string => ids.map(word).join(' ')
