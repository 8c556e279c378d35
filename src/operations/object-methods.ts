import type { StoredObjectKind } from '../schema/model.ts'

export interface Methods {
  readonly create: string
  readonly drop: string
  readonly replace: string
}

const methods = (noun: string): Methods => ({
  create: `create${noun}`,
  drop: `drop${noun}`,
  replace: `replace${noun}`,
})

/** The methods of `op` for each kind of stored object. */
export const METHODS: Readonly<Record<StoredObjectKind, Methods>> = {
  view: methods('View'),
  materializedView: methods('MaterializedView'),
  function: methods('Function'),
  procedure: methods('Procedure'),
  trigger: methods('Trigger'),
  domain: methods('Domain'),
  extension: methods('Extension'),
  policy: methods('Policy'),
  grant: { create: 'grant', drop: 'revoke', replace: 'replaceGrant' },
}
