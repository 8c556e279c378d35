import type { RevisionNode } from '../revisions/model.ts'
import type { LoadedRevision, RevisionDefinition } from '../runtime/define.ts'
import { sameData } from '../schema/equal.ts'
import { nearest } from '../schema/nearest.ts'
import { RevisionModuleError } from './errors.ts'
import { loadModule, type Module } from './load.ts'

/** Imports a revision file, and sees to it that it is the revision its text announced. */
export async function loadRevision(node: RevisionNode): Promise<LoadedRevision> {
  const file = node.path ?? ''
  return revisionOf(await loadModule(file, 'the revision'), node, file)
}

export function revisionOf(module: Module, node: RevisionNode, file: string): LoadedRevision {
  const revision = defined(module, file)
  const { id, revises, labels, dependsOn, transaction, upgrade, downgrade } = revision
  if (id !== node.id)
    throw new RevisionModuleError(
      file,
      `exports the revision ${spell(id)}, but its text says ${spell(node.id)}`,
      'Write the id as a plain string, once.',
    )
  for (const [key, value] of Object.entries({ revises, labels, dependsOn }))
    if (!sameData(listed(value), node[key as 'revises' | 'labels' | 'dependsOn']))
      throw new RevisionModuleError(
        file,
        `exports a revision whose "${key}" is not what its text says`,
        `Write "${key}" as plain strings in defineRevision({ … }), and change it nowhere else.`,
      )
  for (const key of Object.keys(revision)) if (!KEYS.has(key)) throw unknownKey(file, key)
  for (const [key, value] of Object.entries({ upgrade, downgrade }))
    if (value !== undefined && typeof value !== 'function')
      throw wrongShape(file, key, 'a function')
  if (transaction !== undefined && typeof transaction !== 'boolean')
    throw wrongShape(file, 'transaction', 'true or false')
  return {
    ...node,
    ...(transaction !== undefined && { transaction }),
    ...(upgrade !== undefined && { upgrade: upgrade as LoadedRevision['upgrade'] }),
    ...(downgrade !== undefined && { downgrade: downgrade as LoadedRevision['downgrade'] }),
  } as LoadedRevision
}

const KEYS: ReadonlySet<string> = new Set(
  Object.keys({
    id: true,
    revises: true,
    labels: true,
    dependsOn: true,
    message: true,
    transaction: true,
    upgrade: true,
    downgrade: true,
  } satisfies Record<keyof RevisionDefinition, true>),
)

/** Alembic's names for what is here under another. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  revision: 'id',
  down_revision: 'revises',
  branch_labels: 'labels',
  depends_on: 'dependsOn',
}

/** A dependency under a misspelt key would be no dependency. */
function unknownKey(file: string, key: string): RevisionModuleError {
  const [near] = ELSEWHERE[key] === undefined ? nearest(key, KEYS) : [ELSEWHERE[key]]
  return new RevisionModuleError(
    file,
    `exports a revision with "${key}", which says nothing`,
    near === undefined ? `Known: ${[...KEYS].join(', ')}` : `Did you mean "${near}"?`,
  )
}

const spell = (id: unknown): string => (typeof id === 'string' ? `"${id}"` : String(id))

const wrongShape = (file: string, key: string, wanted: string): RevisionModuleError =>
  new RevisionModuleError(
    file,
    `exports a revision whose "${key}" is not ${wanted}`,
    `Make it ${wanted}, or leave it out.`,
  )

/** What the file exports by default; CommonJS puts that one level deeper. */
function defined(module: Module, file: string): Readonly<Record<string, unknown>> {
  const exported = asRecord(module.default)
  const revision = exported?.id === undefined ? (asRecord(exported?.default) ?? exported) : exported
  if (revision !== undefined) return revision
  const other = Object.keys(module).filter((name) => name !== 'default')
  throw new RevisionModuleError(
    file,
    other.length === 0 ? 'exports nothing' : `exports ${other.join(', ')}, but no default`,
    'A revision file says: export default defineRevision({ … })',
  )
}

const asRecord = (value: unknown): Readonly<Record<string, unknown>> | undefined =>
  typeof value === 'object' && value !== null
    ? (value as Readonly<Record<string, unknown>>)
    : undefined

/** `null`, one id or a list of them, as a list. */
const listed = (value: unknown): unknown =>
  value === undefined || value === null ? [] : Array.isArray(value) ? value : [value]
