/** A process that upgrades a database, as a replica does at its start: `worker.ts <url> [revisions]`. */
import { openConnection } from '../../src/drivers/open.ts'
import { integer } from '../../src/schema/builders/index.ts'
import { line, runner } from './support.ts'

const [url = '', count = '4', pause = '0'] = process.argv.slice(2)

/** Each says in the table `log` which process carried it out. */
const revisions = line(
  { upgrade: (op) => op.createTable('log', { revision: integer(), process: integer() }) },
  ...Array.from({ length: Number(count) }, (_, index) => ({
    upgrade(op: any) {
      op.createTable(`t${index}`, { id: integer().primaryKey() })
      op.run(async (db: any) => {
        await db.insertInto('log').values({ revision: index, process: process.pid }).execute()
        if (Number(pause) > 0) {
          process.stdout.write(`in ${index}\n`)
          await new Promise((resolve) => setTimeout(resolve, Number(pause)))
        }
      })
      op.createIndex(`ix_t${index}`, `t${index}`, ['id'], { concurrently: index % 2 === 1 })
    },
  })),
)

const connection = await openConnection(url)
try {
  const { to } = await runner(connection, revisions, { lockTimeout: 60_000 }).upgrade()
  process.stdout.write(`done ${to.join()}\n`)
} finally {
  await connection.close()
}
