/**
 * The groups that lead into each other and into nothing else, given where each thing leads. Tarjan's
 * algorithm: a group is complete when the walk comes back to its first member.
 *
 * @see https://en.wikipedia.org/wiki/Tarjan%27s_strongly_connected_components_algorithm
 */
export function closedCircles<T>(things: readonly T[], leadsTo: (thing: T) => readonly T[]): T[][] {
  const numbers = new Map<T, number>()
  const done = new Set<T>()
  const open: T[] = []
  const circles: T[][] = []

  const visit = (thing: T): number => {
    const number = numbers.size
    numbers.set(thing, number)
    open.push(thing)
    let lowest = number
    for (const next of leadsTo(thing))
      if (!done.has(next)) lowest = Math.min(lowest, numbers.get(next) ?? visit(next))
    if (lowest === number) complete(open.splice(open.indexOf(thing)))
    return lowest
  }

  const complete = (group: T[]): void => {
    for (const member of group) done.add(member)
    const members = new Set(group)
    if (group.every((member) => leadsTo(member).every((next) => members.has(next))))
      circles.push(group)
  }

  for (const thing of things) if (!numbers.has(thing)) visit(thing)
  return circles
}
