import type { Step } from '../dialects/dialect.ts'
import type { Operation } from '../operations/model.ts'
import type { Schema } from '../schema/model.ts'
import { execute } from './execute.ts'
import type { LiveRun } from './live.ts'
import type { RunSettings, Target } from './model.ts'
import { underLock } from './under-lock.ts'

/** What stands in for the settings of a project where there is none. */
export const plainSettings: RunSettings = {
  versionTable: { name: 'athanor_version' },
  transactions: 'revision',
  lockTimeout: 60_000,
  context: {},
  onVersionApply: [],
  report: () => {},
}

/** Carries out operations that are no revision, in one transaction as far as that can be. */
export const runOperations = (
  target: Target,
  operations: readonly Operation[],
  before: Schema,
  settings: RunSettings = plainSettings,
): Promise<void> =>
  underLock(target, settings, async (run) => {
    const { connection, dialect } = target
    const { transactions, foreignKeys } = run
    for (const step of dialect.compile(operations, before, { version: connection.version })) {
      const alone = step.kind === 'statement' && step.outsideTransaction === true
      if (alone && transactions.open) await transactions.commit()
      if (!alone && !transactions.open) {
        await transactions.begin()
        await foreignKeys.before()
      }
      await perform(run, step)
      if (step.kind === 'statement' && step.commitAfter === true) await transactions.commit()
    }
    if (!transactions.open) return
    await foreignKeys.after(operations)
    await transactions.commit()
  })

async function perform({ target: { connection }, withKysely }: LiveRun, step: Step): Promise<void> {
  if (step.kind === 'run') await withKysely((db) => step.operation.run(db, {}))
  else await execute(connection, step)
}
