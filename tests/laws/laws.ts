import { completeAll } from '../../src/operations/complete.ts'
import { describe } from '../../src/operations/describe.ts'
import type { Operation } from '../../src/operations/model.ts'
import { asksSequence } from '../../src/operations/nextval.ts'
import { emptySchema, type Schema } from '../../src/schema/model.ts'
import { type Both, carryOut, creation, read } from './carry.ts'
import { assertSame, columnOrder, json, linesOf } from './lines.ts'
import { recorded, rendered } from './load.ts'
import { counterOf, insertsFor, readCounters, readRows } from './rows.ts'
import { scriptsFor, VERSION_TABLE } from './script.ts'
import { backwards, isStated, type Rows, reached, type Trial } from './trial.ts'
import { witnessed } from './witness.ts'

export interface Law {
  readonly name: string
  /** Throws when the law does not hold; `NotReached` when it could not be tried because another one does not. */
  readonly judge: (trial: Trial) => Promise<void>
}

/** What Athanor promises of any two schemas, on any database, whatever rows are there. */
export const laws: readonly Law[] = [
  { name: 'what was created reflects back equal', judge: reflectsBack },
  { name: 'autogenerate, applied, gives what was wanted', judge: arrives },
  { name: 'a second autogenerate is empty', judge: nothingLeft },
  { name: 'the downgrade restores what was there', judge: returns },
  { name: 'rows that survive are unchanged', judge: keepsRows },
  { name: 'the offline script gives the same database', judge: scriptsAlike },
  { name: 'apply agrees with the database', judge: appliesAlike },
  { name: 'rendered TypeScript records the same operations', judge: rendersAlike },
  { name: 'order of definition does not matter', judge: orderIsFree },
]

async function reflectsBack(trial: Trial): Promise<void> {
  const { found, expected } = await trial.created()
  assertSame(linesOf(found), linesOf(expected), 'created and reflected')
  assertSame(columnOrder(found), columnOrder(expected), 'the order of columns')
}

/** What the models leave unnamed keeps the name that it had in the database. */
async function arrives(trial: Trial): Promise<void> {
  const { found, expected } = await trial.upgraded()
  const stated = isStated(trial.pair.after)
  assertSame(linesOf(found, stated), linesOf(expected, stated), 'upgraded and reflected')
}

async function nothingLeft(trial: Trial): Promise<void> {
  const { left } = await reached(trial.upgraded)
  assertSame(left().upgrade.map(describe), [], 'a second autogenerate')
}

async function returns(trial: Trial): Promise<void> {
  const { found, witness } = await reached(trial.created)
  const back = await trial.downgraded()
  assertSame(linesOf(back.found), linesOf(found), 'downgraded and reflected')
  assertSame(back.witness, witness, 'downgraded, as others see it')
}

async function keepsRows(trial: Trial): Promise<void> {
  const { rows: start, found } = await reached(trial.created)
  const { rows: there, revision } = await reached(trial.upgraded)
  assertSame(there.rows, start.rows, 'rows after the upgrade')
  assertSame(...commonCounters(there, start), 'counters after the upgrade')
  const { rows: back } = await reached(trial.downgraded)
  assertSame(back.rows, start.rows, 'rows after the downgrade')
  const asked = askedAgain(revision.downgrade, found)
  const kept = new Map(
    [...start.counters].filter(([name]) => there.counters.has(name) && !asked.includes(name)),
  )
  assertSame(...commonCounters(back, { ...start, counters: kept }), 'counters after the downgrade')
}

/** The counters that a column which comes back takes numbers from, for the rows there are. */
const askedAgain = (downgrade: readonly Operation[], { sequences }: Schema): readonly string[] =>
  sequences
    .filter((sequence) =>
      downgrade.some((one) => one.kind === 'addColumn' && asksSequence(one.column, sequence)),
    )
    .map(counterOf)

/** The counters that both have. */
const commonCounters = (a: Rows, b: Rows): [string[], string[]] => {
  const lines = (one: Rows, other: Rows) =>
    [...one.counters].flatMap(([name, value]) =>
      other.counters.has(name) ? [`${name} ${value}`] : [],
    )
  return [lines(a, b), lines(b, a)]
}

