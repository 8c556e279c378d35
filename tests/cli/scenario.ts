/**
 * A command line at work, as one text file: input files, commands, and what each printed.
 *
 *     on: sqlite, postgresql          where it runs; sqlite alone when nothing is said
 *     # Prose.
 *     -- models.ts --                 a file, up to a line with two hyphens
 *     export const user = …
 *     --
 *     $ athanor upgrade head          a command
 *     > what it printed on standard output
 *     ! what it printed on standard error
 *     = 1                             its exit code, where it is not 0
 *
 * Before a command may stand `NAME=value`, and what somebody answers to its question (`yes |`, `no |`, `^C |`); after it
 * `> file`. Besides `athanor` there are `sql` (a query), `cat`, `ls` and `rm`.
 */

export interface Scenario {
  readonly on: readonly string[]
  readonly parts: readonly Part[]
}

export type Part =
  | { readonly kind: 'prose'; readonly text: string }
  | { readonly kind: 'file'; readonly name: string; readonly text: string }
  | { readonly kind: 'command'; readonly line: string; readonly output: readonly string[] }

export function parseScenario(text: string): Scenario {
  const lines = text.split('\n')
  const on = lines
    .find((line) => line.startsWith('on: '))
    ?.slice(4)
    .split(', ') ?? ['sqlite']
  const parts: Part[] = []
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]!
    const [, name] = /^-- (\S+) --$/.exec(line) ?? []
    if (name !== undefined) {
      const end = lines.indexOf('--', at)
      parts.push({
        kind: 'file',
        name,
        text: lines
          .slice(at + 1, end)
          .map((each) => `${each}\n`)
          .join(''),
      })
      at = end
    } else if (line.startsWith('$ ')) {
      const rest = lines.slice(at + 1)
      const length = rest.findIndex((each) => !/^[>!=]/.test(each))
      const output = rest.slice(0, length)
      parts.push({ kind: 'command', line: line.slice(2), output })
      at += output.length
    } else if (line !== '' && !line.startsWith('on: ')) parts.push({ kind: 'prose', text: line })
  }
  return { on, parts }
}

/** The scenario as its file says it. */
export function renderScenario({ on, parts }: Scenario): string {
  const head = on.join() === 'sqlite' ? [] : [`on: ${on.join(', ')}`]
  const blocks = parts.map(renderPart)
  return `${[...head, ...joinProse(parts, blocks)].join('\n\n')}\n`
}

export function renderPart(part: Part): string {
  if (part.kind === 'prose') return part.text
  if (part.kind === 'file') return `-- ${part.name} --\n${part.text}--`
  return [`$ ${part.line}`, ...part.output].join('\n')
}

/** Lines of prose that follow each other stay together. */
function joinProse(parts: readonly Part[], blocks: readonly string[]): string[] {
  const joined: string[] = []
  for (const [index, block] of blocks.entries()) {
    const isMore = parts[index]?.kind === 'prose' && parts[index - 1]?.kind === 'prose'
    if (isMore) joined.push(`${joined.pop()}\n${block}`)
    else joined.push(block)
  }
  return joined
}

/** A command of a scenario, taken apart. */
export interface CommandLine {
  readonly env: Readonly<Record<string, string>>
  readonly answer: string | undefined
  readonly words: readonly string[]
  /** The file that takes what it prints. */
  readonly into: string | undefined
}

export function parseCommand(line: string): CommandLine {
  const [, answer, rest = ''] = /^(?:(yes|no|\^C) \| )?(.*)$/s.exec(line) ?? []
  const all = splitWords(rest)
  const first = all.findIndex((word) => !/^[A-Z_]+=/.test(word))
  const env = Object.fromEntries(
    all.slice(0, first).map((word) => {
      const at = word.indexOf('=')
      return [word.slice(0, at), word.slice(at + 1)]
    }),
  )
  const into = all.at(-2) === '>' ? all.at(-1) : undefined
  const words = into === undefined ? all.slice(first) : all.slice(first, -2)
  return { env, answer, words, into }
}

/** As a shell does it, as far as quotes go; inside `$'…'` there are `\n` and `\'`. */
const splitWords = (text: string): string[] =>
  (text.match(/(?:\$'(?:\\.|[^'])*'|"[^"]*"|'[^']*'|[^\s"'])+/g) ?? []).map((word) =>
    word.replaceAll(/\$'((?:\\.|[^'])*)'|"([^"]*)"|'([^']*)'/g, (_, escaped, double, single) =>
      escaped === undefined
        ? (double ?? single)
        : escaped.replaceAll(/\\(.)/g, (_: string, one: string) => (one === 'n' ? '\n' : one)),
    ),
  )
