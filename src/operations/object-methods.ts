import type { StoredObjectKind } from '../schema/model.ts'

interface Methods {
  readonly create: string
  readonly drop: string
  readonly replace: string
}

const methods = (noun: string): Methods => ({
  create: `op.create${noun}`,
  drop: `op.drop${noun}`,
  replace: `op.replace${noun}`,
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
  grant: { create: 'op.grant', drop: 'op.revoke', replace: 'op.replaceGrant' },
}
