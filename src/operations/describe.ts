import { specOf } from './all.ts'
import type { Operation } from './model.ts'

/** An operation in words, for messages and logs: `add column "user"."email"`. */
export function describe(operation: Operation): string {
  return specOf(operation).describe(operation)
}
