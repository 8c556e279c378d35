import { AthanorError } from '../errors.ts'
import type { RevisionNode } from './model.ts'
import { list, spell } from './words.ts'

/** A history whose files contradict each other. */

const inFile = (node: RevisionNode): string => (node.path === undefined ? '' : ` (${node.path})`)

/** Where to look: the file, or the revision where a list of revisions came without files. */
const place = (node: RevisionNode): string => node.path ?? `revision ${spell(node.id)}`

export class InvalidRevisionIdError extends AthanorError {
  readonly code = 'invalid-revision-id'
  readonly id: string
  readonly path: string | undefined

  constructor(id: string, reason: string, path?: string) {
    super(
      `${JSON.stringify(id)} cannot be a revision id: ${reason}${path === undefined ? '' : ` (${path})`}`,
      {
        hint: 'An id is any text without @ - + : that is not "head", "heads", "base" or "current"',
      },
    )
    this.id = id
    this.path = path
  }
}

export class InvalidLabelError extends AthanorError {
  readonly code = 'invalid-label'
  readonly label: string
  readonly revision: string

  constructor(label: string, reason: string, node: RevisionNode) {
    super(
      `${JSON.stringify(label)} cannot be a branch label: ${reason}, in revision ${spell(node.id)}${inFile(node)}`,
      {
        hint: 'A label is any text without @ + : that does not end like "-1" and is not "head", "heads", "base" or "current"',
      },
    )
    this.label = label
    this.revision = node.id
  }
}

/** Two files with one id. Which of them a database has run, nobody can tell. */
export class DuplicateRevisionError extends AthanorError {
  readonly code = 'duplicate-revision'
  readonly id: string
  readonly paths: readonly string[]

  constructor(id: string, nodes: readonly RevisionNode[]) {
    const paths = nodes.flatMap((node) => node.path ?? [])
    const where = paths.length > 0 ? `: ${paths.join(', ')}` : ''
    super(`${nodes.length} revisions have the id ${spell(id)}${where}`, {
      hint: `Keep one. If both are wanted, give ${paths.at(-1) ?? 'one of them'} another id and say in "revises" what it follows`,
    })
    this.id = id
    this.paths = paths
  }
}

/** A label that is taken, be it by another revision's label or by a revision's id: both are names for revisions. */
export class LabelClashError extends AthanorError {
  readonly code = 'label-clash'
  readonly label: string
  readonly revisions: readonly string[]

  constructor(label: string, node: RevisionNode, other: RevisionNode) {
    const taken =
      other.id === label
        ? `is the id of a revision${inFile(other)}`
        : `is a label of revision ${spell(other.id)}${inFile(other)} already`
    super(`label ${spell(label)} of revision ${spell(node.id)}${inFile(node)} ${taken}`, {
      hint: `Change the label in ${place(node)}, or remove it: descendants inherit their branch's labels`,
    })
    this.label = label
    this.revisions = [node.id, other.id]
  }
}

/** What a reference that leads nowhere may have meant; where that is not sure, the file may as well be gone. */
export interface Meant {
  readonly ids: readonly string[]
  readonly sure: boolean
}

abstract class MissingReferenceError extends AthanorError {
  readonly revision: string
  readonly missing: string
  readonly candidates: readonly string[]

  constructor(
    node: RevisionNode,
    verb: string,
    missing: string,
    { ids, sure }: Meant,
    otherwise: string,
  ) {
    const written = `Did you mean ${list(ids)}? Write it in full in ${place(node)}`
    const perhaps = ids.length === 0 ? '' : `\nIf it is misspelt: did you mean ${list(ids)}?`
    super(
      `revision ${spell(node.id)}${inFile(node)} ${verb} ${spell(missing)}, which is not in this history`,
      { hint: sure ? written : `${otherwise}${perhaps}` },
    )
    this.revision = node.id
    this.missing = missing
    this.candidates = ids
  }
}

/** A revision follows one that has no file: a file was deleted, or has not been merged yet. */
export class MissingParentError extends MissingReferenceError {
  readonly code = 'missing-parent'

  constructor(node: RevisionNode, missing: string, meant: Meant) {
    super(
      node,
      'revises',
      missing,
      meant,
      `Bring the file of ${spell(missing)} back (is it on another git branch?), or change "revises" in ${place(node)} to the revision it shall follow`,
    )
  }
}

/** In files, ids stand in full: a part of one may fit two revisions tomorrow. */
export class MissingDependencyError extends MissingReferenceError {
  readonly code = 'missing-dependency'

  constructor(node: RevisionNode, missing: string, meant: Meant) {
    super(
      node,
      'depends on',
      missing,
      meant,
      `Bring the file of ${spell(missing)} back (is it on another git branch?), or change "dependsOn" in ${place(node)}: it takes whole ids and labels`,
    )
  }
}

export class DuplicateParentError extends AthanorError {
  readonly code = 'duplicate-parent'
  readonly revision: string
  readonly parent: string

  constructor(node: RevisionNode, parent: string) {
    super(`revision ${spell(node.id)}${inFile(node)} revises ${spell(parent)} twice`, {
      hint: `Name ${spell(parent)} once in "revises" of ${place(node)}`,
    })
    this.revision = node.id
    this.parent = parent
  }
}

/** A link of a cycle: `from` cannot be applied before `to`. */
export interface CycleLink {
  readonly from: RevisionNode
  readonly verb: 'revises' | 'depends on'
  readonly to: string
}

/** Revisions that wait for each other, or one that waits for itself. */
export class RevisionCycleError extends AthanorError {
  readonly code = 'revision-cycle'
  /** The revisions of the cycle, each standing on the next, the last on the first. */
  readonly cycle: readonly string[]

  constructor(links: readonly CycleLink[]) {
    const first = links[0]
    const said = links.map(({ from, verb, to }) => `${spell(from.id)} ${verb} ${spell(to)}`)
    super(
      links.length === 1 && first !== undefined
        ? `revision ${spell(first.from.id)}${inFile(first.from)} ${first.verb} itself`
        : `revisions stand on each other in a circle: ${said.join(', ')}`,
      {
        hint: `Change "revises" or "dependsOn" in ${orList(links.map(({ from }) => place(from)))}`,
      },
    )
    this.cycle = links.map(({ from }) => from.id)
  }
}

const orList = (places: readonly string[]): string =>
  places.length > 6
    ? `${places.slice(0, 6).join(', ')} or one of ${places.length - 6} more`
    : places.join(' or ')
