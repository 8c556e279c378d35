import fs from 'node:fs'
import path from 'node:path'
import type { RevisionNode } from '../revisions/model.ts'
import { MissingMigrationsError, RevisionHeaderError } from './errors.ts'
import { readHeader } from './header.ts'

export interface RevisionFiles {
  /** In no order that means anything; `path` is absolute. */
  readonly nodes: readonly RevisionNode[]
  /** What is odd, but stops nothing. */
  readonly notes: readonly string[]
}

export interface DiscoveryOptions {
  /** Looks into the folders inside as well. */
  readonly recursive?: boolean
}

/** Reads the heads of all revision files in some folders. No file is run. */
export function readRevisionFiles(
  folders: readonly string[],
  { recursive = false }: DiscoveryOptions = {},
): RevisionFiles {
  const found = folders.flatMap((folder) => filesIn(path.resolve(folder), recursive))
  const { files, notes } = once(withoutBuilt(found))
  const headers = files.map((file) => readHeader(readText(file), file))
  return {
    nodes: headers.map(({ node }) => node),
    notes: [...notes, ...headers.flatMap((header) => header.notes)],
  }
}

function readText(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8')
  } catch (error) {
    throw new RevisionHeaderError(
      file,
      `cannot be read: ${(error as Error).message}`,
      'Check who may read it.',
    )
  }
}

const SCRIPT = /\.(?:ts|mts|js|mjs)$/
/** Declarations and tests, and what begins with a dot (editors' lock files) or with "_" (the user's own helpers). */
const NO_REVISION = /^[._]|\.d\.m?ts$|\.(?:test|spec)\.m?[jt]s$/
const NO_FOLDER = /^[._]|^node_modules$/

function filesIn(folder: string, recursive: boolean): string[] {
  const entries = readFolder(folder).sort((a, b) => (a.name < b.name ? -1 : 1))
  return entries.flatMap((entry) => {
    const file = path.join(folder, entry.name)
    const stat = entry.isSymbolicLink() ? fs.statSync(file, { throwIfNoEntry: false }) : entry
    if (stat?.isDirectory()) {
      const enter = recursive && !NO_FOLDER.test(entry.name) && !entry.isSymbolicLink()
      return enter ? filesIn(file, true) : []
    }
    return stat?.isFile() && SCRIPT.test(entry.name) && !NO_REVISION.test(entry.name) ? [file] : []
  })
}

function readFolder(folder: string): fs.Dirent[] {
  try {
    return fs.readdirSync(folder, { withFileTypes: true })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') throw new MissingMigrationsError(folder)
    if (code === 'ENOTDIR') throw new MissingMigrationsError(folder, 'it is a file')
    throw new MissingMigrationsError(folder, (error as Error).message)
  }
}

/** A `.js` beside the `.ts` that it was built from is the same revision. */
function withoutBuilt(files: readonly string[]): string[] {
  const all = new Set(files)
  return files.filter((file) => {
    const source = file.replace(/\.(m?)js$/, '.$1ts')
    return source === file || !all.has(source)
  })
}

/** Each file once, however many folders and links lead to it. */
function once(files: readonly string[]): { files: string[]; notes: string[] } {
  const byPlace = Map.groupBy(files, (file) => fs.realpathSync(file))
  const groups = [...byPlace.values()]
  return {
    files: groups.map(([first = '']) => first),
    notes: groups.flatMap(([first, ...again]) =>
      again
        .filter((file) => file !== first)
        .map((file) => `${file} is the same file as ${first}, and is read once`),
    ),
  }
}
