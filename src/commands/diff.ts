import type { LeftAlone, Note } from '../compare/index.ts'
import type { Dialect } from '../dialects/dialect.ts'
import type { Connection } from '../drivers/connection.ts'
import { describe } from '../operations/describe.ts'
import type { Operation } from '../operations/model.ts'
import type { DatabaseSettings, Project } from '../project/project.ts'
import { operationsScript } from '../runtime/script.ts'
import { forDialect } from '../schema/for-dialect.ts'
import type { DialectName, Schema } from '../schema/model.ts'
import { dialectFor, OLDEST } from './dialects.ts'
import { DialectNeededError } from './errors.ts'
import { compared, filtersOf } from './proposal.ts'
import { parseRename } from './renames.ts'
import { dialectName } from './session.ts'
import { parseSource, scratch, type Source } from './sources.ts'

export interface DiffOptions {
  /** Schema sources: what there is, and what there should be. */
  readonly from: string
  readonly to: string
  /** Where relative paths start from. Absent: the project's folder, or the working directory. */
  readonly folder?: string | undefined
  readonly project?: Project | undefined
  /** One of the project's databases. Absent: the first. */
  readonly name?: string | undefined
  /** Whose differences are meant. Absent: those of the database that a source is, or of the project's. */
  readonly dialect?: DialectName | undefined
  readonly version?: readonly [major: number, minor: number] | undefined
  readonly renames?: readonly string[] | undefined
}

export interface Difference {
  readonly dialect: DialectName
  readonly operations: readonly Operation[]
  /** The same in words, in the same order. */
  readonly words: readonly string[]
  readonly notes: readonly Note[]
  readonly left: readonly LeftAlone[]
  /** The same as SQL. */
  readonly sql: () => string
}
