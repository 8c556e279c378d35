import { quote } from './strings.ts'

/**
 * TypeScript as a tree, so that lines are broken when it is known how deep it stands (`print`), and what
 * a file must import is found by looking (`importsIn`).
 *
 * A plain string is source text as it stands: never put a name or a value in one, use `literal`.
 */
export type Code = string | Imported | Verbatim | Joined | Bracket | Call | Chain | Arrow

/** A name that the file has to import. */
export interface Imported {
  readonly kind: 'imported'
  readonly name: string
  readonly from: string
}

/** Source that somebody else wrote, with the names it needs. */
export interface Verbatim {
  readonly kind: 'verbatim'
  readonly text: string
  readonly imports: readonly Import[]
}

/** One name of one module. `name` may be `a as b` or `default as b`. */
export interface Import {
  readonly name: string
  readonly from: string
}

/** Parts side by side. The last one may break into lines, the others never do. */
export interface Joined {
  readonly kind: 'joined'
  readonly parts: readonly Code[]
}

export interface Bracket {
  readonly kind: 'object' | 'array'
  readonly items: readonly Code[]
  /** One item a line even where it would fit on one. */
  readonly open: boolean
}

export interface Call {
  readonly kind: 'call'
  readonly callee: Code
  readonly arguments: readonly Code[]
}

/** `root.name(…).name(…)` */
export interface Chain {
  readonly kind: 'chain'
  readonly root: Code
  readonly links: readonly { readonly name: string; readonly arguments: readonly Code[] }[]
}

/** `(op) => { … }` */
export interface Arrow {
  readonly kind: 'arrow'
  readonly parameters: string
  readonly body: readonly Statement[]
}

/** A call with the comments before it, or comments alone. */
export interface Statement {
  readonly comments: readonly string[]
  readonly code?: Code
}

export const imported = (name: string, from = 'athanor'): Imported => ({
  kind: 'imported',
  name,
  from,
})

export const verbatim = (text: string, imports: readonly Import[] = []): Verbatim => ({
  kind: 'verbatim',
  text,
  imports,
})

export const joined = (...parts: Code[]): Joined => ({ kind: 'joined', parts })

/** A call; arguments that are `undefined` at the end are left out, before others they are written. */
export function call(callee: Code, ...given: readonly (Code | undefined)[]): Call {
  const last = given.findLastIndex((argument) => argument !== undefined)
  const used = given.slice(0, last + 1).map((argument) => argument ?? 'undefined')
  return { kind: 'call', callee, arguments: used }
}

/** A list; one of several records goes one a line, as formatters have it. */
export const array = (items: readonly Code[], open = false): Bracket => ({
  kind: 'array',
  items,
  open: (open && items.length > 0) || (items.length > 1 && areRecords(items)),
})

const areRecords = ([first, ...others]: readonly Code[]): boolean => {
  if (typeof first !== 'object' || (first.kind !== 'object' && first.kind !== 'array')) return false
  return [first, ...others].every(
    (item) => typeof item === 'object' && item.kind === first.kind && item.items.length > 1,
  )
}

/** An object literal, in the order of its entries; what is `undefined` is left out. */
export function object(
  entries: readonly (readonly [key: string, value: Code | undefined])[],
  open = false,
): Bracket {
  const items = entries.flatMap(([key, value]) =>
    value === undefined ? [] : [joined(`${propertyName(key)}: `, value)],
  )
  return { kind: 'object', items, open: open && items.length > 0 }
}

/** An object literal as an optional argument: none when there is nothing in it. */
export function optional(
  entries: readonly (readonly [key: string, value: Code | undefined])[],
): Bracket | undefined {
  const made = object(entries)
  return made.items.length === 0 ? undefined : made
}

/** A key as it may stand in an object literal; `__proto__` written plainly would set the prototype. */
function propertyName(name: string): string {
  if (name === '__proto__') return "['__proto__']"
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : quote(name)
}

/** Every import that the code needs, as often as it needs it. */
export function importsIn(code: Code): Import[] {
  if (typeof code === 'string') return []
  switch (code.kind) {
    case 'imported':
      return [{ name: code.name, from: code.from }]
    case 'verbatim':
      return [...code.imports]
    case 'joined':
      return code.parts.flatMap(importsIn)
    case 'object':
    case 'array':
      return code.items.flatMap(importsIn)
    case 'call':
      return [code.callee, ...code.arguments].flatMap(importsIn)
    case 'chain':
      return [code.root, ...code.links.flatMap((link) => link.arguments)].flatMap(importsIn)
    case 'arrow':
      return code.body.flatMap(importsOfStatement)
  }
}

/** Every import that a statement needs. */
export const importsOfStatement = ({ code }: Statement): Import[] =>
  code === undefined ? [] : importsIn(code)
