import type { Dialect } from '../dialect.ts'
import { canonical } from './canonical.ts'
import { literal } from './defaults.ts'
import { lock } from './lock.ts'
import { qualified, quote } from './names.ts'
import { normalize } from './normalize.ts'
import { compile } from './plan.ts'
import { reflect } from './reflect/index.ts'
import { typeSql } from './types.ts'

/** SQLite, 3.35 and newer. */
export const sqlite: Dialect = {
  name: 'sqlite',
  quote,
  qualified,
  literal,
  typeSql,
  reflect,
  schemaNames: async () => [],
  canonical,
  atHome: async (_connection, wanted) => wanted,
  normalize: async (_connection, wanted, found) => normalize(wanted, found),
  compile,
  lock,
}
