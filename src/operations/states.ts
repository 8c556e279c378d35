import { nameOf } from '../schema/lookup.ts'
import type { ObjectName } from '../schema/model.ts'
import { type Code, object } from '../source/code.ts'
import { literal } from '../source/literal.ts'

/** `{ from, to }`; without `from` where that is still to be looked up. Records stand on lines of their own. */
export const statesCode = (
  from: Code | undefined,
  to: Code,
  more: readonly (readonly [key: string, value: Code | undefined])[] = [],
): Code =>
  object([['from', from], ['to', to], ...more], from !== undefined && typeof to === 'object')

/** The new name of something: bare where it stays in its schema. */
export const renamedCode = (from: ObjectName, to: ObjectName): Code =>
  from.schema === to.schema ? literal(to.name) : literal(nameOf(to))
