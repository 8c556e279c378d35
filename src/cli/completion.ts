import { type Command, type FlagSpec, globalFlags, kebab } from './command.ts'

export const shells = ['bash', 'zsh', 'fish'] as const
export type ShellName = (typeof shells)[number]

/**
 * The words that may stand at the end of an unfinished command line. The scripts below ask for them by calling the
 * program itself, so that a shell never offers what this version does not have.
 */
export function candidates(
  commands: readonly Command[],
  words: readonly string[],
  revisions: () => readonly string[],
): readonly string[] {
  const current = words.at(-1) ?? ''
  const before = words.slice(0, -1)
  const command = commands.find(({ name }) => before.includes(name))
  const flags: Readonly<Record<string, FlagSpec>> = { ...globalFlags, ...command?.flags }
  const asked = flagCalled(flags, before.at(-1))
  const all =
    asked !== undefined && asked.type !== 'boolean'
      ? valuesOf(asked, revisions)
      : current.startsWith('-')
        ? spellings(flags)
        : command === undefined
          ? commands.map(({ name }) => name)
          : Object.values(command.positionals).flatMap((spec) => valuesOf(spec, revisions))
  return all.filter((word) => word.startsWith(current))
}

const flagCalled = (flags: Readonly<Record<string, FlagSpec>>, word = ''): FlagSpec | undefined =>
  Object.entries(flags).find(
    ([name, { short }]) =>
      word === `--${kebab(name)}` || (short !== undefined && word === `-${short}`),
  )?.[1]

const spellings = (flags: Readonly<Record<string, FlagSpec>>): readonly string[] => [
  ...Object.entries(flags).map(([name, { short }]) =>
    name.length === 1 ? `-${short}` : `--${kebab(name)}`,
  ),
  '--help',
]

function valuesOf(
  spec: Pick<FlagSpec, 'choices' | 'completes'>,
  revisions: () => readonly string[],
): readonly string[] {
  if (spec.choices !== undefined) return spec.choices
  if (spec.completes === 'revision') return ['head', 'heads', 'base', ...revisions()]
  return typeof spec.completes === 'object' ? spec.completes : []
}

/** The script a shell reads to complete `athanor`. */
export const completionScript: Readonly<Record<ShellName, string>> = {
  bash: `_athanor() {
  local IFS=$'\\n'
  COMPREPLY=($(athanor __complete "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
}
complete -o default -F _athanor athanor`,

  zsh: `#compdef athanor
_athanor() {
  local -a candidates
  candidates=("\${(@f)$(athanor __complete "\${words[@]:1:$((CURRENT-1))}" 2>/dev/null)}")
  if (( \${#candidates} )) && [[ -n "\${candidates[1]}" ]]; then compadd -a candidates; else _files; fi
}
compdef _athanor athanor`,

  fish: `function __athanor_complete
  set -l words (commandline -opc)
  athanor __complete $words[2..-1] (commandline -ct) 2>/dev/null
end
complete -c athanor -a '(__athanor_complete)'`,
}
