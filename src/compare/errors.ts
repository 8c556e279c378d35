import { AthanorError } from '../errors.ts'
import { nearest } from '../schema/nearest.ts'
import type { Rename } from './model.ts'

/** A rename that names what is not there, or what is there already. */
export class UnknownRenameError extends AthanorError {
  readonly code = 'unknown-rename'
  readonly rename: Rename

  constructor(rename: Rename, problem: string, wrong: string, known: readonly string[]) {
    super(`cannot rename ${spellRename(rename)}: ${problem}`, { hint: hintFor(wrong, known) })
    this.rename = rename
  }
}

/** A rename as the command line takes it. */
export function spellRename(rename: Rename): string {
  const { schema, from, to } = rename
  const path = [
    ...(schema === undefined ? [] : [schema]),
    ...(rename.kind === 'table' ? [] : [rename.table]),
    from,
  ]
  const moved = rename.kind === 'table' ? rename.toSchema : undefined
  const home = moved === undefined ? '' : `${moved === null ? '' : word(moved)}.`
  return `${path.map(word).join('.')}=${home}${word(to)}`
}

const word = (name: string): string =>
  /[.="]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name

function hintFor(wrong: string, known: readonly string[]): string {
  const near = nearest(wrong, known)
  if (known.length === 0) return 'There are none: leave the rename out.'
  const names = (near.length > 0 ? near : known.toSorted()).map((name) => `"${name}"`)
  return near.length > 0 ? `Did you mean ${names.join(' or ')}?` : `There are: ${names.join(', ')}`
}
