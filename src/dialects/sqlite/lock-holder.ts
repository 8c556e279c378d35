import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import type { Connection } from '../../drivers/connection.ts'

/** The byte of the database file that a writer locks, and the one of the `-shm` file in WAL mode. */
const RESERVED_BYTE = 0x40000001
const WAL_WRITE_BYTE = 120

/**
 * The process that is writing to the database, as far as the system tells: Linux lists who holds which byte of which file,
 * other systems keep it to themselves.
 *
 * @see https://www.sqlite.org/lockingv3.html and the section on locks of https://www.sqlite.org/walformat.html
 */
export async function lockHolder(connection: Connection): Promise<string | undefined> {
  try {
    const file = await databaseFile(connection)
    const locks = (await readFile('/proc/locks', 'utf8')).split('\n').map(parseLock)
    const files = [
      { inode: await inodeOf(file), byte: RESERVED_BYTE },
      { inode: await inodeOf(`${file}-shm`), byte: WAL_WRITE_BYTE },
    ]
    const held = locks.find((lock) =>
      files.some(({ inode, byte }) => lock?.inode === inode && lock?.from === byte),
    )
    return held && (await processNamed(held.process))
  } catch {
    return undefined
  }
}

async function databaseFile(connection: Connection): Promise<string> {
  const [main] = await connection.query<{ file: string }>(
    "SELECT file FROM pragma_database_list WHERE name = 'main'",
  )
  return main?.file ?? ''
}

const inodeOf = async (file: string): Promise<string> =>
  String((await stat(file).catch(() => undefined))?.ino)

interface HeldLock {
  readonly process: string
  readonly inode: string
  readonly from: number
}

/** `1: POSIX  ADVISORY  WRITE 24471 fe:00:2146522 1073741825 1073741825` */
function parseLock(line: string): HeldLock | undefined {
  const [, process, inode, from] = /WRITE (\d+) \w+:\w+:(\d+) (\d+) /.exec(line) ?? []
  if (process === undefined || inode === undefined || from === undefined) return undefined
  return { process, inode, from: Number(from) }
}

async function processNamed(id: string): Promise<string> {
  if (id === String(process.pid)) return 'another connection of this process'
  // Node calls its process "MainThread": what it was started with says more. No more than two words: there may be secrets in others.
  const words = await readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '')
  const [program = '', ...rest] = words.split('\0')
  const script = rest.find((word) => /^[^-\s]\S*$/.test(word)) ?? ''
  const name = [program, script]
    .map((word) => path.basename(word))
    .join(' ')
    .trim()
  return name === '' ? `process ${id}` : `process ${id}, ${name}`
}
