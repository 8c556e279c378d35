import { compact } from '../equal.ts'
import { EmptyNameError, InvalidModelError } from '../errors.ts'
import type {
  DialectName,
  ObjectName,
  Sequence,
  SequenceOptions,
  StoredObject,
  StoredObjectKind,
} from '../model.ts'
import { nameIndexes } from '../naming.ts'
import { textual } from './facts.ts'
import type { IndexItem } from './indexes.ts'
import { escapedText, literalSql, quoteName, type SqlText, toExpression } from './sql.ts'
import { MODEL, marked } from './symbols.ts'

/** The plain data, with a mark by which `schemaOf` knows it. */
export type SequenceModel = Sequence & { readonly [MODEL]: 'sequence' }
export type ObjectModel = StoredObject & { readonly [MODEL]: 'object' }

export interface ObjectOptions {
  readonly schema?: string
  readonly comment?: string
  /** What must be there first: the order follows it. */
  readonly dependsOn?: readonly (string | ObjectName)[]
  readonly dialects?: readonly DialectName[]
}

export interface ViewOptions extends ObjectOptions {
  readonly columns?: readonly string[]
  /** PostgreSQL: `security_invoker` and such; a materialized view's storage parameters. */
  readonly with?: Readonly<Record<string, string | number | boolean>>
}

export interface MaterializedViewOptions extends ViewOptions {
  readonly indexes?: readonly IndexItem[]
}

export interface RoutineOptions extends ObjectOptions {
  readonly kind?: 'function' | 'procedure'
  /** Its argument types as PostgreSQL lists them, `integer, text`; absent: it takes none. */
  readonly signature?: string
}

/** A sequence of its own. The one behind an autoincrement or identity column comes with the column. */
export const sequence = (
  name: string,
  {
    ownedBy,
    ...options
  }: SequenceOptions & {
    readonly schema?: string
    readonly comment?: string
    readonly ownedBy?: { readonly schema?: string; readonly table: string; readonly column: string }
  } = {},
): SequenceModel =>
  marked(
    compact({
      ...options,
      name: named('a sequence', name),
      cycle: options.cycle === true ? true : undefined,
      ownedBy:
        ownedBy && compact({ schema: ownedBy.schema, name: ownedBy.table, column: ownedBy.column }),
    }),
    MODEL,
    'sequence' as const,
  )

/** A view: its SELECT, without `CREATE VIEW … AS`. */
export const view = (name: string, select: SqlText, options: ViewOptions = {}): ObjectModel =>
  object('view', name, select, options)

/** PostgreSQL: a view that keeps its rows, and may have indexes. */
export const materializedView = (
  name: string,
  select: SqlText,
  { indexes = [], ...options }: MaterializedViewOptions = {},
): ObjectModel =>
  object('materializedView', name, select, {
    ...options,
    indexes:
      indexes.length === 0
        ? undefined
        : nameIndexes(
            { name },
            indexes.map(({ kind: _, ...index }) => index),
          ),
  })

/** PostgreSQL: a function or procedure: the whole `CREATE FUNCTION …` statement. */
export const routine = (
  name: string,
  statement: SqlText,
  { kind = 'function', signature = '', ...options }: RoutineOptions = {},
): ObjectModel => object(kind, name, statement, { ...options, signature })

/** A trigger: the whole `CREATE TRIGGER …` statement. */
export const trigger = (
  name: string,
  table: string | ObjectName,
  statement: SqlText,
  options: ObjectOptions = {},
): ObjectModel => object('trigger', name, statement, { ...options, table: objectName(table) })

/** PostgreSQL: a domain: what follows `CREATE DOMAIN name`, as in `AS text CHECK (VALUE <> '')`. */
export const domain = (
  name: string,
  definition: SqlText,
  options: ObjectOptions = {},
): ObjectModel => object('domain', name, definition, options)

/**
 * PostgreSQL: an extension, in whatever version the server has unless one is named. Its name is the whole
 * database's; `schema` says where it puts what it brings.
 */
export const extension = (
  name: string,
  { version, schema, ...options }: ObjectOptions & { readonly version?: string } = {},
): ObjectModel => {
  const definition = [
    ...(schema === undefined ? [] : [`SCHEMA ${quoteName(schema)}`]),
    ...(version === undefined ? [] : [`VERSION ${escapedText(literalSql(version))}`]),
  ].join(' ')
  return marked(objectData('extension', name, definition, options), MODEL, 'object' as const)
}

/** PostgreSQL: a row-level security policy: the whole `CREATE POLICY …` statement. */
export const policy = (
  name: string,
  table: string | ObjectName,
  statement: SqlText,
  options: ObjectOptions = {},
): ObjectModel => object('policy', name, statement, { ...options, table: objectName(table) })

/**
 * PostgreSQL: one role's rights on one table, view or sequence, as the statement that gives them. It is called like
 * the role, with ` with grant option` behind where the statement ends so:
 * `grant('reader', 'user', 'GRANT SELECT ON "user" TO reader')`.
 */
export const grant = (
  name: string,
  table: string | ObjectName,
  statement: SqlText,
  options: ObjectOptions = {},
): ObjectModel => object('grant', name, statement, { ...options, table: objectName(table) })

type Extras = Omit<ObjectOptions, 'dependsOn'> &
  Partial<Pick<StoredObject, 'table' | 'signature' | 'columns' | 'indexes'>> & {
    readonly with?: ViewOptions['with']
    readonly dependsOn?: readonly (string | ObjectName)[]
  }

function object(kind: StoredObjectKind, name: string, text: SqlText, options: Extras): ObjectModel {
  const definition = definitionOf(kind, name, text)
  if (definition === '')
    throw new InvalidModelError(`${kind} "${name}" has no definition`, {
      hint: `Give its SQL, as in ${kind}('${name}', …, sql\`…\`)`,
    })
  return marked(objectData(kind, name, definition, options), MODEL, 'object' as const)
}

const objectData = (
  kind: StoredObjectKind,
  name: string,
  definition: string,
  { dependsOn, with: parameters, ...options }: Extras,
): StoredObject =>
  compact({
    ...options,
    kind,
    name: named(`a ${kind}`, name),
    definition,
    with: parameters && textual(parameters),
    dependsOn: dependsOn?.map(objectName),
  })

/** A definition is one text: where the databases word it differently there are two objects, each with its `dialects`. */
function definitionOf(kind: StoredObjectKind, name: string, text: SqlText): string {
  const expression = toExpression(text)
  if (expression.dialects !== undefined)
    throw new InvalidModelError(`${kind} "${name}" is worded in more than one way`, {
      hint: "Make one for each database: { dialects: ['postgresql'] } and { dialects: ['sqlite'] }",
    })
  return expression.sql.replace(/\s*;\s*$/, '')
}

export const objectName = (name: string | ObjectName): ObjectName =>
  typeof name === 'string' ? { name } : name

function named(what: string, name: string): string {
  if (name === '') throw new EmptyNameError(what, 'among the models')
  return name
}
