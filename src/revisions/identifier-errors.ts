import { AthanorError } from '../errors.ts'
import { command, counted, list, type Purpose, spell } from './words.ts'

/** What is wrong with an identifier that somebody typed. */

export class MalformedIdentifierError extends AthanorError {
  readonly code = 'malformed-identifier'
  readonly identifier: string

  constructor(identifier: string, reason: string, hint?: string) {
    super(`${JSON.stringify(identifier)} is no revision identifier: ${reason}`, {
      hint:
        hint ??
        'Say a revision id or the start of one, a label, head, heads, base, current, a step such as +1 or -1, or label@ before any of these',
    })
    this.identifier = identifier
  }
}

export class UnknownRevisionError extends AthanorError {
  readonly code = 'unknown-revision'
  readonly identifier: string
  readonly candidates: readonly string[]

  constructor(identifier: string, candidates: readonly string[], purpose: Purpose) {
    super(`there is no revision or label ${JSON.stringify(identifier)}`, {
      hint:
        candidates.length > 0
          ? `Did you mean ${candidates.map((name) => command(purpose, name)).join(' or ')}?`
          : 'List what there is: athanor history',
    })
    this.identifier = identifier
    this.candidates = candidates
  }
}

/** What stands before the `@` names nothing. Never passed over: it was to limit what is done. */
export class UnknownLabelError extends AthanorError {
  readonly code = 'unknown-label'
  readonly label: string
  readonly identifier: string
  readonly candidates: readonly string[]

  constructor(label: string, identifier: string, candidates: readonly string[], purpose: Purpose) {
    const rest = identifier.slice(identifier.indexOf('@') + 1)
    super(`there is no branch ${JSON.stringify(label)}, in ${JSON.stringify(identifier)}`, {
      hint:
        candidates.length > 0
          ? `Did you mean ${candidates.map((name) => command(purpose, `${name}@${rest}`)).join(' or ')}?`
          : 'List labels and heads: athanor heads',
    })
    this.label = label
    this.identifier = identifier
    this.candidates = candidates
  }
}

/** The start of several ids. */
export class AmbiguousRevisionError extends AthanorError {
  readonly code = 'ambiguous-revision'
  readonly identifier: string
  readonly candidates: readonly string[]

  constructor(
    identifier: string,
    candidates: readonly string[],
    inFull: (candidate: string) => string,
    purpose: Purpose,
  ) {
    super(
      `${JSON.stringify(identifier)} is the start of ${candidates.length} names: ${list(candidates)}`,
      {
        hint: `Say more of it: ${candidates
          .slice(0, 3)
          .map((name) => command(purpose, inFull(name)))
          .join(' or ')}`,
      },
    )
    this.identifier = identifier
    this.candidates = candidates
  }
}

/** `downgrade 1` almost always means one step, and must not undo all that came after revision `1f5d…`. */
export class LooksLikeCountError extends AthanorError {
  readonly code = 'looks-like-count'
  readonly identifier: string
  readonly candidates: readonly string[]

  constructor(identifier: string, candidates: readonly string[], purpose: Purpose) {
    const sign = purpose === 'downgrade' ? '-' : '+'
    const meant = candidates.map((id) => command(purpose, id)).slice(0, 3)
    super(
      `${JSON.stringify(identifier)} could be a number of steps or the start of revision ${list(candidates)}`,
      {
        hint: `For steps write ${command(purpose, `${sign}${Number(identifier)}`)}, for the revision ${meant.join(' or ')}`,
      },
    )
    this.identifier = identifier
    this.candidates = candidates
  }
}

export class WrongBranchError extends AthanorError {
  readonly code = 'wrong-branch'
  readonly revision: string
  readonly branch: string

  constructor(revision: string, branch: string, purpose: Purpose) {
    super(`revision ${spell(revision)} is not on branch ${spell(branch)}`, {
      hint: `Without the branch: ${command(purpose, revision)}. What the branch holds: ${command('history', `${branch}@base`)}`,
    })
    this.revision = revision
    this.branch = branch
  }
}

/** `head` says there is one. */
export class MultipleHeadsError extends AthanorError {
  readonly code = 'multiple-heads'
  readonly heads: readonly string[]

  constructor(identifier: string, heads: readonly string[], purpose: Purpose) {
    super(
      `${JSON.stringify(identifier)} means one revision, but there are ${heads.length}: ${list(heads)}`,
      { hint: hintForHeads(identifier, heads, purpose) },
    )
    this.heads = heads
  }
}

