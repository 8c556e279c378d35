import {
  AmbiguousRevisionError,
  LooksLikeCountError,
  UnknownLabelError,
  UnknownRevisionError,
  WrongBranchError,
} from './identifier-errors.ts'
import type { RevisionGraph } from './model.ts'
import { lineage } from './relations.ts'
import { alike, type Purpose } from './words.ts'

/** What the part before an `@` limits an identifier to. */
export interface Branch {
  /** As it was typed. */
  readonly name: string
  /** Set when it was named by a label. */
  readonly label?: string
  /** The labelled or named revision. */
  readonly id: string
  /** All revisions on lines that lead through it. */
  readonly lines: ReadonlySet<string>
}

export interface Found {
  readonly id: string
  /** Set when it was named by a label. */
  readonly label?: string
}

/**
 * The one revision that a name stands for: an id, a label, or the start of either. On a branch, only its own
 * revisions count when a start is completed.
 */
export function findRevision(
  graph: RevisionGraph,
  name: string,
  purpose: Purpose,
  branch?: Branch,
): Found {
  const exact = exactly(graph, name)
  const all = exact === undefined ? startingWith(graph, name) : [exact]
  if (all.length === 0) throw new UnknownRevisionError(name, alike(name, namesIn(graph)), purpose)

  const onBranch = all.filter(({ id }) => branch?.lines.has(id) ?? true)
  const candidates = onBranch.map(({ label, id }) => label ?? id)
  if (onBranch.length === 0 && branch !== undefined)
    throw new WrongBranchError(all[0]!.label ?? all[0]!.id, branch.name, purpose)
  if (exact === undefined && /^\d{1,3}$/.test(name))
    throw new LooksLikeCountError(name, candidates, purpose)

  const one = onlyOne(onBranch)
  if (one !== undefined) return one
  const prefix = branch === undefined ? '' : `${branch.name}@`
  throw new AmbiguousRevisionError(name, candidates, (id) => `${prefix}${id}`, purpose)
}

/** The branch that a label, an id or the start of one names. An unknown one is never passed over. */
export function findBranch(
  graph: RevisionGraph,
  name: string,
  identifier: string,
  purpose: Purpose,
): Branch {
  const exact = exactly(graph, name)
  const all = exact === undefined ? startingWith(graph, name) : [exact]
  if (all.length === 0)
    throw new UnknownLabelError(name, identifier, alike(name, namesIn(graph)), purpose)
  const one = onlyOne(all)
  if (one !== undefined) return { name, ...one, lines: lineage(graph, one.id) }
  const candidates = all.map(({ label, id }) => label ?? id)
  const rest = identifier.slice(identifier.indexOf('@'))
  throw new AmbiguousRevisionError(name, candidates, (id) => `${id}${rest}`, purpose)
}

function exactly(graph: RevisionGraph, name: string): Found | undefined {
  if (graph.byId.has(name)) return { id: name }
  const labelled = graph.byLabel.get(name)
  return labelled && { id: labelled.id, label: name }
}

const startingWith = (graph: RevisionGraph, start: string): Found[] =>
  namesIn(graph)
    .filter((name) => name.startsWith(start))
    .toSorted()
    .map((name) => exactly(graph, name)!)

const namesIn = (graph: RevisionGraph): string[] => [...graph.byId.keys(), ...graph.byLabel.keys()]

/** Several names are fine as long as they all stand for one revision; its id is the plainest of them. */
function onlyOne(found: readonly Found[]): Found | undefined {
  const one = found.find(({ label }) => label === undefined) ?? found[0]
  return one !== undefined && found.every(({ id }) => id === one.id) ? one : undefined
}
