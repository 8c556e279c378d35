import { spawn } from 'node:child_process'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { temporaryFolder } from '../../tests/support/databases.ts'
import { firstLine, type Reply, type Tool } from './case.ts'

const SIDE = path.join(import.meta.dirname, 'alembic_side')

/** What a Python has of Alembic. */
export interface AlembicFound {
  readonly alembic: string
  readonly sqlalchemy: string
  readonly psycopg2: string | null
}

/** Alembic as this Python has it; nothing when it has none. */
export async function findAlembic(python: string): Promise<AlembicFound | undefined> {
  try {
    return JSON.parse(await run(python, [])) as AlembicFound
  } catch {
    return undefined
  }
}

export const alembic =
  (python: string): Tool =>
  async (one, { url }) => {
    const reply = JSON.parse(await run(python, [one.name, url, temporaryFolder()])) as Reply
    return reply.error === undefined ? reply : { ...reply, error: firstLine(reply.error) }
  }

async function run(python: string, args: readonly string[]): Promise<string> {
  const env = { ...process.env, PYTHONDONTWRITEBYTECODE: '1', PYTHONWARNINGS: 'ignore' }
  const child = spawn(python, [SIDE, ...args], { env, stdio: ['ignore', 'pipe', 'ignore'] })
  const failed = new Promise<never>((_, reject) => child.once('error', reject))
  return Promise.race([text(child.stdout), failed])
}
