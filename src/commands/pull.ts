import { patternOf } from '../compare/patterns.ts'
import type { Connection } from '../drivers/connection.ts'
import { renderModels } from '../render/models.ts'
import { spell } from '../schema/lookup.ts'
import type { DialectName, Schema } from '../schema/model.ts'
import { commonDialect, type DiffOptions, placeOf } from './diff.ts'
import { parseSource } from './sources.ts'

export interface PullOptions extends Pick<DiffOptions, 'project' | 'name' | 'folder' | 'dialect'> {
  readonly source: string
  /** Of a database: the named schemas to read besides the default one. Absent: all. */
  readonly schemas?: readonly string[] | undefined
}

export interface Pulled {
  readonly dialect: DialectName
  /** A TypeScript module with models that describe the schema. */
  readonly text: string
  readonly schema: Schema
}

/** The schema of a source, as models. */
export async function pull(options: PullOptions): Promise<Pulled> {
  const place = placeOf(options)
  const source = await parseSource(options.source, place)
  const dialect = await commonDialect([source], place, options.dialect)
  const opened: Connection[] = []
  try {
    const found = await source.read({
      dialect,
      schemas: options.schemas ?? place.database?.schemas ?? 'all',
      use: (connection) => void opened.push(connection),
    })
    const schema = withoutIgnored(found, place.database?.ignore ?? [])
    const renderItem = place.database?.renderItem
    const text = renderModels(schema, renderItem === undefined ? {} : { renderItem })
    return { dialect, text, schema }
  } finally {
    for (const connection of opened) await connection.close()
  }
}

/** Without the tables that the project says are somebody else's. */
function withoutIgnored(schema: Schema, ignore: readonly string[]): Schema {
  const patterns = ignore.map(patternOf)
  const isIgnored = (kind: string, name: string) => patterns.some((one) => one.matches(kind, name))
  return {
    ...schema,
    tables: schema.tables.filter((table) => !isIgnored('table', spell(table))),
    enums: schema.enums.filter((type) => !isIgnored('enum', spell(type))),
    sequences: schema.sequences.filter((sequence) => !isIgnored('sequence', spell(sequence))),
    objects: schema.objects.filter((object) => !isIgnored(object.kind, spell(object))),
  }
}
