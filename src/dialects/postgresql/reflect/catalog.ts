import type { Connection } from '../../../drivers/connection.ts'
import type { ReflectOptions } from '../../dialect.ts'
import { COLUMNS, type ColumnRow } from './columns.ts'
import { type ConstraintRow, constraints } from './constraints.ts'
import { DEPENDENCIES, type DependencyRow } from './dependencies.ts'
import { EXTENSIONS, type ExtensionRow, SCHEMAS, type SchemaRow } from './extensions.ts'
import { GRANTS, type GrantRow } from './grants.ts'
import { type IndexRow, indexes } from './indexes.ts'
import { POLICIES, type PolicyRow } from './policies.ts'
import { ROUTINES, type RoutineRow } from './routines.ts'
import { SEQUENCES, type SequenceRow } from './sequences.ts'
import {
  catalogQuery,
  JIT_AGAIN,
  ownViewpoint,
  TABLE_NAMES,
  type Viewpoint,
  WITHOUT_JIT,
} from './session.ts'
import { TABLES, type TableRow } from './tables.ts'
import { TRIGGERS, type TriggerRow } from './triggers.ts'
import { DOMAINS, type DomainRow, ENUMS, type EnumRow } from './types.ts'
import { type UnmodelledRow, unmodelled } from './unmodelled.ts'
import { VIEWS, type ViewRow } from './views.ts'

/** What the server's catalogs say, section by section. */
export interface Catalog {
  readonly schemas: readonly SchemaRow[]
  readonly tables: readonly TableRow[]
  readonly columns: readonly ColumnRow[]
  readonly constraints: readonly ConstraintRow[]
  readonly indexes: readonly IndexRow[]
  readonly enums: readonly EnumRow[]
  readonly domains: readonly DomainRow[]
  readonly sequences: readonly SequenceRow[]
  readonly views: readonly ViewRow[]
  readonly routines: readonly RoutineRow[]
  readonly triggers: readonly TriggerRow[]
  readonly policies: readonly PolicyRow[]
  readonly extensions: readonly ExtensionRow[]
  readonly grants: readonly GrantRow[]
  readonly dependencies: readonly DependencyRow[]
  readonly unmodelled: readonly UnmodelledRow[]
}

export type Section = keyof Catalog

const sections = (major: number): Readonly<Record<Section, string>> => ({
  schemas: SCHEMAS,
  tables: TABLES,
  columns: COLUMNS,
  constraints: constraints(major),
  indexes: indexes(major),
  enums: ENUMS,
  domains: DOMAINS,
  sequences: SEQUENCES,
  views: VIEWS,
  routines: ROUTINES,
  triggers: TRIGGERS,
  policies: POLICIES,
  extensions: EXTENSIONS,
  grants: GRANTS,
  dependencies: DEPENDENCIES,
  unmodelled: unmodelled(major),
})

/** The one statement, for a server of this version; planning it takes longer than the answer, so fewer sections are quicker. */
export function catalogSql(
  major: number,
  viewpoint: Viewpoint = ownViewpoint,
  only?: readonly Section[],
): string {
  const all = Object.entries(sections(major))
  const asked = all.filter(([name]) => only === undefined || only.includes(name as Section))
  return catalogQuery(Object.fromEntries(asked), viewpoint)
}

/** The answer, with nothing in the sections that were not asked for. */
export const asCatalog = (read: Partial<Catalog>): Catalog => ({ ...EMPTY, ...read })

const EMPTY: Catalog = {
  schemas: [],
  tables: [],
  columns: [],
  constraints: [],
  indexes: [],
  enums: [],
  domains: [],
  sequences: [],
  views: [],
  routines: [],
  triggers: [],
  policies: [],
  extensions: [],
  grants: [],
  dependencies: [],
  unmodelled: [],
}

/** One statement for everything; one more before it where somebody wants to choose among the tables. */
export async function readCatalog(
  connection: Connection,
  { schemas = [], includeTable }: ReflectOptions,
): Promise<Catalog> {
  const passedOver = includeTable === undefined ? [] : await refused(connection, includeTable)
  const [before] = await connection.query<{ readonly jit: string }>(WITHOUT_JIT)
  const [row] = await connection.query<{ readonly catalog: string }>(
    catalogSql(connection.version[0]),
    [JSON.stringify(schemas), JSON.stringify(passedOver)],
  )
  if (before!.jit !== 'off') await connection.query(JIT_AGAIN, [before!.jit])
  return JSON.parse(row!.catalog) as Catalog
}

async function refused(
  connection: Connection,
  includeTable: NonNullable<ReflectOptions['includeTable']>,
): Promise<number[]> {
  const tables = await connection.query<{
    readonly oid: string
    readonly schema: string | null
    readonly name: string
  }>(TABLE_NAMES)
  return tables
    .filter(({ schema, name }) => !includeTable(schema === null ? { name } : { schema, name }))
    .map(({ oid }) => Number(oid))
}
