import fs from 'node:fs'
import path from 'node:path'
import { openProject, type Project } from '../../src/project/project.ts'
import { folderWith } from '../support/files.ts'

const REPOSITORY = path.resolve(import.meta.dirname, '../..')

/** A project on disk that has Athanor installed; `import 'athanor'` in its files leads here. */
export function projectFolder(files: Readonly<Record<string, string>>): string {
  const folder = folderWith({ 'migrations/.gitkeep': '', ...files })
  fs.mkdirSync(path.join(folder, 'node_modules'))
  fs.symlinkSync(REPOSITORY, path.join(folder, 'node_modules/athanor'))
  return folder
}

export interface TestProject {
  readonly folder: string
  /** Reads the configuration afresh. */
  open(x?: Readonly<Record<string, string>>): Promise<Project>
  read(file: string): string
  write(file: string, text: string): void
  migrations(): readonly string[]
}

/** A project on one database; models are what `models.ts` says. */
export function testProject(
  url: string,
  models = 'export {}',
  config = '',
  files: Readonly<Record<string, string>> = {},
): TestProject {
  const folder = projectFolder({
    'models.ts': models,
    'athanor.config.ts': `import { defineConfig } from 'athanor'
export default defineConfig({ url: ${JSON.stringify(url)}, models: './models.ts', ${config} })`,
    ...files,
  })
  const at = (file: string) => path.join(folder, file)
  return {
    folder,
    open: (x = {}) => openProject({ cwd: folder, x }),
    read: (file) => fs.readFileSync(at(file), 'utf8'),
    write: (file, text) => fs.writeFileSync(at(file), text),
    migrations: () =>
      fs
        .readdirSync(at('migrations'))
        .filter((name) => name.endsWith('.ts'))
        .sort(),
  }
}
