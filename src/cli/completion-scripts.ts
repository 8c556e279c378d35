export const shells = ['bash', 'zsh', 'fish'] as const
export type ShellName = (typeof shells)[number]

/**
 * The script a shell reads to complete `athanor`, under whatever name or path it was typed. Each hands over the words up to the
 * cursor, and falls back to files.
 */
export const completionScript: Readonly<Record<ShellName, string>> = {
  // Bash breaks words at ":", "=" and "@", which are in the middle of ours: the line is split anew, and of what is
  // offered only the part behind the last of them is handed back.
  bash: `_athanor() {
  local line=\${COMP_LINE:0:COMP_POINT} words current before IFS=$'\\n'
  IFS=$' \\t' read -ra words <<< "$line"
  [[ $line == *[[:space:]] ]] && words+=('')
  current=\${words[\${#words[@]}-1]}
  before=\${current%"\${current##*[:=@]}"}
  [[ \${COMP_WORDBREAKS} == *[:=@]* ]] || before=
  COMPREPLY=($("\${words[0]}" __complete "\${words[@]:1}" 2>/dev/null))
  COMPREPLY=("\${COMPREPLY[@]#"$before"}")
}
complete -o default -F _athanor athanor`,

  zsh: `#compdef athanor
_athanor() {
  local -a offered
  offered=("\${(@f)$("\${(Q)words[1]}" __complete "\${(@Q)words[2,CURRENT]}" 2>/dev/null)}")
  offered=("\${(@)offered:#}")
  if (( \${#offered} )); then compadd -- "\${offered[@]}"; else _files; fi
}
if [[ $funcstack[1] == _athanor ]]; then _athanor "$@"; else compdef _athanor athanor; fi`,

  fish: `function __athanor_complete
  set -l words (commandline -opc)
  set -l current (commandline -ct)
  set -l offered ($words[1] __complete $words[2..] "$current" 2>/dev/null)
  if set -q offered[1]
    printf '%s\\n' $offered
  else
    __fish_complete_path "$current"
  end
end
complete -c athanor -f -a '(__athanor_complete)'`,
}
