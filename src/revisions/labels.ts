import type { RevisionNode } from './model.ts'

/** What inheritance of labels asks of a history. */
export interface Lines {
  readonly parents: ReadonlyMap<string, readonly string[]>
  readonly children: ReadonlyMap<string, readonly string[]>
  readonly dependents: ReadonlyMap<string, readonly string[]>
}

/**
 * The labels of each revision, sorted: its own, those of every revision it descends from, and those of its
 * descendants down to where the branch leaves another or joins two.
 */
export function inheritLabels(
  nodes: ReadonlyMap<string, RevisionNode>,
  labelled: ReadonlyMap<string, RevisionNode>,
  lines: Lines,
): Map<string, readonly string[]> {
  const labels = new Map(Array.from(nodes.keys(), (id) => [id, new Set<string>()]))
  for (const [label, { id }] of labelled) {
    for (const member of [...lineAbove(id, lines), ...stretchBelow(id, lines)])
      labels.get(member)!.add(label)
  }
  return new Map(Array.from(labels, ([id, names]) => [id, [...names].toSorted()]))
}

/** The revision and all that descend from it. */
function lineAbove(id: string, { children }: Lines): Set<string> {
  const found = new Set([id])
  for (const member of found) for (const child of children.get(member)!) found.add(child)
  return found
}

/** Its ancestors, as long as each leads to this revision alone and joins nothing. */
function stretchBelow(id: string, lines: Lines): string[] {
  const found: string[] = []
  for (let at = onlyParent(id, lines); at !== undefined; at = onlyParent(at, lines)) {
    const ups = new Set([...lines.children.get(at)!, ...lines.dependents.get(at)!])
    if (ups.size > 1 || lines.parents.get(at)!.length > 1) break
    found.push(at)
  }
  return found
}

function onlyParent(id: string, { parents }: Lines): string | undefined {
  const above = parents.get(id)!
  return above.length === 1 ? above[0] : undefined
}
