import { changes, noChanges } from './autogenerate.ts'
import type { Case } from './case.ts'
import { rebuilds } from './rebuilds.ts'
import { runs, waysBack } from './runs.ts'

/** Every one has its counterpart in `alembic_side`, under the same name. */
export const cases: readonly Case[] = [...rebuilds, ...changes, ...noChanges, ...waysBack, ...runs]
