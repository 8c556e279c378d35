import path from 'node:path'
import condaStore from '../../examples/conda-store/athanor.config.ts'
import { upgrade } from '../../src/commands/upgrade.ts'
import type { Connection } from '../../src/drivers/connection.ts'
import type { Config } from '../../src/project/config.ts'
import { projectOf } from '../../src/project/project.ts'
import { condaStoreRows } from '../faults/conda-store-rows.ts'
import shop from './shop/athanor.config.ts'

/** A history that many processes go through while others use the database. */
export interface Story {
  readonly name: string
  /** What a replica runs. */
  readonly launch: string
  /** Revisions that each must be applied once, in order. */
  readonly revisions: readonly string[]
  /** Brings an empty database to where the replicas find it. */
  prepare(connection: Connection): Promise<void>
  /** Goes to the end, undisturbed. */
  finish(connection: Connection): Promise<void>
  readonly life: Life
}

/** What the application does all the while. Only what every one of the revisions allows. */
export interface Life {
  /** True of each state that a reader may see; `table` is the one it reads, `column` one that must be there. */
  readonly truths: readonly Truth[]
  /** `$id` stands for a number that nobody else has. */
  readonly writes: readonly string[]
  /** What is written can be counted in the end: rows from here on. */
  readonly firstId: number
  readonly counted: readonly string[]
}

export interface Truth {
  readonly table: string
  readonly column?: string
  /** Gives one row, one column `name`. */
  readonly sql: string
  readonly is: string
}

const folder = (name: string) => path.resolve(import.meta.dirname, name)

const projectIn = (config: unknown, home: string, connection: Connection) => {
  const { url: _, ...rest } = config as Config
  const file = path.join(home, 'athanor.config.ts')
  return projectOf({ ...rest, connect: () => connection }, { x: {} }, file)
}

const rowsUpTo = (table: string, last: number): Truth => ({
  table,
  sql: `SELECT count(*) || '' AS name FROM ${table} WHERE id <= ${last}`,
  is: String(last),
})

const condaStoreFolder = folder('../../examples/conda-store')

/** As conda-store finds it that was there before it had migrations: tables, and no version table. */
const condaStoreStory: Story = {
  name: 'conda-store',
  launch: path.join(condaStoreFolder, 'launch.ts'),
  revisions: [
    ...['48be4072fe58', '8d63a091aff8', '5ad723de2abd', '16f65805dc8f', 'abd7248d5327'],
    ...['b387747ca9b7', 'd78e9889566a', 'e17b4cc6e086', '30b37e725c32', '771180018e1b'],
    ...['0f7e23ff24ee', '57cd11b949d5', '03c839888c82', 'bf065abf375b'],
  ],
  prepare: async (connection) => {
    const project = await projectIn(condaStore, condaStoreFolder, connection)
    await upgrade(project, { target: '48be4072fe58' })
    for (const sql of condaStoreRows(connection.dialect)) await connection.run(sql)
    await connection.run('DROP TABLE alembic_version')
  },
  finish: async (connection) => {
    const { migrate } = await import('../../src/commands/migrate.ts')
    const { url: _, ...config } = condaStore as Config
    await migrate(config, {
      from: condaStoreFolder,
      connection,
      stampIfUnversioned: '48be4072fe58',
    })
  },
  life: {
    truths: [
      rowsUpTo('namespace', 20),
      rowsUpTo('environment', 50),
      rowsUpTo('build', 400),
      {
        table: 'build',
        column: 'conda_package_build.id',
        sql: `SELECT count(*) || '' AS name FROM conda_package_build`,
        is: '6000',
      },
    ],
    writes: [
      `INSERT INTO namespace (id, name) VALUES ($id, 'new $id')`,
      `INSERT INTO build (id, specification_id, environment_id, status) VALUES ($id, 1, 1, 'QUEUED')`,
      `UPDATE build SET status = 'COMPLETED' WHERE id = 1 + $id % 400`,
      `UPDATE environment SET current_build_id = 1 WHERE id = 1 + $id % 50`,
    ],
    firstId: 100_000,
    counted: ['namespace', 'build'],
  },
}

const shopFolder = folder('shop')

const shopRows = [
  `INSERT INTO customer (id, name) WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300) SELECT i, 'name ' || i FROM n`,
  `INSERT INTO orders (id, customer_id, status) SELECT id, id, 'open' FROM customer`,
  `INSERT INTO line (id, order_id, price) SELECT id, id, id / 4.0 FROM customer`,
]

const shopStory: Story = {
  name: 'shop',
  launch: path.join(shopFolder, 'launch.ts'),
  revisions: ['s2', 's3', 's4', 's5', 's6'],
  prepare: async (connection) => {
    await upgrade(await projectIn(shop, shopFolder, connection), { target: 's1' })
    for (const sql of shopRows) await connection.run(sql)
  },
  finish: async (connection) => {
    await upgrade(await projectIn(shop, shopFolder, connection))
  },
  life: {
    truths: [
      rowsUpTo('customer', 300),
      rowsUpTo('line', 300),
      {
        table: 'orders',
        column: 'orders.total',
        sql: `SELECT count(total) || '' AS name FROM orders WHERE id <= 300`,
        is: '300',
      },
      {
        table: 'orders',
        column: 'payment.order_id',
        sql: `SELECT count(*) || '' AS name FROM payment WHERE order_id <= 300`,
        is: '300',
      },
    ],
    writes: [
      `INSERT INTO customer (id, name) VALUES ($id, 'new $id')`,
      `INSERT INTO orders (id, customer_id, status) VALUES ($id, 1 + $id % 300, 'new')`,
      `INSERT INTO line (id, order_id, price) VALUES ($id, 1 + $id % 300, 1.5)`,
      `UPDATE orders SET status = 'changed' WHERE id = 1 + $id % 300`,
      `UPDATE line SET price = price + 1 WHERE id = 1 + $id % 300`,
    ],
    firstId: 100_000,
    counted: ['customer', 'orders', 'line'],
  },
}

export const stories: readonly Story[] = [condaStoreStory, shopStory]
