import { type Comparison, compare } from '../../src/compare/index.ts'
import type { Dialect, Step } from '../../src/dialects/dialect.ts'
import type { Connection } from '../../src/drivers/connection.ts'
import type { Operation } from '../../src/operations/model.ts'
import { forDialect } from '../../src/schema/for-dialect.ts'
import type { Schema } from '../../src/schema/model.ts'
import { LawBroken } from './lines.ts'

/** What a database has, what is wanted in its terms, and the operations in between. */
export interface Difference extends Comparison {
  readonly found: Schema
  readonly canonical: Schema
}

export const read = (connection: Connection, dialect: Dialect): Promise<Schema> =>
  dialect.reflect(connection, { schemas: 'all' })

/** What `revision --autogenerate` does, short of writing a file. */
export async function difference(
  connection: Connection,
  dialect: Dialect,
  wanted: Schema,
): Promise<Difference> {
  const own = forDialect(wanted, dialect.name)
  const found = await read(connection, dialect)
  const canonical = await dialect.normalize(connection, dialect.canonical(own), found)
  return { found, canonical, ...compare({ found, wanted: own, canonical, dialect }) }
}

/** Carries operations out, with the transactions and the foreign keys as a run has them. */
export async function carryOut(
  connection: Connection,
  dialect: Dialect,
  operations: readonly Operation[],
  before: Schema,
): Promise<void> {
  const steps = dialect.compile(operations, before, { version: connection.version })
  if (dialect.name === 'postgresql') return carrySteps(connection, steps)
  await connection.run('PRAGMA foreign_keys = OFF')
  await carrySteps(connection, steps)
  const broken = await connection.query('PRAGMA foreign_key_check')
  if (broken.length > 0) throw new LawBroken(`foreign keys broken: ${JSON.stringify(broken)}`)
  await connection.run('PRAGMA foreign_keys = ON')
}

async function carrySteps(connection: Connection, steps: readonly Step[]): Promise<void> {
  await connection.run('BEGIN')
  for (const step of steps) {
    if (step.kind === 'run') throw new Error('no comparison makes a run')
    if (step.outsideTransaction) await connection.run('COMMIT')
    if (step.script) await connection.script(step.sql)
    else await connection.run(step.sql, step.parameters)
    if (step.commitAfter && !step.outsideTransaction) await connection.run('COMMIT')
    if (step.outsideTransaction || step.commitAfter) await connection.run('BEGIN')
  }
  await connection.run('COMMIT')
}
