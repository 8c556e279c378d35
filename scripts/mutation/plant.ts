import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { Instrumenter } from '@stryker-mutator/instrumenter'
import type { Mutant, Planted } from './model.ts'
import { errorTexts } from './texts.ts'

const root = path.resolve(import.meta.dirname, '../..')

/** What a test may want to read. */
const COPIED = [
  'src',
  'docs',
  'README.md',
  'ARCHITECTURE.md',
  'CHANGELOG.md',
  'tests',
  'examples',
  'scripts',
  'package.json',
  'tsconfig.json',
  'biome.json',
]

/** Copies the repository, with all faults planted in the source of these folders below src/. */
export async function plant(folders: readonly string[]): Promise<Planted> {
  const home = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'athanor-mutants-')))
  // Tests start processes of other users in it.
  fs.chmodSync(home, 0o755)
  process.once('exit', () => fs.rmSync(home, { recursive: true, force: true }))
  const copy = path.join(home, 'athanor')
  for (const name of COPIED)
    fs.cpSync(path.join(root, name), path.join(copy, name), { recursive: true })
  fs.symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'))
  const shared = path.join(root, '../shared')
  if (fs.existsSync(shared)) fs.symlinkSync(shared, path.join(home, 'shared'))

  const files = sourcesIn(folders).map((file) => ({
    name: path.join(copy, file),
    mutate: true,
    content: fs.readFileSync(path.join(root, file), 'utf8'),
  }))
  const options = { plugins: null, excludedMutations: [], ignorers: [errorTexts] }
  const { files: written, mutants } = await new Instrumenter(silent).instrument(files, options)
  for (const { name, content } of written) fs.writeFileSync(name, content)
  const kept = mutants.filter(({ status }) => status !== 'Ignored')
  const contents = new Map(files.map(({ name, content }) => [name, content]))
  return {
    root: copy,
    mutants: kept.map((mutant) => described(mutant, copy, contents.get(mutant.fileName)!)),
    leftOut: mutants.length - kept.length,
  }
}

export const sourcesIn = (folders: readonly string[]): readonly string[] =>
  folders
    .flatMap((folder) => fs.globSync(`src/${folder}/**/*.ts`, { cwd: root }))
    .filter((file) => !file.endsWith('.test.ts') && !file.endsWith('/testing.ts'))
    .toSorted()

type Found = Awaited<ReturnType<Instrumenter['instrument']>>['mutants'][number]

/** Lines and columns of the instrumenter begin at 0. */
function described(
  { id, fileName, location: { start, end }, mutatorName, replacement }: Found,
  copy: string,
  content: string,
): Mutant {
  const starts = lineStarts(content)
  const at = ({ line, column }: { line: number; column: number }) => starts[line]! + column
  return {
    id,
    file: path.relative(copy, fileName),
    line: start.line + 1,
    column: start.column + 1,
    mutator: mutatorName,
    original: content.slice(at(start), at(end)),
    replacement,
  }
}

const lineStarts = (content: string): readonly number[] => [
  0,
  ...Array.from(content.matchAll(/\n/g), ({ index }) => index + 1),
]

/** The instrumenter tells what it does; nobody wants to know. */
const silent = {
  isTraceEnabled: () => false,
  isDebugEnabled: () => false,
  isInfoEnabled: () => false,
  isWarnEnabled: () => false,
  isErrorEnabled: () => false,
  isFatalEnabled: () => false,
  trace: () => {},
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  fatal: () => {},
}