async function scriptsAlike(trial: Trial): Promise<void> {
  const { bench, pair } = trial
  const created = await reached(trial.created)
  const upgraded = await reached(trial.upgraded)
  // All stages before: the scripts have the bench for themselves.
  const { found: back } = await reached(trial.downgraded)
  const { dialect, ground } = bench
  const { revision: first } = created
  const scripts = await scriptsFor(dialect, ground.version, first, upgraded.revision)
  const connection = await bench.empty()
  const found = async () => linesOf(withoutVersions(await read(connection, dialect)))
  await connection.script(scripts.create)
  assertSame(await found(), linesOf(created.found), 'the script that creates')
  for (const insert of insertsFor(pair.before, ground)) await connection.run(insert)
  await connection.script(scripts.upgrade)
  assertSame(await found(), linesOf(upgraded.found), 'the script that upgrades')
  const rows = await readRows(connection, created.survival, 'is', ground)
  assertSame(rows, upgraded.rows.rows, 'rows after the script')
  const scripted = { rows, counters: await readCounters(connection) }
  assertSame(...commonCounters(scripted, upgraded.rows), 'counters after the script')
  await connection.script(scripts.downgrade)
  assertSame(await found(), linesOf(back), 'the script that downgrades')
}

const withoutVersions = (schema: Schema): Schema => ({
  ...schema,
  tables: schema.tables.filter(({ name }) => !name.startsWith(VERSION_TABLE)),
})

async function appliesAlike(trial: Trial): Promise<void> {
  const { applied, found } = await reached(trial.upgraded)
  assertSame(linesOf(applied()), linesOf(found), 'applied without a database')
}

async function rendersAlike(trial: Trial): Promise<void> {
  const { name } = trial.bench.dialect
  const created = await reached(trial.created)
  const upgraded = await reached(trial.upgraded)
  const compared = (revision: Both, before: Schema, after: Schema) => {
    const again = recorded(rendered('b1', ['a1'], revision), name)
    for (const [way, start] of [
      ['upgrade', before],
      ['downgrade', after],
    ] as const) {
      // A name alone may be written where the schema tells the rest.
      const { operations } = completeAll(again[way], start, name)
      const words = (all: readonly Operation[]) => all.map((one) => json(withoutHints(one)))
      assertSame(words(operations), words(revision[way]), `${way}, recorded again`)
    }
  }
  compared(created.revision, emptySchema, created.found)
  compared(upgraded.revision, created.found, upgraded.found)
}

/** What a replaced object depended on is for order alone, and not written beside what its successor does. */
function withoutHints(operation: Operation): Operation {
  if (operation.kind !== 'replaceObject') return operation
  const { dependsOn: _, ...from } = operation.from
  return { ...operation, from }
}

/** Made at once, and in the opposite order, it is what the upgrade made of something else. */
async function orderIsFree(trial: Trial): Promise<void> {
  const { bench, pair } = trial
  const { found, witness, leftBackwards } = await reached(trial.upgraded)
  assertSame(leftBackwards().upgrade.map(describe), [], 'autogenerate of the same in another order')
  const { upgrade } = creation(bench.dialect, backwards(pair.after))
  const connection = await bench.empty()
  await carryOut(connection, bench.dialect, upgrade, emptySchema)
  // Where the database takes two wordings for one, what is there keeps the one it had.
  const made = await bench.dialect.normalize(
    connection,
    await read(connection, bench.dialect),
    found,
  )
  const stated = isStated(pair.after)
  assertSame(linesOf(made, stated), linesOf(found, stated), 'created in another order')
  const seen = await witnessed(connection, stated)
  const settled = isSettled(pair.after)
  assertSame(
    seen.filter(settled),
    witness.filter(settled),
    'created in another order, as others see it',
  )
}

/** All but an extension of which the models do not say where it lives: it stays where it is. */
const isSettled =
  ({ objects }: Schema) =>
  (fact: string): boolean =>
    !objects.some(
      ({ kind, name, definition }) =>
        kind === 'extension' &&
        !/\bSCHEMA\b/.test(definition) &&
        fact.startsWith('extension |') &&
        fact.includes(` | ${name} | `),
    )
