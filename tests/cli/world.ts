import fs from 'node:fs'
import path from 'node:path'
import type { TestDatabase } from '../support/databases.ts'
import { filesBelow, folderWith } from '../support/files.ts'
import { root, runHere } from './in-process.ts'
import { type CommandLine, parseCommand } from './scenario.ts'

/** A folder with a project in it, and a database, as somebody in front of a terminal has them. */
export interface World {
  readonly folder: string
  write(name: string, text: string): void
  /** Carries out a line of a scenario: what it printed, and its exit code where it is not 0. */
  run(line: string): Promise<readonly string[]>
}

/** Paths are real ones: `athanor` is found in the folder's own node_modules too, by processes that are started there. */
export function projectFolder(files: Readonly<Record<string, string>> = {}): string {
  const folder = folderWith({ 'athanor.config.ts': CONFIG, 'migrations/.gitkeep': '', ...files })
  fs.mkdirSync(path.join(folder, 'node_modules'))
  fs.symlinkSync(root, path.join(folder, 'node_modules/athanor'), 'dir')
  return folder
}

const configOn = (where: string) => `import { defineConfig } from 'athanor'

export default defineConfig({
  ${where},
  models: () => import('./models.ts'),
})
`

const CONFIG = configOn('url: process.env.DATABASE_URL')

/** PGlite is one session in this process: every command works on that. */
const LENT = 'athanorTestConnection'
const LENDING = configOn(`connect: () => globalThis.${LENT}`)

export function worldOn(database: TestDatabase): World {
  const isLent = database.target === 'pglite'
  if (isLent) Reflect.set(globalThis, LENT, database.connection)
  const folder = projectFolder(isLent ? { 'athanor.config.ts': LENDING } : {})
  const mask = masks(folder, database)
  return {
    folder,
    write: (name, text) => {
      const file = path.join(folder, name)
      fs.mkdirSync(path.dirname(file), { recursive: true })
      fs.writeFileSync(file, text)
    },
    run: async (line) => {
      const place = { folder, database }
      const output = line.startsWith('sql ')
        ? (await rows(line.slice(4), place)).map((row) => `> ${row}`)
        : await carryOut(parseCommand(line), place)
      // Only on a slow machine is there a step that takes so long that it is told.
      const masked = output.map(mask).filter((each) => !/^! +took <time>$/.test(each))
      return line === 'ls' ? masked.toSorted() : masked
    },
  }
}

interface Place {
  readonly folder: string
  readonly database: TestDatabase
}

async function carryOut(call: CommandLine, place: Place): Promise<string[]> {
  const [program, ...words] = call.words
  if (program === 'athanor') return athanor(call, words, place)
  if (program === 'ls') return listed(place.folder).map((name) => `> ${name}`)
  const file = path.join(place.folder, words[0] ?? '')
  if (program === 'rm') fs.rmSync(file)
  else if (program === 'cat')
    return fs
      .readFileSync(file, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => `> ${line}`.trimEnd())
  else throw new Error(`a scenario has no "${program}"`)
  return []
}

async function athanor(
  { env, answer, into }: CommandLine,
  words: readonly string[],
  { folder: cwd, database }: Place,
): Promise<string[]> {
  const printed: string[] = []
  const output: string[] = []
  const code = await runHere(words, {
    cwd,
    env: { DATABASE_URL: database.url, ...env },
    answer,
    print: (text) =>
      into === undefined ? output.push(...prefixed('>', text)) : printed.push(text),
    log: (text) => output.push(...prefixed('!', text)),
  })
  if (into !== undefined) fs.writeFileSync(path.join(cwd, into), `${printed.join('\n')}\n`)
  return code === 0 ? output : [...output, `= ${code}`]
}

const prefixed = (mark: string, text: string): string[] =>
  text.split('\n').map((line) => `${mark} ${line}`.trimEnd())

async function rows(sql: string, { database }: Place): Promise<string[]> {
  const found = await database.connection.query<Record<string, unknown>>(sql)
  return found.map((row) => Object.values(row).map(String).join(' | '))
}

const listed = (folder: string): string[] =>
  filesBelow(folder).filter((name) => !/^node_modules\/|^package\.json$|\.gitkeep$/.test(name))

/** What is another each time: folders, databases, dates, durations, ids that nobody chose. */
function masks(folder: string, { connection }: TestDatabase): (line: string) => string {
  const ids = new Map<string, string>()
  return (line) =>
    line
      .replaceAll(connection.describe, '<database>')
      .replaceAll(folder, '<folder>')
      .replaceAll(root, '<athanor>')
      .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)/g, '<date>')
      .replaceAll(/\b20\d\d(?=\/)/g, '<year>')
      .replaceAll(/\b\d+\.\d\d s\b/g, '<time>')
      .replaceAll(/("milliseconds": )[\d.]+/g, '$1<time>')
      .replaceAll(/(?<![0-9a-z])(?=[0-9a-f]*\d)[0-9a-f]{12}(?![0-9a-z])/g, (id) => {
        if (!ids.has(id)) ids.set(id, `<id ${ids.size + 1}>`)
        return ids.get(id)!
      })
}
