import type { Code } from '../source/code.ts'

interface Guards {
  readonly ifExists?: boolean
  readonly ifNotExists?: boolean
}

/** For the inverse of what makes something: it is there only if that made it. */
export const ifExists = ({ ifNotExists }: Guards): { readonly ifExists?: true } =>
  ifNotExists === true ? { ifExists: true } : {}

/** For the inverse of what drops something. */
export const ifNotExists = ({ ifExists }: Guards): { readonly ifNotExists?: true } =>
  ifExists === true ? { ifNotExists: true } : {}

/** Flags that are on, as entries of an object literal. */
export const flagEntries = (
  flags: Readonly<Record<string, boolean | undefined>>,
): (readonly [string, Code | undefined])[] =>
  Object.entries(flags).map(([key, on]) => [key, on === true ? 'true' : undefined])
