import type { Code, Import } from '../source/code.ts'
import { importsIn } from '../source/code.ts'
import type { SourceContext } from '../source/dsl/context.ts'
import { print } from '../source/print.ts'
import { codeOf } from './all.ts'
import type { Operation } from './model.ts'

export type { Code }
export { codeOf }

/**
 * The call of `op` that records the operation, as TypeScript, in lines of 100 columns; `indent` is for those after
 * the first. Names and texts stay data, whatever is in them.
 */
export const sourceOf = (operation: Operation, indent = 0, context?: SourceContext): string =>
  print(codeOf(operation, context), indent)

/** The names that this source needs, each once. */
export function importsOf(operation: Operation, context?: SourceContext): Import[] {
  const all = importsIn(codeOf(operation, context))
  return all.filter(
    (one, i) => all.findIndex(({ name, from }) => name === one.name && from === one.from) === i,
  )
}
