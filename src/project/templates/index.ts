import { javascript } from './javascript.ts'
import { multiDatabase } from './multi-database.ts'
import { postgresql } from './postgresql.ts'
import { sqlite } from './sqlite.ts'
import type { Template } from './template.ts'

export type { ScriptExtension, Template, TemplateFile } from './template.ts'

/** What there is to begin with; the first one where nothing is said. */
export const templates: readonly [Template, ...Template[]] = [
  sqlite,
  postgresql,
  multiDatabase,
  javascript,
]
