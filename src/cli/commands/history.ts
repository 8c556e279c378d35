import type { Listed } from '../../commands/history.ts'
import { defineCommand } from '../command.ts'
import { branchingLines, entryBlock, entryLine } from '../entry-lines.ts'
import { verbose } from '../flags.ts'
import { printable } from '../paint.ts'
import { heading, printJson, projectIn, runOptions } from '../shared.ts'
import type { Shell } from '../shell.ts'
import { identifiers } from '../topics.ts'

const NO_REVISIONS = 'there are no revisions yet: athanor revision -m "first" writes one'

/** Loaded when one of them runs. */
const listings = () => import('../../commands/history.ts')

/** Lists revisions. */
export const history = defineCommand({
  name: 'history',
  summary: 'List the revisions, newest first',
  description: ['Reads the heads of the revision files as text; nothing is run.'],
  topics: [identifiers],
  examples: [
    ['athanor history', 'all of them'],
    ['athanor history -r -3:', 'the newest, and three before it'],
    ['athanor history -r current:', 'where the database is, and what is not applied yet'],
    ['athanor history -r ae10:27c6 -v', 'a part of it, in full'],
    ['athanor history -i', 'and where the database is'],
  ],
  positionals: {},
  flags: {
    revRange: {
      type: 'string',
      short: 'r',
      value: '<from:to>',
      help: 'only these; both ends included, either may be left away',
      completes: 'range',
    },
    verbose,
    indicateCurrent: {
      type: 'boolean',
      short: 'i',
      help: 'ask the database, and mark the revisions it is at',
    },
  },
  async run({ flags, shell }) {
    const { history: run } = await listings()
    const lists = await run(await projectIn(shell), {
      range: flags.revRange,
      indicateCurrent: flags.indicateCurrent,
      ...runOptions(shell),
    })
    const none =
      flags.revRange === undefined ? NO_REVISIONS : 'there are no revisions in this range'
    printLists(shell, lists, none, (entry) =>
      flags.verbose ? entryBlock(entry, shell.paint) : [entryLine(entry, shell.paint)],
    )
  },
})

/** Lists heads. */
export const heads = defineCommand({
  name: 'heads',
  summary: 'List the revisions that nothing follows',
  examples: [
    ['athanor heads', 'one in a straight history'],
    ['athanor heads --resolve-dependencies', 'without those that another branch depends on'],
  ],
  positionals: {},
  flags: {
    verbose,
    resolveDependencies: {
      type: 'boolean',
      help: 'leave out heads that a revision elsewhere depends on',
    },
  },
  async run({ flags, shell }) {
    const { heads: run } = await listings()
    const lists = await run(await projectIn(shell), {
      resolveDependencies: flags.resolveDependencies,
      ...runOptions(shell),
    })
    printLists(shell, lists, NO_REVISIONS, (entry) =>
      flags.verbose
        ? entryBlock(entry, shell.paint)
        : [entryLine(entry, shell.paint, { parents: false })],
    )
  },
})

/** Lists branch points. */
export const branches = defineCommand({
  name: 'branches',
  summary: 'List the revisions that several follow',
  examples: [
    ['athanor branches', 'each branch point, with what it branches into'],
    ['athanor branches -v', 'the same in full'],
  ],
  positionals: {},
  flags: { verbose },
  async run({ flags, shell }) {
    const { branches: run } = await listings()
    const lists = await run(await projectIn(shell), runOptions(shell))
    printLists(shell, lists, 'there are no branch points', (one) =>
      branchingLines(one, shell.paint, flags.verbose === true),
    )
  },
})

/** Shows revisions in full. */
export const show = defineCommand({
  name: 'show',
  summary: 'Show a revision',
  topics: [identifiers],
  examples: [
    ['athanor show head', 'the newest'],
    ['athanor show ae10', 'by the start of its id'],
    ['athanor show current', 'where the database is'],
  ],
  positionals: { revision: { help: 'the revision', completes: 'revision' } },
  flags: {},
  async run({ args, shell }) {
    const { show: run } = await listings()
    const lists = await run(await projectIn(shell), {
      identifier: args.revision,
      ...runOptions(shell),
    })
    const none = `"${printable(args.revision)}" names no revision`
    printLists(shell, lists, none, (entry) => entryBlock(entry, shell.paint))
  },
})

/** @param none what the log says where there is nothing to list */
function printLists<T>(
  shell: Shell,
  lists: readonly Listed<T>[],
  none: string,
  lines: (entry: T) => readonly string[],
): void {
  for (const note of new Set(lists.flatMap(({ notes }) => notes)))
    shell.log(`${shell.paint.warn('note')} ${printable(note)}`)
  if (shell.globals.json) {
    printJson(shell, lists)
    return
  }
  for (const { database, entries } of lists) {
    heading(shell, database, lists.length > 1)
    if (entries.length === 0) shell.log(none)
    for (const entry of entries) for (const line of lines(entry)) shell.print(line)
  }
}
