/** The two ways out of a revision: what it stands on, and what stands on it. */
export interface Links {
  readonly downs: readonly string[]
  readonly ups: readonly string[]
}

/**
 * Every revision of an acyclic history, each after all it stands on, one line of revisions at a time.
 *
 * It is found from above, as Alembic does: follow a line down from its head until it reaches a revision that another
 * line needs too, go on with that other line, and so forth. Several parents are followed in the order in which the
 * revision names them, so the first named is undone first and applied last. Heads come sorted, so the order of
 * files never counts.
 */
export function lineByLine(links: ReadonlyMap<string, Links>): string[] {
  const found: string[] = []
  const done = new Set<string>()
  const openUp = firstNotIn(done, links)
  const lines = [...links.keys()].filter((id) => links.get(id)!.ups.length === 0).toSorted()
  const ends = new Set(lines)

  let current = 0
  while (lines.length > 0) {
    const id = highest(lines[current]!, openUp)
    if (id !== lines[current]) current = lines.indexOf(id)
    found.push(id)
    done.add(id)
    ends.delete(id)

    const [next, ...others] = links
      .get(id)!
      .downs.filter((down) => !done.has(down) && !ends.has(down))
    if (next === undefined) {
      lines.splice(current, 1)
      current = Math.max(current - 1, 0)
      continue
    }
    lines[current] = next
    lines.push(...others)
    for (const down of [next, ...others]) ends.add(down)
  }
  return found.reverse()
}

/** Up from `id` to one that nothing still to come stands on: always the end of a line. */
function highest(id: string, openUp: (id: string) => string | undefined): string {
  let at = id
  for (let up = openUp(at); up !== undefined; up = openUp(at)) at = up
  return at
}

/** The first of a revision's `ups` that is not done; each list is gone through once in all. */
function firstNotIn(
  done: ReadonlySet<string>,
  links: ReadonlyMap<string, Links>,
): (id: string) => string | undefined {
  const reached = new Map<string, number>()
  return (id) => {
    const { ups } = links.get(id)!
    let index = reached.get(id) ?? 0
    while (index < ups.length && done.has(ups[index]!)) index++
    reached.set(id, index)
    return ups[index]
  }
}

/** The revisions of one circle, each standing on the next; `undefined` when there is none. */
export function findCycle(links: ReadonlyMap<string, Links>): string[] | undefined {
  const waiting = new Map(Array.from(links, ([id, { ups }]) => [id, ups.length]))
  const free = [...waiting].filter(([, count]) => count === 0).map(([id]) => id)
  for (let id = free.pop(); id !== undefined; id = free.pop()) {
    waiting.delete(id)
    for (const down of links.get(id)!.downs) {
      const left = waiting.get(down)! - 1
      waiting.set(down, left)
      if (left === 0) free.push(down)
    }
  }
  // Whatever is left has something above it that is left: going up must come round.
  const [start] = waiting.keys()
  return start === undefined ? undefined : circleAbove(start, waiting, links)
}

function circleAbove(
  start: string,
  left: ReadonlyMap<string, number>,
  links: ReadonlyMap<string, Links>,
): string[] {
  const path: string[] = []
  const seen = new Map<string, number>()
  let at = start
  while (!seen.has(at)) {
    seen.set(at, path.length)
    path.push(at)
    at = links.get(at)!.ups.find((up) => left.has(up))!
  }
  const circle = path.slice(seen.get(at)).reverse()
  const least = circle.indexOf(circle.toSorted()[0]!)
  return [...circle.slice(least), ...circle.slice(0, least)]
}
