import { AthanorError } from '../errors.ts'

/** What went wrong in one of several databases; the code is that of what went wrong. */
export class InDatabaseError extends AthanorError {
  readonly code: string
  readonly database: string
  /** The databases that were done before it. */
  readonly done: readonly string[]

  constructor(database: string, done: readonly string[], cause: AthanorError) {
    const before = done.length === 0 ? '' : `\nDone before it: ${done.join(', ')}.`
    super(`database "${database}": ${cause.message}${before}`, {
      ...(cause.hint !== undefined && { hint: cause.hint }),
      cause,
    })
    this.code = cause.code
    this.database = database
    this.done = done
  }
}

/** What the models ask for can only be told from a database that has all revisions. */
export class OutdatedDatabaseError extends AthanorError {
  readonly code = 'outdated-database'
  readonly missing: readonly string[]

  constructor(database: string, missing: readonly string[]) {
    super(
      `${database} is not up to date, so what the models ask for cannot be told: ${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} not applied`,
      { hint: 'athanor upgrade heads' },
    )
    this.missing = missing
  }
}

/** Something that must be decided by a person, and nobody was there to ask. */
export class UnansweredQuestionError extends AthanorError {
  readonly code = 'unanswered-question'
  readonly question: string

  constructor(question: string, hint: string) {
    super(question, { hint })
    this.question = question
  }
}

/** Somebody was asked, and said no. */
export class DeclinedError extends AthanorError {
  readonly code = 'declined'

  constructor(hint: string) {
    super('stopped, as you said; nothing was written', { hint })
  }
}

export class UnknownSourceError extends AthanorError {
  readonly code = 'unknown-source'
  readonly source: string

  constructor(source: string) {
    super(`"${source}" is no schema source`, {
      hint: 'A source is a database URL (sqlite:app.db), models, database, head, empty, revision:<id>, the path of a module with models, or of a .sql file',
    })
    this.source = source
  }
}

/** Two sources that belong to no database yet, or to different ones. */
export class DialectNeededError extends AthanorError {
  readonly code = 'dialect-needed'

  constructor(problem: string) {
    super(problem, { hint: 'Say which: --dialect postgresql or --dialect sqlite' })
  }
}

/** A source or an option asks for something that only a project has. */
export class ProjectNeededError extends AthanorError {
  readonly code = 'project-needed'

  constructor(source: string) {
    super(`"${source}" means something only in a project, and there is none here`, {
      hint: 'Begin one here: athanor init. Or name the configuration: -c path/to/athanor.config.ts',
    })
  }
}

export class NoFileError extends AthanorError {
  readonly code = 'no-file'

  constructor(identifier: string) {
    super(`"${identifier}" names no revision, so there is no file to open`, {
      hint: 'See what there is: athanor history',
    })
  }
}

export class NoEditorError extends AthanorError {
  readonly code = 'no-editor'

  constructor() {
    super('there is no editor to open the file with', {
      hint: 'Say which: EDITOR="code --wait" athanor edit …',
    })
  }
}

export class SeveralDatabasesError extends AthanorError {
  readonly code = 'several-databases'
  readonly databases: readonly string[]

  constructor(databases: readonly string[]) {
    super(`the configuration has several databases: ${databases.join(', ')}`, {
      hint: `Say which one to migrate: { name: ${JSON.stringify(databases[0] ?? '')} }`,
    })
    this.databases = databases
  }
}
