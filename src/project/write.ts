import { randomBytes, randomUUID } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import {
  FileExistsError,
  FileWriteError,
  MissingMigrationsError,
  OutsideFolderError,
} from './errors.ts'
import { type FileNameOptions, type FileNameParts, revisionFileName } from './file-name.ts'
import type { DatabaseSettings, Project } from './project.ts'

/** Twelve hexadecimal digits, as Alembic's are. */
export const newRevisionId = (): string => randomUUID().replaceAll('-', '').slice(-12)

/** The extension of new revision files: that of the configuration, so that both are the same language. */
export function scriptExtension({ file }: Pick<Project, 'file'>): string {
  const extension = path.extname(file ?? '')
  return /^\.m?[jt]s$/.test(extension) ? extension : '.ts'
}

export interface NewFile extends FileNameParts {
  readonly text: string
  readonly extension: string
  /** One of the migrations folders (`--version-path`); absent: the first. */
  readonly folder?: string
}

/** Writes a revision file, whole or not at all, never over another and never outside its folder. Gives its path. */
export function writeRevisionFile(
  settings: Pick<DatabaseSettings, 'migrations'> & FileNameOptions,
  { text, extension, folder = settings.migrations[0], ...parts }: NewFile,
): string {
  const home = path.resolve(folder)
  if (!settings.migrations.some((each) => path.resolve(each) === home))
    throw new OutsideFolderError(home, settings.migrations.join(', '))
  if (!fs.existsSync(home)) throw new MissingMigrationsError(home)
  const file = path.join(home, revisionFileName(parts, settings) + extension)
  makeFolderWithin(home, file)
  writeNew(file, text)
  return file
}

/** Makes the folder of the file; links on the way must not lead out. */
function makeFolderWithin(home: string, file: string): void {
  const below = path.relative(home, file)
  if (below.startsWith('..') || path.isAbsolute(below)) throw new OutsideFolderError(file, home)
  const folder = path.dirname(file)
  makeFolder(folder)
  const real = path.relative(fs.realpathSync(home), fs.realpathSync(folder))
  if (real.startsWith('..') || path.isAbsolute(real)) throw new OutsideFolderError(file, home)
}

export function makeFolder(folder: string): void {
  try {
    fs.mkdirSync(folder, { recursive: true })
  } catch (error) {
    throw new FileWriteError(folder, error as Error)
  }
}

/** Writes a file that is not there yet: beside it first, then linked to its name, which fails where that is taken. */
export function writeNew(file: string, text: string): void {
  const beside = path.join(
    path.dirname(file),
    `.#${path.basename(file)}.${randomBytes(4).toString('hex')}`,
  )
  try {
    fs.writeFileSync(beside, text, { flag: 'wx', flush: true })
    linkNew(beside, file, text)
  } catch (error) {
    const isThere = (error as NodeJS.ErrnoException).code === 'EEXIST'
    throw isThere ? new FileExistsError(file) : new FileWriteError(file, error as Error)
  } finally {
    fs.rmSync(beside, { force: true })
  }
}

/** Some file systems have no links: there the file is written in its place. */
function linkNew(beside: string, file: string, text: string): void {
  try {
    fs.linkSync(beside, file)
  } catch (error) {
    if (
      !/^(?:EPERM|ENOTSUP|EOPNOTSUPP|ENOSYS|EXDEV|EMLINK)$/.test(
        String((error as NodeJS.ErrnoException).code),
      )
    )
      throw error
    fs.writeFileSync(file, text, { flag: 'wx', flush: true })
  }
}
