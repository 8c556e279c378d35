import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { test } from 'node:test'
import { temporaryFolder } from './databases.ts'
import {
  addClient,
  livingClients,
  readServerFile,
  withoutServerFile,
  writeServerFile,
} from './postgres-files.ts'

async function deadProcess(): Promise<number> {
  const child = spawn(process.execPath, ['--version'], { stdio: 'ignore' })
  await once(child, 'exit')
  return child.pid!
}

test('a process counts as a client until it ends', async () => {
  const folder = temporaryFolder()
  addClient(folder, process.pid)
  addClient(folder, await deadProcess())
  assert.deepEqual(livingClients(folder), [process.pid])
})

test('the file of a keeper that was killed is not believed', async () => {
  const folder = temporaryFolder()
  writeServerFile(folder, { url: 'postgresql://there', keeper: process.pid })
  assert.equal(readServerFile(folder)?.url, 'postgresql://there')
  writeServerFile(folder, { url: 'postgresql://there', keeper: await deadProcess() })
  assert.equal(readServerFile(folder), undefined)
})

test('a client that comes while the keeper is leaving makes it stay', () => {
  const folder = temporaryFolder()
  const file = { url: 'postgresql://there', keeper: process.pid }
  writeServerFile(folder, file)
  const leaves = withoutServerFile(folder, file, () => {
    addClient(folder, process.pid)
    return livingClients(folder).length === 0
  })
  assert.equal(leaves, false)
  assert.deepEqual(readServerFile(folder), file)
  assert.equal(
    withoutServerFile(folder, file, () => true),
    true,
  )
  assert.equal(readServerFile(folder), undefined)
})
