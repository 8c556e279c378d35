import type { ItemKind } from './model.ts'

/** A line of `ignore`, ready to be asked. */
export interface Pattern {
  readonly text: string
  matches(kind: string, spelled: string): boolean
}

/** Things that live inside a table are only meant where the pattern says their kind. */
const INSIDE: ReadonlySet<string> = new Set<ItemKind>([
  'column',
  'index',
  'primaryKey',
  'unique',
  'foreignKey',
  'check',
  'exclusion',
])

const KINDS: ReadonlySet<string> = new Set<ItemKind>([
  ...(INSIDE as ReadonlySet<ItemKind>),
  'schema',
  'table',
  'enum',
  'sequence',
  'view',
  'materializedView',
  'function',
  'procedure',
  'trigger',
  'domain',
  'extension',
  'policy',
  'grant',
])

export function patternOf(text: string): Pattern {
  const [prefix = '', ...rest] = text.split(':')
  const kind = rest.length > 0 && KINDS.has(prefix) ? prefix : undefined
  const glob = globOf(kind === undefined ? text : rest.join(':'))
  return {
    text,
    matches: (of, spelled) =>
      (kind === undefined ? !INSIDE.has(of) : of === kind) && glob.test(spelled),
  }
}

/** `*` stands for any text, `?` for one character; everything else for itself. */
const globOf = (glob: string): RegExp =>
  new RegExp(
    `^${glob
      .split('')
      .map((character) => {
        if (character === '*') return '.*'
        return character === '?' ? '.' : character.replace(/[\\^$.|+()[\]{}]/, '\\$&')
      })
      .join('')}$`,
    'su',
  )
