import { defineCommand } from '../command.ts'
import { completionScript, type ShellName, shells } from '../completion-scripts.ts'
import { UsageError } from '../usage.ts'

/** Prints the completion script of a shell. */
export const completion = defineCommand({
  name: 'completion',
  summary: 'Print the script that lets a shell complete athanor',
  examples: [
    ['athanor completion bash > ~/.local/share/bash-completion/completions/athanor', 'for bash'],
    ['athanor completion zsh > ~/.zfunc/_athanor', 'for zsh, with ~/.zfunc in fpath'],
    ['athanor completion fish > ~/.config/fish/completions/athanor.fish', 'for fish'],
  ],
  positionals: { shell: { help: shells.join(', '), completes: shells } },
  flags: {},
  async run({ args, shell }) {
    if (!(shells as readonly string[]).includes(args.shell))
      throw new UsageError(`there is no completion for ${JSON.stringify(args.shell)}`, {
        hint: `There is one for ${shells.join(', ')}`,
      })
    shell.print(completionScript[args.shell as ShellName])
  },
})
