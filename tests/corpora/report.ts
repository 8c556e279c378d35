import type { Judged } from './run.ts'

/** What came of a corpus, for people: figures first, then every pair that there is something to say of, by name. */
export function reportOf(judged: readonly Judged[]): string[] {
  const count = (kind: Judged['verdict']['kind']) =>
    judged.filter(({ verdict }) => verdict.kind === kind).length
  const byHand = judged.filter(({ verdict }) => verdict.kind === 'passed' && verdict.filledByHand)
  const bare = judged.filter(({ verdict }) => verdict.kind === 'passed' && verdict.withoutRows)
  return [
    `${judged.length} pairs: ${count('passed')} passed (${byHand.length} with required columns filled by hand, ${bare.length} without rows), ${count('refused')} refused by the server, ` +
      `${count('out of model')} out of the model, ${count('failed')} failed`,
    ...listed('refused by the server', judged, ({ verdict }) =>
      verdict.kind === 'refused' ? verdict.reason : undefined,
    ),
    ...listed(
      'passed with required columns filled by hand, as the remark on them says',
      judged,
      (one) => (one.verdict.kind === 'passed' ? one.verdict.filledByHand : undefined),
    ),
    ...listed('passed without rows, which stand against the change', judged, ({ verdict }) =>
      verdict.kind === 'passed' ? verdict.withoutRows : undefined,
    ),
    ...listed('hold what is not modelled, and was left alone', judged, (one) =>
      one.verdict.kind === 'passed' ? kindsIn(one) : undefined,
    ),
    ...listed('out of the model', judged, (one) =>
      one.verdict.kind === 'out of model' ? kindsIn(one) : undefined,
    ),
    ...listed('FAILED', judged, ({ verdict }) =>
      verdict.kind === 'failed' ? verdict.reason : undefined,
    ),
  ]
}

function listed(
  title: string,
  judged: readonly Judged[],
  say: (one: Judged) => string | undefined,
): string[] {
  const lines = judged.flatMap((one) => {
    const said = say(one)
    const { dialect, group, name } = one.pair
    return said === undefined ? [] : [`  ${dialect} ${group}/${name}: ${indented(said)}`]
  })
  return lines.length === 0 ? [] : ['', `${title} (${lines.length}):`, ...lines]
}

const indented = (text: string): string => text.trimEnd().replaceAll('\n', '\n    ')

/** Each kind with how many there are; undefined where there are none. */
function kindsIn({ verdict }: Judged): string | undefined {
  const kinds = Map.groupBy(verdict.unmodelled, ({ kind }) => kind)
  const words = [...kinds].map(
    ([kind, all]) => `${kind} (${all.map(({ name }) => name).join(', ')})`,
  )
  return words.length === 0 ? undefined : words.join('; ')
}
