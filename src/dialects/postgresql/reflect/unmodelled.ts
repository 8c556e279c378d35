import { UNMODELLED_OBJECTS } from './unmodelled-objects.ts'
import { unmodelledProperties } from './unmodelled-properties.ts'

/** What is there and not in the model, each with the database's word for its kind. */
export interface UnmodelledRow {
  readonly kind: string
  readonly name: string
  /** The table whose property it is. */
  readonly table: { readonly schema: string | null; readonly name: string } | null
}

export const unmodelled = (major: number): string => `
  ${[UNMODELLED_OBJECTS, ...unmodelledProperties(major)].join('\nUNION ALL\n')}
   ORDER BY 1, 2`
