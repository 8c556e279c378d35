import { unescapeComment } from '../source/comments.ts'

/** What the doc comment at the head of a revision file says, each where it says it. */
export interface DocComment {
  readonly message?: string
  readonly id?: string
  /** The ids with commas between them; `''` for none. */
  readonly revises?: string
  readonly created?: string
}

const FIELD = /^(Revision ID|Revises|Create Date)\s*:\s*(.*)$/i

/** Reads the first doc comment: the message, and below it one fact a line, as Alembic's files have them. */
export function readDocComment(text: string): DocComment {
  const comment = /^(?:\ufeff)?(?:#!.*\n)?\s*(?:\/\/.*\n\s*)*\/\*\*([\s\S]*?)\*\//.exec(text)?.[1]
  if (comment === undefined) return {}
  const lines = unescapeComment(comment)
    .split('\n')
    .map((line) => line.replace(/^\s*\* ?/, '').trimEnd())
  // The last one: a message may say the words too.
  const first = lines.findLastIndex((line) => /^Revision ID\s*:/i.test(line))
  const fields = new Map<string, string>()
  for (const line of first === -1 ? [] : lines.slice(first)) {
    const [, name, value] = FIELD.exec(line) ?? []
    if (name !== undefined) fields.set(name.toLowerCase(), value ?? '')
  }
  const message = lines
    .slice(0, first === -1 ? undefined : first)
    .join('\n')
    .trim()
  const id = fields.get('revision id')
  const revises = fields.get('revises')
  const created = fields.get('create date')
  return {
    ...(message !== '' && { message }),
    ...(id !== undefined && { id }),
    ...(revises !== undefined && { revises: plainIds(revises) }),
    ...(created !== undefined && created !== '' && { created }),
  }
}

/** `a, b` from whatever way the ids are listed; nothing is written as nothing, `base`, `None` or `null`. */
const plainIds = (text: string): string =>
  /^(?:|base|none|null|-)$/i.test(text.trim())
    ? ''
    : text
        .split(/[,\s]+/)
        .filter((id) => id !== '')
        .join(', ')
