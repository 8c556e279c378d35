/**
 * The names most like `name`, best first: what a message offers when a name is not found. Case and
 * separators count less than letters, so `userId` finds `user_id`.
 */
export function nearest(name: string, known: Iterable<string>, count = 3): string[] {
  const wanted = plain(name)
  return [...new Set(known)]
    .map((candidate) => ({ candidate, distance: closeness(wanted, plain(candidate)) }))
    .filter(({ distance }) => distance < Number.POSITIVE_INFINITY)
    .sort((a, b) => a.distance - b.distance || (a.candidate < b.candidate ? -1 : 1))
    .slice(0, count)
    .map(({ candidate }) => candidate)
}

const plain = (name: string): string => name.toLowerCase().replaceAll(/[\s_-]+/g, '')

/** Edits between the two, or infinity when they are too far apart to be a slip of the pen. */
function closeness(wanted: string, candidate: string): number {
  const longest = Math.max(wanted.length, candidate.length)
  const allowed = Math.max(1, Math.floor(longest / 3))
  const distance = edits(wanted, candidate)
  if (distance <= allowed) return distance
  const shorter = wanted.length < candidate.length ? wanted : candidate
  const longer = shorter === wanted ? candidate : wanted
  return shorter.length >= 3 && longer.includes(shorter) ? distance : Number.POSITIVE_INFINITY
}

/** Optimal string alignment distance: insertions, deletions, substitutions, swapped neighbours. */
function edits(a: string, b: string): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      row[j] = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1))
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      if (swapped) row[j] = Math.min(row[j]!, beforeLast[j - 2]! + 1)
    }
    beforeLast = last
    last = row
  }
  return last[b.length]!
}
