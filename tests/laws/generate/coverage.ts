import type { DialectName } from '../../../src/schema/model.ts'
import { changes } from './coverage-changes.ts'
import { common } from './coverage-common.ts'
import type { Features } from './coverage-features.ts'
import { postgresql } from './coverage-postgresql.ts'
import { postgresqlChanges } from './coverage-postgresql-changes.ts'
import { sqlite } from './coverage-sqlite.ts'

export const featuresFor = (dialect: DialectName): Features => ({
  ...common,
  ...changes,
  ...(dialect === 'sqlite' ? sqlite : { ...postgresql, ...postgresqlChanges }),
})
