import type { Kysely, RawNode, RootOperationNode } from 'kysely'

/** Sends one statement over the connection that is held. */
export type Execute = (
  sql: string,
  parameters?: readonly unknown[],
) => Promise<{ rows: unknown[]; numAffectedRows?: bigint }>

/** Kysely hands out a connection for as long as a callback runs: this one runs until the release. */
export async function holdConnection(
  db: Kysely<any>,
): Promise<{ one: Execute; release(): Promise<void> }> {
  const { promise: released, resolve: letGo } = Promise.withResolvers<void>()
  const { promise: got, resolve, reject } = Promise.withResolvers<Kysely<any>>()
  const hold = async (held: Kysely<any>) => {
    resolve(held)
    await released
  }
  // Plugins rename columns of results; what Athanor asks for must come back as asked.
  const plain = db.withoutPlugins()
  const done = plain.isTransaction ? hold(plain) : plain.connection().execute(hold)
  done.catch(reject)
  const executor = (await got).getExecutor()
  return {
    one: (sql, parameters = []) =>
      executor.executeQuery({ sql, parameters, query: raw(sql), queryId: { queryId: 'athanor' } }),
    release: async () => {
      letGo()
      await done
    },
  }
}

const raw = (sql: string): RootOperationNode =>
  ({ kind: 'RawNode', sqlFragments: [sql], parameters: [] }) satisfies RawNode
