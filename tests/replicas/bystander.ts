/**
 * An application that uses the database while others migrate it: `bystander.ts <orders as JSON>`. Reads and writes until its
 * standard input ends, then says in JSON what it did and what it saw.
 */

import { type Ask, glance } from './looks.ts'
import type { Bystanding } from './round.ts'

const { url, number, life, known } = JSON.parse(process.argv[2] ?? '') as Bystanding
const dialect = url.startsWith('sqlite:') ? 'sqlite' : 'postgresql'

async function connect(): Promise<Ask> {
  if (dialect === 'postgresql') {
    const { default: pg } = await import('pg')
    const client = new pg.Client({ connectionString: url, application_name: `bystander ${number}` })
    await client.connect()
    return async (sql) => (await client.query(sql)).rows
  }
  const { DatabaseSync } = await import('node:sqlite')
  const database = new DatabaseSync(url.slice('sqlite:'.length), { timeout: 30_000 })
  return async (sql) => database.prepare(sql).all() as { name: string }[]
}

const ask = await connect()
const seen = new Set<string>()
const problems: string[] = []
const written: Record<string, number> = {}
let [reads, writes, longest, stopped] = [0, 0, 0, false]

async function timed(work: () => Promise<unknown>): Promise<void> {
  const began = performance.now()
  await work()
  longest = Math.max(longest, performance.now() - began)
}

/** One transaction: one state, which must be one that the history comes past. */
async function read(): Promise<void> {
  const truth = life.truths[reads % life.truths.length]!
  if (dialect === 'sqlite') await ask('BEGIN')
  else {
    await ask('BEGIN ISOLATION LEVEL REPEATABLE READ')
    // A table that is written anew looks empty to those who took their snapshot before they came to it.
    await ask(`LOCK TABLE ${truth.table} IN ACCESS SHARE MODE`)
  }
  const { place, schema, columns } = await glance(ask, dialect)
  const there = truth.column === undefined || columns.has(truth.column)
  const [row] = there ? await ask(truth.sql) : []
  await ask('COMMIT')
  reads += 1
  seen.add(place)
  if (known[place]?.includes(schema) !== true)
    problems.push(`at "${place}" the schema is none that belongs there: ${[...columns].join()}`)
  if (there && row?.name !== truth.is)
    problems.push(`at "${place}", ${row?.name} instead of ${truth.is}: ${truth.sql}`)
}

async function write(): Promise<void> {
  const sql = life.writes[writes % life.writes.length]!
  const id = life.firstId * (number + 1) + writes
  writes += 1
  await ask(sql.replaceAll('$id', String(id)))
  const [, table] = /^INSERT INTO (\w+)/.exec(sql) ?? []
  if (table !== undefined) written[table] = (written[table] ?? 0) + 1
}

process.stdin.on('end', () => {
  stopped = true
})
process.stdin.resume()
process.stdout.write('ready\n')
while (!stopped && problems.length < 10) {
  for (const work of [read, write])
    await timed(work).catch((error) => problems.push(`${work.name}: ${error.stack}`))
  await new Promise((resolve) => setTimeout(resolve, 10))
}
const told = { reads, writes, written, longest: Math.round(longest), seen: [...seen], problems }
process.stdout.write(`${JSON.stringify(told)}\n`)
process.exit()
