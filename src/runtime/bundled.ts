import { buildGraph } from '../revisions/graph.ts'
import type { RevisionNode } from '../revisions/model.ts'
import type { RevisionDefinition } from './define.ts'
import { NoRevisionError } from './errors.ts'
import type { History } from './model.ts'

/** A revision as `import` gives it: the definition itself, or the module that has it as its default export. */
export type BundledRevision = RevisionDefinition | { readonly default: RevisionDefinition }

/** A history without files: a list of imported revisions, in any order, for bundlers and single executables. */
export function historyOf(revisions: readonly BundledRevision[]): History {
  const definitions = revisions.map(definitionOf)
  const byId = new Map(definitions.map((definition) => [definition.id, definition]))
  return {
    graph: buildGraph(definitions.map(nodeOf)),
    load: async (node) => ({ ...byId.get(node.id), ...node }),
  }
}

function definitionOf(revision: BundledRevision, index: number): RevisionDefinition {
  const definition = 'default' in revision ? revision.default : revision
  if (typeof definition?.id === 'string') return definition
  throw new NoRevisionError(index)
}

function nodeOf(definition: RevisionDefinition): RevisionNode {
  const { id, revises, labels, dependsOn, message = '' } = definition
  return { id, revises: list(revises), labels: list(labels), dependsOn: list(dependsOn), message }
}

const list = (value: string | readonly string[] | null | undefined): readonly string[] =>
  typeof value === 'string' ? [value] : (value ?? [])
