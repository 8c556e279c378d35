import { projectIn } from './shared.ts'
import type { Shell } from './shell.ts'

/** Names that a project gives, for a shell that completes a word. Where there is no project there are none. */
export interface Names {
  revisions(): Promise<readonly string[]>
  databases(): Promise<readonly string[]>
}

export const namesIn = (shell: Shell): Names => ({
  revisions: () =>
    orNone(async () => {
      const { readHistory } = await import('../project/history.ts')
      const { databases } = await projectIn(shell)
      const graphs = databases.map((database) => readHistory(database).graph)
      return graphs.flatMap((graph) => [
        ...graph.order.map(({ id }) => id),
        ...graph.byLabel.keys(),
      ])
    }),
  databases: () =>
    orNone(async () => (await projectIn(shell)).databases.flatMap(({ name }) => name ?? [])),
})

/** A word that is completed wants no errors. */
const orNone = (names: () => Promise<readonly string[]>): Promise<readonly string[]> =>
  names().catch(() => [])
