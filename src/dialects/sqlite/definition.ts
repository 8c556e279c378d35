import type {
  Check,
  Column,
  ConflictAction,
  Deferrable,
  ForeignKey,
  Index,
  IndexElement,
  ObjectName,
  PrimaryKey,
  StoredObject,
  Table,
  Unique,
} from '../../schema/model.ts'
import { phrase } from '../statements.ts'
import { defaultSql } from './defaults.ts'
import { outerParenthesesOff } from './expressions.ts'
import { qualified, quote } from './names.ts'
import { typeSql } from './types.ts'

/** `CREATE TABLE` for a canonical table, without its indexes. */
export function tableDefinition(table: Table, options: { ifNotExists?: boolean } = {}): string {
  const body = [
    ...table.columns.map((column) => columnInTable(column, table)),
    ...tableConstraints(table),
  ]
  const words = [
    table.options?.strict && 'STRICT',
    table.options?.withoutRowid && 'WITHOUT ROWID',
  ].filter((word) => word)
  return phrase(
    'CREATE TABLE',
    options.ifNotExists && 'IF NOT EXISTS',
    qualified(table),
    `(\n  ${body.join(',\n  ')}\n)`,
    words.join(', '),
  )
}

/** A column as it stands in a table or behind `ADD COLUMN`. */
export const columnDefinition = (column: Column): string =>
  phrase(
    quote(column.name),
    typeSql(column.type),
    column.collation !== undefined && `COLLATE ${quote(column.collation)}`,
    !column.nullable &&
      phrase(constraintName(column.notNullName), 'NOT NULL', onConflict(column.notNullOnConflict)),
    column.default !== undefined && `DEFAULT ${defaultSql(column.default)}`,
    column.generated !== undefined &&
      `GENERATED ALWAYS AS (${bare(column.generated.expression.sql)}) ${column.generated.stored ? 'STORED' : 'VIRTUAL'}`,
  )

/** Two kinds of primary key exist only behind their column: AUTOINCREMENT, and an INTEGER that is not the rowid. */
function columnInTable(column: Column, table: Table): string {
  const key = table.primaryKey
  if (key === undefined || !keyBelongsToColumn(table) || key.columns[0] !== column.name)
    return columnDefinition(column)
  return phrase(
    columnDefinition(column),
    constraintName(key.name),
    'PRIMARY KEY',
    key.descending !== undefined && 'DESC',
    onConflict(key.onConflict),
    table.options?.autoincrement && 'AUTOINCREMENT',
  )
}

function keyBelongsToColumn({ primaryKey, columns, options }: Table): boolean {
  if (options?.autoincrement) return true
  const [only, more] = primaryKey?.columns ?? []
  if (only === undefined || more !== undefined || options?.withoutRowid) return false
  const column = columns.find(({ name }) => name === only)
  return primaryKey?.descending !== undefined && column?.type.kind === 'integer'
}

const tableConstraints = (table: Table): readonly string[] => [
  ...(table.primaryKey !== undefined && !keyBelongsToColumn(table)
    ? [primaryKeyDefinition(table.primaryKey)]
    : []),
  ...table.uniques.map(uniqueDefinition),
  ...table.foreignKeys.map(foreignKeyDefinition),
  ...table.checks.map(checkDefinition),
]

const primaryKeyDefinition = (key: PrimaryKey): string =>
  phrase(
    constraintName(key.name),
    `PRIMARY KEY (${key.columns.map((name) => keyMember(name, key)).join(', ')})`,
    onConflict(key.onConflict),
  )

const keyMember = (name: string, key: PrimaryKey): string =>
  phrase(quote(name), key.descending?.includes(name) && 'DESC')

const uniqueDefinition = (unique: Unique): string =>
  phrase(
    constraintName(unique.name),
    `UNIQUE ${list(unique.columns)}`,
    onConflict(unique.onConflict),
  )

const foreignKeyDefinition = (key: ForeignKey): string =>
  phrase(constraintName(key.name), `FOREIGN KEY ${list(key.columns)}`, referencesClause(key))

/** Behind the column that `ADD COLUMN` adds, a foreign key or a check needs no rebuild. */
export const inlineForeignKey = (key: ForeignKey): string =>
  phrase(constraintName(key.name), referencesClause(key))

const referencesClause = ({ references, ...key }: ForeignKey): string =>
  phrase(
    `REFERENCES ${quote(references.name)}`,
    references.columns.length > 0 && list(references.columns),
    key.onUpdate !== undefined && `ON UPDATE ${key.onUpdate.toUpperCase()}`,
    key.onDelete !== undefined && `ON DELETE ${key.onDelete.toUpperCase()}`,
    key.match !== undefined && `MATCH ${key.match.toUpperCase()}`,
    key.deferrable !== undefined && DEFERRABLE[key.deferrable],
  )

const DEFERRABLE: Readonly<Record<Deferrable, string>> = {
  immediate: 'DEFERRABLE INITIALLY IMMEDIATE',
  deferred: 'DEFERRABLE INITIALLY DEFERRED',
}

export const checkDefinition = (check: Check): string =>
  phrase(
    constraintName(check.name),
    `CHECK (${bare(check.expression.sql)})`,
    onConflict(check.onConflict),
  )

const constraintName = (name: string | undefined): string | undefined =>
  name === undefined ? undefined : `CONSTRAINT ${quote(name)}`

const onConflict = (action: ConflictAction | undefined): string | undefined =>
  action === undefined ? undefined : `ON CONFLICT ${action.toUpperCase()}`

const list = (names: readonly string[]): string => `(${names.map(quote).join(', ')})`

/** Without what would end the parentheses that it is put in: a comment behind it, or white space. */
const bare = (sql: string): string => outerParenthesesOff(sql)

/** `CREATE INDEX` for a canonical index. */
export const indexDefinition = (
  table: ObjectName,
  index: Index,
  options: { ifNotExists?: boolean } = {},
): string =>
  phrase(
    index.unique ? 'CREATE UNIQUE INDEX' : 'CREATE INDEX',
    options.ifNotExists && 'IF NOT EXISTS',
    qualified({ ...(table.schema !== undefined && { schema: table.schema }), name: index.name }),
    `ON ${quote(table.name)}`,
    `(${index.elements.map(elementDefinition).join(', ')})`,
    index.where !== undefined && `WHERE ${bare(index.where.sql)}`,
  )

const elementDefinition = (element: IndexElement): string =>
  phrase(
    element.expression === undefined
      ? quote(element.column ?? '')
      : `(${bare(element.expression.sql)})`,
    element.collation !== undefined && `COLLATE ${quote(element.collation)}`,
    element.descending && 'DESC',
  )

/** `CREATE VIEW`, or the whole statement of a trigger. */
export function objectDefinition(
  object: StoredObject,
  options: { ifNotExists?: boolean } = {},
): string {
  const unless = options.ifNotExists && 'IF NOT EXISTS'
  if (object.kind === 'trigger')
    return options.ifNotExists
      ? object.definition.replace(/^CREATE TRIGGER/, 'CREATE TRIGGER IF NOT EXISTS')
      : object.definition
  const columns = object.columns === undefined ? undefined : list(object.columns)
  return phrase('CREATE VIEW', unless, qualified(object), columns, 'AS', object.definition)
}
