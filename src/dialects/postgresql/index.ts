import type { Dialect } from '../dialect.ts'
import { canonical } from './canonical/index.ts'
import { compile } from './compile/index.ts'
import { lock } from './lock.ts'
import { literal, qualified, quote } from './names.ts'
import { atHome, normalize } from './normalize/index.ts'
import { reflect } from './reflect/index.ts'
import { schemaNames } from './reflect/schema-names.ts'
import { typeSql } from './types.ts'

export { detectPooler, PooledConnectionError } from './pooler.ts'

/** PostgreSQL, 13 and newer. */
export const postgresql: Dialect = {
  name: 'postgresql',
  quote,
  qualified,
  literal,
  typeSql,
  reflect,
  schemaNames,
  canonical,
  atHome,
  normalize,
  compile,
  lock,
}
