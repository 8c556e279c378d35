import type { Fate, Mutant } from './model.ts'

export interface Found {
  readonly mutant: Mutant
  readonly fate: Fate
}

export const lived = (found: readonly Found[]): readonly Found[] =>
  found.filter(({ fate }) => fate === 'survived' || fate === 'unreached')

export const isIn =
  (folder: string) =>
  ({ file }: Mutant): boolean =>
    file.startsWith(`src/${folder}/`)

/** A table of the folders, and a list of what no test minded. */
export function report(
  folders: readonly string[],
  mutants: readonly Mutant[],
  found: readonly Found[],
): string {
  const rows = folders.map((folder) => {
    const those = found.filter(({ mutant }) => isIn(folder)(mutant))
    const count = (fate: Fate) => those.filter((one) => one.fate === fate).length
    const [caught, timedOut] = [count('caught'), count('timed out')]
    const share = ((100 * (caught + timedOut)) / Math.max(1, those.length)).toFixed(1)
    const all = mutants.filter(isIn(folder)).length
    const counts = [all, those.length, caught, timedOut, count('survived'), count('unreached')]
    return `| ${[folder, ...counts, `${share} %`].join(' | ')} |`
  })
  return [
    '| folder | mutants | tried | caught | timed out | survived | not reached | share caught |',
    '| --- | --- | --- | --- | --- | --- | --- | --- |',
    ...rows,
    '',
    ...lived(found).toSorted(inPlace).map(lineOf),
  ].join('\n')
}

const inPlace = ({ mutant: a }: Found, { mutant: b }: Found): number =>
  a.file.localeCompare(b.file) || a.line - b.line || a.column - b.column

/** `survived src/schema/order.ts:38:5 ConditionalExpression: a < b → true` */
export function lineOf({ mutant, fate }: Found): string {
  const { file, line, column, mutator, original, replacement } = mutant
  return `${fate} ${file}:${line}:${column} ${mutator}: ${short(original)} → ${short(replacement)}`
}

function short(text: string): string {
  const one = text.replaceAll(/\s+/g, ' ')
  return one.length > 90 ? `${one.slice(0, 87)}…` : one
}
