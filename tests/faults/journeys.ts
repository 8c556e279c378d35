import path from 'node:path'
import condaStore from '../../examples/conda-store/athanor.config.ts'
import { downgrade } from '../../src/commands/downgrade.ts'
import { upgrade } from '../../src/commands/upgrade.ts'
import type { Connection } from '../../src/drivers/connection.ts'
import type { Config } from '../../src/project/config.ts'
import { projectOf } from '../../src/project/project.ts'
import type { RunEvent } from '../../src/runtime/model.ts'
import type { DialectName } from '../../src/schema/model.ts'
import { condaStoreRows } from './conda-store-rows.ts'
import ledger from './ledger/athanor.config.ts'

/** A long way through a history, to be disturbed on. */
export interface Journey {
  readonly name: string
  readonly down: boolean
  /** Where the configuration is. */
  readonly folder: string
  /** Brings an empty database to where the journey begins. */
  prepare(connection: Connection): Promise<void>
  run(connection: Connection, options?: RunOptions): Promise<void>
}

export interface RunOptions {
  readonly lockTimeout?: number
  readonly statementTimeout?: string
  readonly report?: (event: RunEvent) => void
}

const root = path.resolve(import.meta.dirname, '../..')

/** A history, how to go through it, and the rows that go along. */
interface History {
  readonly name: string
  readonly config: Config
  readonly folder: string
  /** The revision that the rows are put in after, and them; absent where the history brings its own. */
  readonly start?: { readonly revision: string; rows(dialect: DialectName): readonly string[] }
}

const HISTORIES: readonly History[] = [
  {
    name: 'conda-store',
    config: condaStore as Config,
    folder: path.join(root, 'examples/conda-store'),
    start: { revision: '48be4072fe58', rows: condaStoreRows },
  },
  { name: 'ledger', config: ledger as Config, folder: path.join(import.meta.dirname, 'ledger') },
]

const projectOn = (history: History, connection: Connection, own: Partial<Config> = {}) => {
  const { url: _, ...config } = history.config
  const file = path.join(history.folder, 'athanor.config.ts')
  return projectOf({ ...config, ...own, connect: () => connection }, { x: {} }, file)
}

async function toStart(history: History, connection: Connection): Promise<void> {
  if (history.start === undefined) return
  const project = await projectOn(history, connection)
  await upgrade(project, { target: history.start.revision })
  // The first schema has no foreign keys, but a session of SQLite may well mind them later.
  for (const sql of history.start.rows(connection.dialect)) await connection.run(sql)
}

const journey = (history: History, down: boolean): Journey => ({
  name: `${history.name} ${down ? 'down' : 'up'}`,
  down,
  folder: history.folder,
  prepare: async (connection) => {
    await toStart(history, connection)
    if (down) await upgrade(await projectOn(history, connection))
  },
  run: async (connection, { report, lockTimeout = 20_000, statementTimeout } = {}) => {
    const own = statementTimeout === undefined ? {} : { statementTimeout }
    const project = await projectOn(history, connection, own)
    const options = { report, lockTimeout }
    await (down ? downgrade(project, { target: 'base', ...options }) : upgrade(project, options))
  },
})

export const journeys: readonly Journey[] = HISTORIES.flatMap((history) => [
  journey(history, false),
  journey(history, true),
])

export const journeyNamed = (name: string): Journey =>
  journeys.find((one) => one.name === name) ?? fail(name)

function fail(name: string): never {
  throw new Error(`there is no journey "${name}"`)
}
