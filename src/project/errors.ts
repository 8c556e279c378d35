import { AthanorError } from '../errors.ts'

/** The configuration says something that cannot be: which key, in which file, and what to write instead. */
export class ConfigError extends AthanorError {
  readonly code = 'config'
  /** `databases.audit.url`; `''` for the whole. */
  readonly key: string
  readonly file: string | undefined

  constructor(file: string | undefined, key: string, problem: string, fix: string) {
    const place = file ?? 'the configuration'
    super(key === '' ? `${place}: ${problem}` : `${place}: "${key}" ${problem}`, { hint: fix })
    this.key = key
    this.file = file
  }
}

export class MissingConfigError extends AthanorError {
  readonly code = 'missing-config'

  constructor(problem: string, hint = 'Begin a project here: athanor init') {
    super(problem, { hint })
  }
}

/** A module of the user's (configuration, models, revision) could not be imported. */
export class ModuleLoadError extends AthanorError {
  readonly code = 'module-load'
  readonly file: string

  constructor(what: string, file: string, reason: string, hint: string, cause: unknown) {
    super(`${what} ${file} cannot be loaded: ${reason}`, { hint, cause })
    this.file = file
  }
}

/** A file among the revisions is none, as far as its text tells. */
export class RevisionHeaderError extends AthanorError {
  readonly code = 'revision-header'
  readonly file: string
  readonly line: number | undefined

  constructor(file: string, problem: string, hint: string, line?: number) {
    super(`${file}${line === undefined ? '' : `:${line}`} ${problem}`, { hint })
    this.file = file
    this.line = line
  }
}

/** A revision file that was imported does not export the revision that its text announces. */
export class RevisionModuleError extends AthanorError {
  readonly code = 'revision-module'
  readonly file: string

  constructor(file: string, problem: string, hint: string) {
    super(`${file} ${problem}`, { hint })
    this.file = file
  }
}

export class MissingMigrationsError extends AthanorError {
  readonly code = 'missing-migrations'
  readonly folder: string

  /** @param problem what is wrong with it; absent: it is not there */
  constructor(folder: string, problem?: string) {
    const remedy = problem === undefined ? `Make it (mkdir -p '${folder}')` : 'Put that right'
    super(`no revision files can be read from ${folder}: ${problem ?? 'there is no such folder'}`, {
      hint: `${remedy}, or correct "migrations" in the configuration.`,
    })
    this.folder = folder
  }
}

/** Nothing is ever overwritten. */
export class FileExistsError extends AthanorError {
  readonly code = 'file-exists'
  readonly file: string

  constructor(
    file: string,
    hint = 'Nothing was written. Move the file away, or choose another message or --rev-id.',
  ) {
    super(`${file} is there already`, { hint })
    this.file = file
  }
}

/** A file or its folder could not be made: rights, a full disk, a file where a folder should be. */
export class FileWriteError extends AthanorError {
  readonly code = 'file-write'
  readonly file: string

  constructor(file: string, cause: Error) {
    super(`${file} cannot be written: ${cause.message}`, {
      hint: 'It was not written. Check the path, who may write there, and the space on the disk.',
      cause,
    })
    this.file = file
  }
}

export class OutsideFolderError extends AthanorError {
  readonly code = 'outside-folder'
  readonly file: string

  constructor(file: string, folder: string) {
    super(`${file} would be outside the migrations folder ${folder}`, {
      hint: 'Nothing was written. Name one of the folders in "migrations" of the configuration, and no ".." in "fileTemplate".',
    })
    this.file = file
  }
}

/** The file was written, and then something that should run over it failed. */
export class PostWriteHookError extends AthanorError {
  readonly code = 'post-write-hook'
  readonly file: string

  /** `program`: the words that run it by hand; absent where it is a function, called `name`. */
  constructor(
    file: string,
    { name = '', program }: { readonly name?: string; readonly program?: string },
    reason: string,
    cause?: unknown,
  ) {
    const shown = program ?? name
    const again = program === undefined ? '' : `, or run by hand: ${program}`
    super(
      `${file} was written, but ${shown === '' ? 'a hook' : `the hook "${shown}"`} failed: ${reason}`,
      {
        hint: `The revision is complete and may be used as it is. Correct "postWriteHooks"${again}`,
        cause,
      },
    )
    this.file = file
  }
}
