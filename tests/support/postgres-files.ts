import fs from 'node:fs'
import path from 'node:path'

/** What a test needs to reach the server, and who keeps it. */
export interface ServerFile {
  readonly url: string
  readonly keeper: number
}

const serverFile = (folder: string): string => path.join(folder, 'server.json')
const clientsFolder = (folder: string): string => path.join(folder, 'clients')

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return !isZombie(pid)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Dead, but nobody asked: in a container without an init process they stay. */
function isZombie(pid: number): boolean {
  if (process.platform !== 'linux') return false
  const [, state] = /\) (\w)/.exec(fs.readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? []
  return state === 'Z'
}

/** The server that is running, unless its keeper is gone. */
export function readServerFile(folder: string): ServerFile | undefined {
  try {
    const file = JSON.parse(fs.readFileSync(serverFile(folder), 'utf8')) as ServerFile
    return isAlive(file.keeper) ? file : undefined
  } catch {
    return undefined
  }
}

export function writeServerFile(folder: string, file: ServerFile): void {
  const temporary = `${serverFile(folder)}.${process.pid}`
  fs.writeFileSync(temporary, JSON.stringify(file), { mode: 0o600 })
  fs.renameSync(temporary, serverFile(folder))
}

/** Takes the file away if `sure` still holds without it; otherwise puts it back. Another keeper's is let be. */
export function withoutServerFile(folder: string, file: ServerFile, sure: () => boolean): boolean {
  if (readServerFile(folder)?.keeper !== file.keeper) return sure()
  fs.rmSync(serverFile(folder), { force: true })
  if (sure()) return true
  writeServerFile(folder, file)
  return false
}

/** Says that a process uses the server, until it ends. */
export function addClient(folder: string, pid: number): void {
  fs.mkdirSync(clientsFolder(folder), { recursive: true })
  fs.writeFileSync(path.join(clientsFolder(folder), String(pid)), '')
}

export function livingClients(folder: string): number[] {
  const pids = fs.readdirSync(clientsFolder(folder)).map(Number)
  const dead = pids.filter((pid) => !isAlive(pid))
  for (const pid of dead) fs.rmSync(path.join(clientsFolder(folder), String(pid)), { force: true })
  return pids.filter((pid) => !dead.includes(pid))
}
