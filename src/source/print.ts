import type { Arrow, Bracket, Call, Chain, Code, Statement } from './code.ts'
import { lineComment } from './comments.ts'

const WIDTH = 100

const pad = (indent: number): string => ' '.repeat(indent)

interface Place {
  /** Spaces before the lines that follow the first. */
  readonly indent: number
  /** Where the first line begins. */
  readonly column: number
  /** What still has to follow on the last line: a comma, a bracket. */
  readonly after: number
}

/** The code as text, in lines of a hundred columns where that can be, indented by two. */
export function print(code: Code, indent = 0, column = indent): string {
  return layout(code, { indent, column, after: 0 })
}

/** Statements with the comments before them, one after the other, each line indented. */
export function printStatements(statements: readonly Statement[], indent: number): string {
  return statements
    .map(({ comments, code }) =>
      [
        ...comments.flatMap((text) => lineComment(text, WIDTH - indent)),
        ...(code === undefined ? [] : [print(code, indent)]),
      ]
        .map((line) => pad(indent) + line)
        .join('\n'),
    )
    .join('\n')
}

function layout(code: Code, place: Place): string {
  if (!mustBreak(code) && fits(flat(code), place)) return flat(code)
  return broken(code, place)
}

function broken(code: Code, place: Place): string {
  if (typeof code === 'string') return code
  switch (code.kind) {
    case 'imported':
    case 'verbatim':
      return flat(code)
    case 'joined': {
      const head = code.parts.slice(0, -1).map(flat).join('')
      return head + layout(code.parts.at(-1) ?? '', { ...place, column: endColumn(head, place) })
    }
    case 'object':
    case 'array':
      return brackets(code, place)
    case 'call':
      return flat(code.callee) + callArguments(code, endColumn(flat(code.callee), place), place)
    case 'chain':
      return chain(code, place)
    case 'arrow':
      return arrow(code, place)
  }
}

const flatList = (items: readonly Code[]): string => items.map(flat).join(', ')

function flat(code: Code): string {
  if (typeof code === 'string') return code
  switch (code.kind) {
    case 'imported':
      return code.name
    case 'verbatim':
      return code.text
    case 'joined':
      return code.parts.map(flat).join('')
    case 'object':
      return code.items.length === 0 ? '{}' : `{ ${flatList(code.items)} }`
    case 'array':
      return `[${flatList(code.items)}]`
    case 'call':
      return `${flat(code.callee)}(${flatList(code.arguments)})`
    case 'chain':
      return flat(code.root) + code.links.map(flatLink).join('')
    case 'arrow':
      return `${code.parameters} => {}`
  }
}

const flatLink = (link: Chain['links'][number]): string =>
  `.${link.name}(${flatList(link.arguments)})`

/** Text with line breaks of its own breaks what it stands in, unless it stands there alone. */
function mustBreak(code: Code): boolean {
  if (typeof code === 'string') return code.includes('\n')
  switch (code.kind) {
    case 'imported':
      return false
    case 'verbatim':
      return code.text.includes('\n')
    case 'joined':
      return code.parts.some(mustBreak)
    case 'object':
    case 'array':
      return code.open || code.items.some(mustBreak)
    case 'call':
      return breaks(code.arguments)
    case 'chain':
      return mustBreak(code.root) || code.links.some((link) => breaks(link.arguments))
    case 'arrow':
      return code.body.length > 0
  }
}

const breaks = (given: readonly Code[]): boolean =>
  given.some(mustBreak) && !(given.length === 1 && given.every(isText))

const isText = (code: Code): boolean =>
  typeof code === 'string' ||
  code.kind === 'imported' ||
  code.kind === 'verbatim' ||
  (code.kind === 'joined' && code.parts.every(isText))

/** Text with line breaks of its own (a template) fits when its first and last lines do. */
function fits(text: string, { column, after }: Place): boolean {
  const lines = text.split('\n')
  const first = column + (lines[0]?.length ?? 0)
  if (lines.length === 1) return first + after <= WIDTH
  return first <= WIDTH && (lines.at(-1)?.length ?? 0) + after <= WIDTH
}

const endColumn = (text: string, { column }: Place): number =>
  text.includes('\n') ? text.length - text.lastIndexOf('\n') - 1 : column + text.length

function brackets(code: Bracket, { indent }: Place): string {
  const [open, close] = code.kind === 'object' ? ['{', '}'] : ['[', ']']
  return open + lines(code.items, indent) + close
}

/** Each item on a line of its own with a comma, between line breaks. */
function lines(items: readonly Code[], indent: number): string {
  const inner = indent + 2
  const each = items.map(
    (item) => `${pad(inner)}${layout(item, { indent: inner, column: inner, after: 1 })},\n`,
  )
  return `\n${each.join('')}${pad(indent)}`
}

/** The last argument alone is opened where that is enough, as formatters do; otherwise all go on lines. */
function callArguments(code: Pick<Call, 'arguments'>, column: number, place: Place): string {
  const rest = code.arguments.slice(0, -1)
  const last = code.arguments.at(-1)
  if (last === undefined) return '()'
  const head = `(${rest.map((argument) => `${flat(argument)}, `).join('')}`
  const at = { ...place, column: column + head.length }
  if (opens(last, rest) && !rest.some(mustBreak) && !head.includes('\n') && fits('{', at))
    return `${head}${broken(last, { ...at, after: 1 })})`
  return `(${lines(code.arguments, place.indent)})`
}

function opens(last: Code, rest: readonly Code[]): boolean {
  if (typeof last === 'string') return false
  if (last.kind === 'arrow') return true
  if (last.kind !== 'object' && last.kind !== 'array') return false
  const before = rest.at(-1)
  return last.items.length > 0 && !(typeof before === 'object' && before.kind === last.kind)
}

/** Two links stay on the line and only the last opens; a longer chain goes one link a line. */
function chain(code: Chain, place: Place): string {
  const last = code.links.at(-1)
  if (last === undefined) return layout(code.root, place)
  if (code.links.length <= 2) {
    const head = `${layoutHead(code, place)}.${last.name}`
    return head + callArguments(last, endColumn(head, place), place)
  }
  const indent = place.indent + 2
  const links = code.links.map(({ name, arguments: given }) => {
    const head = `.${name}`
    const at = { indent, column: indent, after: 1 }
    const one = `${head}(${flatList(given)})`
    if (!breaks(given) && fits(one, at)) return one
    return head + callArguments({ arguments: given }, indent + head.length, at)
  })
  return [layout(code.root, place), ...links.map((link) => pad(indent) + link)].join('\n')
}

const layoutHead = (code: Chain, place: Place): string =>
  layout({ ...code, links: code.links.slice(0, -1) }, { ...place, after: 1 })

function arrow(code: Arrow, { indent }: Place): string {
  if (code.body.length === 0) return flat(code)
  const body = printStatements(code.body, indent + 2)
  return `${code.parameters} => {\n${body}\n${pad(indent)}}`
}
