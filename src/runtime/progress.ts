import type { Dialect } from '../dialects/dialect.ts'
import type { Connection } from '../drivers/connection.ts'
import type { ObjectName } from '../schema/model.ts'
import { columnsOf, createSchemaOf, suffixed } from './version-table.ts'

export type Direction = 'upgrade' | 'downgrade'

/**
 * How far a revision is that cannot be one transaction. Its table is there only while such a revision is
 * under way, and its row commits together with what it tells of: a run that was killed is taken up where it stopped.
 */
export interface Progress {
  readonly revision: string
  readonly direction: Direction
  /** Operations that are wholly done. */
  readonly step: number
}

export const progressTable = (versionTable: ObjectName): ObjectName => ({
  ...(versionTable.schema !== undefined && { schema: versionTable.schema }),
  name: suffixed(versionTable.name, '_progress'),
})

export async function readProgress(
  connection: Connection,
  dialect: Dialect,
  versionTable: ObjectName,
): Promise<Progress | undefined> {
  const table = progressTable(versionTable)
  const isThere = async () => (await columnsOf(connection, dialect, table)).length > 0
  if (!(await isThere())) return undefined
  const sql = `SELECT revision, direction, step FROM ${dialect.qualified(table)}`
  const [row] = await connection.query<Progress>(sql).catch(async (refused: unknown) => {
    // Who finishes the revision drops the table, and may have done so between the two looks.
    if (await isThere().catch(() => true)) throw refused
    return []
  })
  return row && { ...row, step: Number(row.step) }
}

/** The statements that note `progress`; `noted`: something of the same revision was noted before. */
export function writeProgress(
  dialect: Dialect,
  versionTable: ObjectName,
  { revision, direction, step }: Progress,
  noted: boolean,
): readonly string[] {
  const table = dialect.qualified(progressTable(versionTable))
  if (noted) return [`UPDATE ${table} SET step = ${step}`]
  return [
    ...createSchemaOf(dialect, versionTable),
    `CREATE TABLE IF NOT EXISTS ${table} (revision VARCHAR NOT NULL, direction VARCHAR NOT NULL, step INTEGER NOT NULL)`,
    `INSERT INTO ${table} (revision, direction, step) VALUES (${dialect.literal(revision)}, ${dialect.literal(direction)}, ${step})`,
  ]
}

export const clearProgress = (dialect: Dialect, versionTable: ObjectName): readonly string[] => [
  `DROP TABLE IF EXISTS ${dialect.qualified(progressTable(versionTable))}`,
]
