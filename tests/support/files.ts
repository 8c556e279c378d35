import fs from 'node:fs'
import path from 'node:path'
import { temporaryFolder } from './databases.ts'

/** A folder with these files in it (`'migrations/a.ts': '…'`), gone when the process ends. It is an ES module package. */
export function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder()
  const all = { 'package.json': '{ "type": "module" }', ...files }
  for (const [name, text] of Object.entries(all)) {
    const file = path.join(folder, name)
    fs.mkdirSync(path.dirname(file), { recursive: true })
    fs.writeFileSync(file, text)
  }
  return folder
}

/** The files below a folder, sorted, with "/" between folders. */
export const filesBelow = (folder: string): string[] =>
  fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .map((name) => name.split(path.sep).join('/'))
    .sort()