function hintForHeads(identifier: string, heads: readonly string[], purpose: Purpose): string {
  const one = `Name one (${command(purpose, heads[0] ?? '')})`
  const join = `join them: athanor merge ${heads.length > 6 ? 'heads' : heads.map(spell).join(' ')}`
  const many = purpose === 'upgrade' || purpose === 'stamp' || purpose === 'show'
  return many
    ? `${one}, take all (${command(purpose, identifier.replace(/head$/, 'heads'))}), or ${join}`
    : `${one}, or ${join}`
}

/** A name for several revisions where one is wanted. */
export class AmbiguousTargetError extends AthanorError {
  readonly code = 'ambiguous-target'
  readonly identifier: string
  readonly candidates: readonly string[]

  constructor(identifier: string, candidates: readonly string[], purpose: Purpose) {
    super(
      `${JSON.stringify(identifier)} names ${counted(candidates.length, 'revision')}, and ${purpose} takes one: ${list(candidates)}`,
      {
        hint: `Name one: ${candidates
          .slice(0, 3)
          .map((id) => command(purpose, id))
          .join(' or ')}`,
      },
    )
    this.identifier = identifier
    this.candidates = candidates
  }
}

/**
 * A label alone names the revision that carries it, mostly the first of its branch. To move a database there is
 * seldom what is meant by "upgrade networking", so it has to be said.
 */
export class AmbiguousLabelError extends AthanorError {
  readonly code = 'ambiguous-label'
  readonly label: string
  readonly revision: string
  readonly commands: readonly string[]

  constructor(
    label: string,
    revision: string,
    purpose: Purpose,
    readings: readonly { readonly means: string; readonly identifier: string }[],
  ) {
    super(
      `${JSON.stringify(label)} is a branch, and its label stands at revision ${spell(revision)}: "${purpose} ${label}" could mean more than one thing`,
      {
        hint: readings
          .map(({ means, identifier }) => `${means}: ${command(purpose, identifier)}`)
          .join(' · '),
      },
    )
    this.label = label
    this.revision = revision
    this.commands = readings.map(({ identifier }) => command(purpose, identifier))
  }
}

/** A step that could go to several revisions, or count from several. */
export class AmbiguousStepError extends AthanorError {
  readonly code = 'ambiguous-step'
  readonly identifier: string
  readonly candidates: readonly string[]
  /** One command for each way to go. */
  readonly commands: readonly string[]

  constructor(
    identifier: string,
    why: string,
    candidates: readonly string[],
    commands: readonly string[],
  ) {
    super(`${JSON.stringify(identifier)} is ambiguous: ${why}`, {
      hint: `Say which: ${commands.slice(0, 12).join(' or ')}`,
    })
    this.identifier = identifier
    this.candidates = candidates
    this.commands = commands
  }
}

/** More steps than there are revisions. */
export class TooFarError extends AthanorError {
  readonly code = 'too-far'
  readonly identifier: string
  readonly available: number

  constructor(identifier: string, available: number, from: string, hint: string) {
    super(
      `${JSON.stringify(identifier)} goes too far: ${available === 0 ? 'no revision is' : `only ${counted(available, 'revision')} ${available === 1 ? 'is' : 'are'}`} ${from}`,
      { hint },
    )
    this.identifier = identifier
    this.available = available
  }
}

/** `upgrade -1`, `downgrade +1`. */
export class WrongDirectionError extends AthanorError {
  readonly code = 'wrong-direction'
  readonly identifier: string

  constructor(identifier: string, purpose: 'upgrade' | 'downgrade') {
    const other = purpose === 'upgrade' ? 'downgrade' : 'upgrade'
    super(
      `${purpose} goes ${purpose === 'upgrade' ? 'up' : 'down'}, and ${JSON.stringify(identifier)} does not`,
      {
        hint: `Did you mean ${command(other, identifier)}?`,
      },
    )
    this.identifier = identifier
  }
}

/** `current` and steps without a start count from the database's rows, and there is no database at hand. */
export class RowsNeededError extends AthanorError {
  readonly code = 'rows-needed'
  readonly identifier: string

  constructor(identifier: string) {
    super(
      `${JSON.stringify(identifier)} counts from where the database is, and no database is asked here`,
      {
        hint: 'Count from a revision instead, such as head-1 or base+1',
      },
    )
    this.identifier = identifier
  }
}
