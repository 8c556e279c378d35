import type { StoredObject } from '../../../schema/model.ts'
import { grantName, grantText, type Privilege } from '../grant.ts'
import type { GrantRow } from './grants.ts'
import { nameOfRow } from './to-name.ts'

/** One object for each role and relation; what the role may hand on is another one. */
export function toGrants(rows: readonly GrantRow[], major: number): StoredObject[] {
  const groups = Map.groupBy(rows, ({ schema, name, grantee, grantable }) =>
    JSON.stringify([schema, name, grantee, grantable]),
  )
  return Array.from(groups.values(), (group) => toGrant(group, major))
}

function toGrant(rows: readonly GrantRow[], major: number): StoredObject {
  const [{ grantee, grantable, kind, ...relation }] = rows as [GrantRow]
  const table = nameOfRow(relation)
  const grant = {
    privileges: rows.map(
      ({ privilege, columns }): Privilege => ({ privilege, columns: columns ?? [] }),
    ),
    sequence: kind === 'S',
    relation: table,
    grantee,
    grantable,
  }
  return { kind: 'grant', name: grantName(grant), table, definition: grantText(grant, major) }
}
