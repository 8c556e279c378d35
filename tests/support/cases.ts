/** One test a case, all of a target on one database. */
import { after, describe, type TestContext, test } from 'node:test'
import {
  type ForEachOptions,
  freshDatabase,
  NoTestServerError,
  type TestDatabase,
} from './databases.ts'

/**
 * Each case makes the database ready for itself, whatever the one before it left: a case that is run alone, or after one
 * that failed, finds what it finds among all.
 */
export function forEachCase<Case extends { readonly name: string }>(
  title: string,
  cases: readonly Case[],
  body: (one: Case, database: TestDatabase, t: TestContext) => unknown,
  { on = ['sqlite', 'postgresql', 'pglite'], ...options }: ForEachOptions = {},
): void {
  for (const target of on)
    describe(`${title} (${target})`, () => {
      let opened: Promise<TestDatabase> | undefined
      after(async () => {
        const database = await opened?.catch(() => undefined)
        await database?.drop()
      })
      for (const one of cases)
        test(one.name, async (t) => {
          try {
            opened ??= freshDatabase(target, options)
            await body(one, await opened, t)
          } catch (error) {
            if (!(error instanceof NoTestServerError)) throw error
            t.skip(error.message)
          }
        })
    })
}
