import type { DialectName, ObjectName } from '../../../src/schema/model.ts'

/** What a schema is generated for. */
export interface Ground {
  readonly dialect: DialectName
  readonly version: readonly [major: number, minor: number]
  /** PostgreSQL: places besides the usual one that the server has, to keep tables and indexes in. */
  readonly tablespaces?: readonly string[]
}

/** Tablespaces are a server's and not a database's: everybody who tries the laws on it uses the same ones. */
export const TABLESPACES: readonly string[] = ['athanor_laws', 'athanor "laws", too']

export const isSqlite = ({ dialect }: Ground): boolean => dialect === 'sqlite'

export const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`

export const qualified = ({ schema, name }: ObjectName): string =>
  schema === undefined ? quote(name) : `${quote(schema)}.${quote(name)}`

export const text = (value: string): string => `'${value.replaceAll("'", "''")}'`

/** Whether SQL written by these generators speaks of the name; they quote every name. */
export const speaksOf = (sql: string, name: string): boolean =>
  sql.includes(quote(name)) || sql.includes(quote(name).replaceAll("'", "''"))
