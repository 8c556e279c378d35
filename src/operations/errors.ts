import { AthanorError } from '../errors.ts'
import { nearest } from '../schema/nearest.ts'

/** What an operation may be about, in words. */
export type Thing =
  | 'table'
  | 'column'
  | 'constraint'
  | 'index'
  | 'schema'
  | 'enum'
  | 'enum value'
  | 'sequence'
  | 'view'
  | 'materialized view'
  | 'function'
  | 'procedure'
  | 'trigger'
  | 'domain'
  | 'extension'
  | 'policy'
  | 'grant'

/** An operation is about something that the schema before it does not have. */
export class NotThereError extends AthanorError {
  readonly code = 'not-there'
  readonly what: Thing
  readonly missing: string
  /** `in table "user"`; nothing where it is looked for everywhere. */
  readonly where: string

  constructor(what: Thing, missing: string, known: readonly string[], where = '') {
    super(`there is no ${what} "${missing}"${where && ` ${where}`}`, {
      hint: hintFor(missing, known, where),
    })
    this.what = what
    this.missing = missing
    this.where = where
  }
}

function hintFor(missing: string, known: readonly string[], where: string): string {
  const near = nearest(missing, known)
  if (near.length > 0) return `Did you mean ${quotedList(near, ' or ')}?`
  if (where !== '' && known.length > 0 && known.length <= 12)
    return `There is ${quotedList(known, ', ')}.`
  return 'Where op.execute() or op.run() makes it, say so: { effect: (op) => op.create…(…) }'
}

const quotedList = (names: readonly string[], between: string): string =>
  names.map((name) => `"${name}"`).join(between)

/** An operation makes something of a name that is taken. */
export class AlreadyThereError extends AthanorError {
  readonly code = 'already-there'
  readonly what: Thing
  readonly existing: string
  /** `in table "user"`; nothing where the name is taken everywhere. */
  readonly where: string

  constructor(what: Thing, existing: string, where = '') {
    super(`there is a ${what} "${existing}" already${where && ` ${where}`}`, {
      hint: 'Drop or rename it first, or take another name.',
    })
    this.what = what
    this.existing = existing
    this.where = where
  }
}

/** A name alone does not say which. */
export class AmbiguousNameError extends AthanorError {
  readonly code = 'ambiguous-name'
  readonly candidates: readonly string[]

  constructor(what: Thing, name: string, candidates: readonly string[]) {
    super(`"${name}" may be ${candidates.length} ${what}s: ${candidates.join(', ')}`, {
      hint: 'Say which, by its table, schema or signature.',
    })
    this.candidates = candidates
  }
}

/** What an operation did cannot be undone by another. */
export class IrreversibleOperationError extends AthanorError {
  readonly code = 'irreversible-operation'
  readonly operation: string

  constructor(operation: string, hint: string) {
    super(`there is no way back from this: ${operation}`, { hint })
    this.operation = operation
  }
}

/** The author of a revision wrote that it cannot be undone, and why. */
export class RefusedError extends AthanorError {
  readonly code = 'refused'
  readonly reason: string

  constructor(reason: string) {
    super(`this revision cannot be undone: ${reason}`, {
      hint: 'To go back all the same, write what is to happen in place of op.irreversible(…).',
    })
    this.reason = reason
  }
}

/** Written by name alone, and nobody has looked up of what yet. */
export class IncompleteOperationError extends AthanorError {
  readonly code = 'incomplete-operation'
  readonly operation: string

  constructor(operation: string) {
    super(`this says a name and not what it stands for: ${operation}`, {
      hint: 'complete(operation, before) fills in the rest from the schema before it.',
    })
    this.operation = operation
  }
}

/** A function has no text that would make it again. */
export class SourcelessOperationError extends AthanorError {
  readonly code = 'sourceless-operation'
  readonly operation: string

  constructor(operation: string) {
    super(`this holds code and cannot be written into a revision file: ${operation}`, {
      hint: "Give op.custom({ …, source: 'myOperation()' }) the TypeScript that makes it again.",
    })
    this.operation = operation
  }
}

/** A revision called a method of `op` with something it cannot mean. */
export class InvalidOperationError extends AthanorError {
  readonly code = 'invalid-operation'
  readonly method: string
  /** What it was given no name of, where that is what is wrong. */
  readonly what: Thing | undefined

  constructor(method: string, problem: string, options: { readonly hint: string; what?: Thing }) {
    super(`op.${method}() ${problem}`, options)
    this.method = method
    this.what = options.what
  }
}

/** `upgrade` or `downgrade` is asynchronous: what it does after its first `await` would be lost. */
export class AsyncRecordingError extends AthanorError {
  readonly code = 'async-recording'
  /** The kind of operation that came too late, where one did. */
  readonly operation: string | undefined

  constructor(operation?: string) {
    super(
      operation === undefined
        ? 'upgrade and downgrade record what is to be done, and cannot be async'
        : `this came when the recording was over: ${operation}`,
      {
        hint: 'Put what has to wait into op.run(async (db) => { … }); record everything else outside it.',
      },
    )
    this.operation = operation
  }
}
