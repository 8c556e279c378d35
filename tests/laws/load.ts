import { type RecordedFunction, record } from '../../src/operations/recorder.ts'
import { renderRevision } from '../../src/render/index.ts'
import * as builders from '../../src/schema/builders/index.ts'
import type { DialectName } from '../../src/schema/model.ts'
import type { Both } from './carry.ts'

/** A revision as a file gives it. */
export interface Revision {
  readonly id: string
  readonly revises: string | null
  readonly upgrade: RecordedFunction
  readonly downgrade: RecordedFunction
}

/** The text of a revision file with these operations. */
export const rendered = (id: string, revises: readonly string[], operations: Both): string =>
  renderRevision({ id, revises, message: `Revision ${id}`, ...operations })

/** What a revision file, loaded, records. */
export const recorded = (source: string, dialect: DialectName): Both => {
  const { upgrade, downgrade } = evaluated(source)
  return { upgrade: record(upgrade, { dialect }), downgrade: record(downgrade, { dialect }) }
}

const names: Readonly<Record<string, unknown>> = {
  ...builders,
  defineRevision: (revision: Revision) => revision,
}

/** A revision file is JavaScript as it stands; thousands of them are quicker to evaluate than to import. */
export function evaluated(source: string): Revision {
  const [line, list] = /^import \{([^}]*)\} from 'athanor'$/m.exec(source) ?? []
  if (line === undefined || list === undefined) throw new Error(`nothing imported in\n${source}`)
  const body = source.replace(line, '').replace('export default', 'return')
  return new Function('athanor', `'use strict'; const {${list}} = athanor;\n${body}`)(names)
}
