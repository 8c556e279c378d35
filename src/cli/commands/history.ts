import type { Listed } from '../../commands/history.ts'
import {
  branches as runBranches,
  heads as runHeads,
  history as runHistory,
  show as runShow,
} from '../../commands/history.ts'
import { defineCommand } from '../command.ts'
import { branchingLines, entryBlock, entryLine } from '../entry-lines.ts'
import { printable } from '../paint.ts'
import { heading, printJson, projectIn, runOptions } from '../shared.ts'
import type { Shell } from '../shell.ts'

const verboseFlag = {
  type: 'boolean',
  short: 'v',
  help: 'all that is known of each revision',
} as const

export const history = defineCommand({
  name: 'history',
  summary: 'List the revisions, newest first.',
  description: 'Reads the heads of the revision files as text; nothing is run.',
  examples: [
    ['athanor history', 'all of them'],
    ['athanor history -r -3:', 'the last three'],
    ['athanor history -r current:', 'what is not applied yet, and where the database is'],
    ['athanor history -r ae10:27c6 -v', 'a part of it, in full'],
  ],
  positionals: {},
  flags: {
    revRange: {
      type: 'string',
      short: 'r',
      value: '<from:to>',
      help: 'only these; both ends included, either may be left away',
      completes: 'revision',
    },
    verbose: verboseFlag,
    indicateCurrent: {
      type: 'boolean',
      short: 'i',
      help: 'ask the database, and mark the revisions it is at',
    },
  },
  async run({ flags, shell }) {
    const lists = await runHistory(await projectIn(shell), {
      range: flags.revRange,
      indicateCurrent: flags.indicateCurrent,
      ...runOptions(shell),
    })
    printLists(shell, lists, (entry) =>
      flags.verbose ? entryBlock(entry, shell.paint) : [entryLine(entry, shell.paint)],
    )
  },
})

export const heads = defineCommand({
  name: 'heads',
  summary: 'List the revisions that nothing follows.',
  examples: [
    ['athanor heads', 'one in a straight history'],
    ['athanor heads --resolve-dependencies', 'without those that another branch depends on'],
  ],
  positionals: {},
  flags: {
    verbose: verboseFlag,
    resolveDependencies: {
      type: 'boolean',
      help: 'leave out heads that a revision elsewhere depends on',
    },
  },
  async run({ flags, shell }) {
    const lists = await runHeads(await projectIn(shell), {
      resolveDependencies: flags.resolveDependencies,
      ...runOptions(shell),
    })
    printLists(shell, lists, (entry) =>
      flags.verbose
        ? entryBlock(entry, shell.paint)
        : [entryLine(entry, shell.paint, { parents: false })],
    )
  },
})

export const branches = defineCommand({
  name: 'branches',
  summary: 'List the revisions that several follow.',
  examples: [['athanor branches -v', 'each branch point in full, with what it branches into']],
  positionals: {},
  flags: { verbose: verboseFlag },
  async run({ flags, shell }) {
    const lists = await runBranches(await projectIn(shell), runOptions(shell))
    printLists(shell, lists, (one) => branchingLines(one, shell.paint, flags.verbose === true))
  },
})

export const show = defineCommand({
  name: 'show',
  summary: 'Show a revision.',
  examples: [
    ['athanor show head', 'the newest'],
    ['athanor show ae10', 'by the start of its id'],
    ['athanor show current', 'where the database is'],
  ],
  positionals: {
    revision: {
      help: 'a revision, "head", "heads", "current", or a step from one',
      completes: 'revision',
    },
  },
  flags: {},
  async run({ args, shell }) {
    const lists = await runShow(await projectIn(shell), {
      identifier: args.revision,
      ...runOptions(shell),
    })
    printLists(shell, lists, (entry) => entryBlock(entry, shell.paint))
  },
})

function printLists<T>(
  shell: Shell,
  lists: readonly Listed<T>[],
  lines: (entry: T) => readonly string[],
): void {
  for (const note of new Set(lists.flatMap(({ notes }) => notes)))
    shell.log(`${shell.paint.warn('note')} ${printable(note)}`)
  if (shell.globals.json) {
    printJson(shell, lists.length === 1 ? lists[0]?.entries : lists)
    return
  }
  for (const { database, entries } of lists) {
    heading(shell, database, lists.length > 1)
    for (const entry of entries) for (const line of lines(entry)) shell.print(line)
  }
}
