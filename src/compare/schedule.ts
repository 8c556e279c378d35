import type { Key } from './keys.ts'
import { type Node, type Place, tableBegun } from './nodes.ts'

/**
 * The nodes in a legal order: what is needed before what needs it, what uses a thing gone before the thing goes, an
 * old name free before it is worn again. Where that leaves a choice the places decide, so the order does not
 * depend on the order anything was defined in; and a table that is begun is finished as far as can be.
 */
export function schedule(nodes: readonly Node[]): Node[] {
  const sorted = nodes.toSorted((a, b) => comparePlaces(a.place, b.place))
  const followers = followersOf(sorted)
  const waits = new Map(sorted.map((node) => [node, 0]))
  for (const later of followers.values())
    for (const node of later) waits.set(node, waits.get(node)! + 1)
  const byTable = Map.groupBy(sorted, ({ place }) => tableBegun(place))
  const open = new Set(sorted)
  const isReady = (node: Node) => open.has(node) && waits.get(node) === 0
  const order: Node[] = []
  while (open.size > 0) {
    const begun = order.length === 0 ? undefined : tableBegun(order.at(-1)!.place)
    const sameTable = begun === undefined ? [] : (byTable.get(begun) ?? [])
    // Only a circle leaves nothing ready; one that cannot be opened takes two texts that name each other.
    const next = sameTable.find(isReady) ?? open.values().find(isReady) ?? [...open][0]!
    open.delete(next)
    order.push(next)
    for (const node of followers.get(next)!) waits.set(node, waits.get(node)! - 1)
  }
  return order
}

/** The nodes that have to wait for themselves, in the order of their places. */
export function circular(nodes: readonly Node[]): readonly Node[] {
  const followers = followersOf(nodes)
  const waits = new Map(nodes.map((node) => [node, 0]))
  for (const later of followers.values())
    for (const node of later) waits.set(node, waits.get(node)! + 1)
  const ready = nodes.filter((node) => waits.get(node) === 0)
  for (let node = ready.pop(); node !== undefined; node = ready.pop()) {
    waits.delete(node)
    for (const next of followers.get(node)!) {
      waits.set(next, waits.get(next)! - 1)
      if (waits.get(next) === 0) ready.push(next)
    }
  }
  return [...waits.keys()]
    .filter((node) => reachable(node, followers).has(node))
    .sort((a, b) => comparePlaces(a.place, b.place))
}

type Followers = ReadonlyMap<Node, ReadonlySet<Node>>

function reachable(from: Node, followers: Followers): ReadonlySet<Node> {
  const seen = new Set<Node>()
  const open = [from]
  for (let node = open.pop(); node !== undefined; node = open.pop())
    for (const next of followers.get(node)!)
      if (!seen.has(next)) {
        seen.add(next)
        open.push(next)
      }
  return seen
}

/** What has to wait for each node. */
function followersOf(nodes: readonly Node[]): Followers {
  const followers = new Map(nodes.map((node) => [node, new Set<Node>()]))
  const [needs, gives, releases, takes, alters] = ROLES.map((role) => byKey(nodes, role)) as [
    ByKey,
    ByKey,
    ByKey,
    ByKey,
    ByKey,
  ]
  const order = (first: ByKey, then: ByKey) => {
    for (const [key, earlier] of first)
      for (const one of earlier)
        for (const other of then.get(key) ?? []) if (one !== other) followers.get(one)!.add(other)
  }
  order(gives, needs)
  order(alters, needs)
  order(releases, takes)
  order(releases, alters)
  order(takes, gives)
  return followers
}

const ROLES = ['needs', 'gives', 'releases', 'takes', 'alters'] as const

type ByKey = ReadonlyMap<Key, readonly Node[]>

function byKey(nodes: readonly Node[], role: (typeof ROLES)[number]): ByKey {
  const entries = nodes.flatMap((node) => [...node[role]].map((key) => ({ key, node })))
  return new Map(
    [...Map.groupBy(entries, ({ key }) => key)].map(([key, group]) => [
      key,
      group.map(({ node }) => node),
    ]),
  )
}

const comparePlaces = (a: Place, b: Place): number =>
  a.phase - b.phase || a.table - b.table || a.rank - b.rank || compareText(a.label, b.label)

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
