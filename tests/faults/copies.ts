import fs from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import type { Connection } from '../../src/drivers/connection.ts'
import { openConnection } from '../../src/drivers/open.ts'
import type { DialectName } from '../../src/schema/model.ts'
import { NoTestServerError, temporaryFolder } from '../support/databases.ts'
import { testServer } from '../support/postgres-server.ts'

/** A database of which there can be copies: what takes long to prepare is prepared once. */
export interface Original {
  readonly dialect: DialectName
  copy(): Promise<Copy>
  drop(): Promise<void>
}

export interface Copy {
  readonly dialect: DialectName
  readonly url: string
  open(): Promise<Connection>
  drop(): Promise<void>
}

export const original = (
  dialect: DialectName,
  prepare: (connection: Connection) => Promise<void>,
): Promise<Original> => (dialect === 'sqlite' ? inFile(prepare) : onServer(prepare))

type Prepare = (connection: Connection) => Promise<void>

async function inFile(prepare: Prepare): Promise<Original> {
  const folder = temporaryFolder()
  const file = path.join(folder, 'original.db')
  await prepared(`sqlite:${file}`, prepare)
  let made = 0
  return {
    dialect: 'sqlite',
    copy: async () => {
      made += 1
      const copy = path.join(folder, `copy-${made}.db`)
      fs.copyFileSync(file, copy)
      const drop = async () => {
        for (const ending of ['', '-journal', '-wal', '-shm'])
          fs.rmSync(`${copy}${ending}`, { force: true })
      }
      return opened({ dialect: 'sqlite', url: `sqlite:${copy}`, drop })
    },
    drop: async () => fs.rmSync(folder, { recursive: true, force: true }),
  }
}

let numbered = 0

async function onServer(prepare: Prepare): Promise<Original> {
  const server = await testServer()
  if ('missing' in server) throw new NoTestServerError(server.missing)
  const admin = new pg.Client({ connectionString: server.url })
  await admin.connect()
  const newName = () => `athanor_fault_${process.pid}_${++numbered}`
  const urlOf = (name: string) => {
    const url = new URL(server.url)
    url.pathname = `/${name}`
    return url.href
  }
  const dropping = (name: string) => async () =>
    void (await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`))
  const name = newName()
  await admin.query(`CREATE DATABASE ${name} TEMPLATE template0`)
  await prepared(urlOf(name), prepare)
  return {
    dialect: 'postgresql',
    copy: async () => {
      const copy = newName()
      await admin.query(`CREATE DATABASE ${copy} TEMPLATE ${name} STRATEGY file_copy`)
      return opened({ dialect: 'postgresql', url: urlOf(copy), drop: dropping(copy) })
    },
    drop: async () => {
      await dropping(name)()
      await admin.end()
    },
  }
}

async function prepared(url: string, prepare: Prepare): Promise<void> {
  const connection = await openConnection(url)
  await prepare(connection)
  await connection.close()
}

/** Closes what was opened before it drops the copy. */
function opened(copy: Omit<Copy, 'open'>): Copy {
  const connections: Connection[] = []
  return {
    ...copy,
    open: async () => {
      const connection = await openConnection(copy.url)
      connections.push(connection)
      return connection
    },
    drop: async () => {
      for (const connection of connections) await connection.close().catch(() => {})
      await copy.drop()
    },
  }
}
