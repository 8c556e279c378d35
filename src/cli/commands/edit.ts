import { AthanorError } from '../../errors.ts'
import { defineCommand } from '../command.ts'
import { projectIn, runOptions } from '../shared.ts'
import { identifiers } from '../topics.ts'

/** The editor could not be started, or ended badly. */
export class EditorError extends AthanorError {
  readonly code = 'editor-failed'

  constructor(command: string, problem: string, cause?: unknown) {
    super(`the editor "${command}" ${problem}`, {
      hint: 'Say which one to use: EDITOR="code --wait" athanor edit …',
      cause,
    })
  }
}

/** Opens revision files in an editor. */
export const edit = defineCommand({
  name: 'edit',
  summary: 'Open the file of a revision in your editor',
  description: ['VISUAL or EDITOR says which editor, with its arguments.'],
  topics: [identifiers],
  examples: [
    ['athanor edit head', 'the newest'],
    ['athanor edit current', 'the one the database is at'],
  ],
  positionals: {
    revision: {
      help: 'the revision; the files of several one after the other',
      completes: 'revision',
    },
  },
  flags: {},
  async run({ args, shell }) {
    const { edit: run } = await import('../../commands/edit.ts')
    const calls = await run(await projectIn(shell), {
      identifier: args.revision,
      env: shell.env,
      ...runOptions(shell),
    })
    for (const { command, args: words } of calls) {
      const code = await shell.launch(command, words).catch((error: Error) => {
        throw new EditorError(command, `could not be started: ${error.message}`, error)
      })
      if (code !== 0) throw new EditorError(command, `ended with exit code ${code}`)
    }
  },
})
