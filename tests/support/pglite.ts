import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { PGlite } from '@electric-sql/pglite'

/**
 * An empty PGlite in memory. Making one takes seconds, copying one a fraction of that: the first
 * process makes it, and leaves its data for all that follow.
 */
export async function emptyPglite(): Promise<PGlite> {
  template ??= readTemplate()
  return PGlite.create({ loadDataDir: await template })
}

let template: Promise<Blob> | undefined

async function readTemplate(): Promise<Blob> {
  const file = path.join(cacheFolder(), 'empty.tar')
  if (!fs.existsSync(file)) {
    const empty = await PGlite.create()
    const data = await empty.dumpDataDir('none')
    await empty.close()
    const temporary = `${file}.${process.pid}`
    fs.writeFileSync(temporary, Buffer.from(await data.arrayBuffer()))
    fs.renameSync(temporary, file)
  }
  return new Blob([fs.readFileSync(file)])
}

/** One for each version of PGlite and each user. */
function cacheFolder(): string {
  const manifest = path.resolve(
    import.meta.dirname,
    '../../node_modules/@electric-sql/pglite/package.json',
  )
  const { version } = JSON.parse(fs.readFileSync(manifest, 'utf8')) as { version: string }
  const folder = path.join(os.tmpdir(), `athanor-pglite-${version}-${process.getuid?.() ?? 0}`)
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 })
  return folder
}
