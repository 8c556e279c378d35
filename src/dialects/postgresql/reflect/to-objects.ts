import { compact } from '../../../schema/equal.ts'
import type { Index, ObjectName, StoredObject } from '../../../schema/model.ts'
import { domainText } from '../domain.ts'
import { bare, settled } from '../expression.ts'
import { qualified, quote, text } from '../names.ts'
import type { Catalog } from './catalog.ts'
import type { DependencyRow } from './dependencies.ts'
import type { ExtensionRow } from './extensions.ts'
import type { PolicyRow } from './policies.ts'
import type { RoutineRow } from './routines.ts'
import { nameOfRow, optionsOf } from './to-name.ts'
import type { TriggerRow } from './triggers.ts'
import type { DomainRow } from './types.ts'
import type { ViewRow } from './views.ts'

type Reads = (catalog: DependencyRow['class'], oid: number) => readonly ObjectName[] | undefined

/** All that is stored as text, in an order in which most of it can be made again. */
export function toObjects(
  catalog: Catalog,
  indexesOf: (relation: number) => readonly Index[],
): StoredObject[] {
  const reads = readsOf(catalog.dependencies)
  return [
    ...catalog.extensions.map(toExtension),
    ...catalog.domains.map((row) => toDomain(row, reads)),
    ...catalog.routines.map((row) => toRoutine(row, reads)),
    ...catalog.views.map((row) => toView(row, indexesOf(row.oid), reads)),
    ...catalog.triggers.map((row) => toTrigger(row, reads)),
    ...catalog.policies.map((row) => toPolicy(row, reads)),
  ]
}

function readsOf(rows: readonly DependencyRow[]): Reads {
  const byObject = Map.groupBy(rows, (row) => `${row.class} ${row.oid}`)
  return (catalog, oid) => byObject.get(`${catalog} ${oid}`)?.map(nameOfRow)
}

/** Its name is the database's, not a schema's: where it lives is a part of what it is. */
const toExtension = (row: ExtensionRow): StoredObject =>
  compact({
    kind: 'extension' as const,
    name: row.name,
    definition: `${row.schema === null ? '' : `SCHEMA ${quote(row.schema)} `}VERSION ${text(row.version)}`,
    comment: row.comment ?? undefined,
  })

const toDomain = (row: DomainRow, reads: Reads): StoredObject =>
  compact({
    kind: 'domain' as const,
    ...nameOfRow(row),
    definition: domainText({
      type: row.type,
      collation: row.collation ?? undefined,
      default: row.default === null ? undefined : settled(bare(row.default)),
      notNull: row.not_null,
      checks: (row.checks ?? []).map(({ name, expression }) => ({
        name,
        expression: settled(bare(expression)),
      })),
    }),
    comment: row.comment ?? undefined,
    dependsOn: reads('pg_type', row.oid),
  })

const toRoutine = (row: RoutineRow, reads: Reads): StoredObject =>
  compact({
    kind: row.kind === 'p' ? ('procedure' as const) : ('function' as const),
    ...nameOfRow(row),
    signature: row.signature,
    definition: row.definition.trim(),
    comment: row.comment ?? undefined,
    dependsOn: reads('pg_proc', row.oid),
  })

/** `check_option` is among a view's options in the catalog, and behind its SELECT in SQL. */
function toView(row: ViewRow, indexes: readonly Index[], reads: Reads): StoredObject {
  const { check_option: check, ...options } = optionsOf(row.options) ?? {}
  const select = settled(row.definition.trim().replace(/;$/, ''))
  return compact({
    kind: row.kind === 'm' ? ('materializedView' as const) : ('view' as const),
    ...nameOfRow(row),
    definition:
      check === undefined ? select : `${select}\n  WITH ${check.toUpperCase()} CHECK OPTION`,
    with: Object.keys(options).length === 0 ? undefined : options,
    indexes: indexes.length === 0 ? undefined : indexes,
    comment: row.comment ?? undefined,
    dependsOn: reads('pg_class', row.oid),
  })
}

const toTrigger = (row: TriggerRow, reads: Reads): StoredObject =>
  compact({
    kind: 'trigger' as const,
    name: row.name,
    table: tableOf(row),
    definition: settled(row.definition),
    comment: row.comment ?? undefined,
    dependsOn: reads('pg_trigger', row.oid),
  })

const commands: Readonly<Record<PolicyRow['command'], string>> = {
  '*': 'ALL',
  r: 'SELECT',
  a: 'INSERT',
  w: 'UPDATE',
  d: 'DELETE',
}

const toPolicy = (row: PolicyRow, reads: Reads): StoredObject =>
  compact({
    kind: 'policy' as const,
    name: row.name,
    table: tableOf(row),
    definition: policyText(row),
    comment: row.comment ?? undefined,
    dependsOn: reads('pg_policy', row.oid),
  })

/** The statement, with everything said only where it is not what it would be unsaid. */
const policyText = (row: PolicyRow): string =>
  [
    `CREATE POLICY ${quote(row.name)} ON ${qualified(tableOf(row))}`,
    ...(row.permissive ? [] : ['AS RESTRICTIVE']),
    ...(row.command === '*' ? [] : [`FOR ${commands[row.command]}`]),
    ...(row.roles === null ? [] : [`TO ${row.roles.join(', ')}`]),
    ...(row.using === null ? [] : [`USING (${settled(bare(row.using))})`]),
    ...(row.check === null ? [] : [`WITH CHECK (${settled(bare(row.check))})`]),
  ].join(' ')

const tableOf = (row: {
  readonly table_schema: string | null
  readonly table_name: string
}): ObjectName => nameOfRow({ schema: row.table_schema, name: row.table_name })
