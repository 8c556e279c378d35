import type { Rename } from '../compare/index.ts'
import { AthanorError } from '../errors.ts'
import { findColumn } from '../schema/lookup.ts'
import type { Schema } from '../schema/model.ts'

export class MalformedRenameError extends AthanorError {
  readonly code = 'usage'
  readonly text: string

  constructor(text: string) {
    super(`"${text}" is no rename`, {
      hint: 'Write --rename table.old=new for a column, --rename old=new for a table, and --rename old=schema.new or old=.new for one that moves to another schema or to the default one; names with a dot or "=" in double quotes',
    })
    this.text = text
  }
}

const NAME = '(?:"(?:[^"]|"")+"|[^".=]+)'
const RENAME = new RegExp(`^(${NAME}(?:\\.${NAME}){0,2})=(?:(${NAME})?(\\.))?(${NAME})$`)

/**
 * `table.old=new`, `old=new`, or either with a schema before it; what is there now tells the two apart. A table moves to the
 * schema before its new name, to the default one where nothing stands before the dot.
 */
export function parseRename(text: string, found: Schema): Rename {
  const [, path, home, dot, to] = RENAME.exec(text.trim()) ?? []
  if (path === undefined || to === undefined) throw new MalformedRenameError(text)
  const [a, b, c] = (path.match(new RegExp(NAME, 'g')) ?? []).map(plain) as [string, ...string[]]
  const name = plain(to)
  if (dot !== undefined) {
    if (c !== undefined) throw new MalformedRenameError(text)
    const toSchema = home === undefined ? null : plain(home)
    return b === undefined
      ? { kind: 'table', from: a, to: name, toSchema }
      : { kind: 'table', schema: a, from: b, to: name, toSchema }
  }
  if (b === undefined) return { kind: 'table', from: a, to: name }
  if (c !== undefined) return { kind: 'column', schema: a, table: b, from: c, to: name }
  const isTable = found.tables.some((table) => table.schema === a && table.name === b)
  const isColumn = found.tables.some((table) => table.name === a && findColumn(table, b))
  if (isTable && !isColumn) return { kind: 'table', schema: a, from: b, to: name }
  return { kind: 'column', table: a, from: b, to: name }
}

const plain = (name: string): string =>
  name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name
