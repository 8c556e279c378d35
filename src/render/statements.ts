import type { Operation } from '../operations/model.ts'
import { codeOf } from '../operations/source.ts'
import { sameData } from '../schema/equal.ts'
import { type Code, call, type Statement } from '../source/code.ts'
import type { SourceContext } from '../source/dsl/context.ts'
import { literal } from '../source/literal.ts'
import { ownCode, type RenderItem } from './render-item.ts'

/** A remark for who reviews the file; it changes nothing. */
export interface RevisionNote {
  /** The operations it is about, by their place. */
  readonly operations: readonly number[]
  readonly message: string
  /** What to write or pass instead. */
  readonly hint?: string
}

/** A call for each operation, with the remarks on it before it. */
export function statementsOf(
  operations: readonly Operation[],
  notes: readonly RevisionNote[],
  context: SourceContext,
  renderItem?: RenderItem,
): Statement[] {
  const general = notes.filter((note) => note.operations.length === 0).map(textOf)
  const each = operations.map(
    (operation, i): Located => ({
      operation,
      statement: {
        // A remark on neighbours stands once, before the first.
        comments: notes
          .filter(({ operations: about }) => about.includes(i) && !about.includes(i - 1))
          .map(textOf),
        code: codeFor(operation, context, renderItem),
      },
    }),
  )
  return [...(general.length === 0 ? [] : [{ comments: general }]), ...grouped(each)]
}

interface Located {
  readonly operation: Operation
  readonly statement: Statement
}

const textOf = ({ message, hint }: RevisionNote): string =>
  hint === undefined ? message : `${message}\n${hint}`

/** The call, without the database it is limited to. */
function codeFor(operation: Operation, context: SourceContext, renderItem?: RenderItem): Code {
  const { dialects: _, ...everywhere } = operation
  return (
    ownCode(renderItem, { kind: 'operation', value: operation }) ??
    codeOf(everywhere as Operation, context)
  )
}

/** Neighbours that are for the same databases share one `op.only`. */
function grouped(all: readonly Located[]): Statement[] {
  const groups: Located[][] = []
  for (const one of all) {
    const last = groups.at(-1)
    const together =
      last !== undefined &&
      one.operation.dialects !== undefined &&
      sameData(last[0]?.operation.dialects, one.operation.dialects)
    if (together) last.push(one)
    else groups.push([one])
  }
  return groups.map((group) => limited(group))
}

function limited(group: readonly Located[]): Statement {
  const [first] = group
  const { dialects } = first!.operation
  if (dialects === undefined) return first!.statement
  const names = dialects.length === 1 ? literal(dialects[0]) : literal(dialects)
  const body = group.map(({ statement }) => statement)
  return { comments: [], code: call('op.only', names, { kind: 'arrow', parameters: '(op)', body }) }
}
