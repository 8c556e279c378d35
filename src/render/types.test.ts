import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { complete } from '../operations/complete.ts'
import { record } from '../operations/recorder.ts'
import { before, scenarios } from '../operations/scenarios.test.ts'
import { renderModels } from './models.ts'
import { renderRevision } from './revision.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** What the compiler has to say about these files, in which the package is what it will be. */
function typeErrors(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'types-'))
  const config = {
    extends: join(root, 'tsconfig.json'),
    compilerOptions: {
      rewriteRelativeImportExtensions: false,
      typeRoots: [join(root, 'node_modules/@types')],
      paths: { athanor: [join(folder, 'athanor.mts')] },
    },
    include: [folder],
  }
  const athanor = `
    import type { Recorder } from '${root}/src/operations/recorder.ts'
    export * from '${root}/src/schema/builders/index.ts'
    export const defineRevision = (revision: {
      id: string
      revises: string | null
      upgrade(op: Recorder): void
      downgrade(op: Recorder): void
    }) => revision`
  try {
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config))
    writeFileSync(join(folder, 'athanor.mts'), athanor)
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
    const tsc = join(root, 'node_modules/typescript/bin/tsc')
    execFileSync(process.execPath, [tsc, '-p', folder], { stdio: 'pipe' })
    return ''
  } catch (error) {
    return String((error as { stdout?: unknown }).stdout ?? error)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

test('rendered models and revisions type-check', () => {
  const revision = (write: (operations: ReturnType<typeof record>) => ReturnType<typeof record>) =>
    renderRevision({
      id: 'a',
      revises: [],
      message: 'all there is',
      upgrade: scenarios.flatMap((scenario) =>
        write(record(scenario.record, { dialect: 'postgresql' })),
      ),
      downgrade: [],
    })
  const errors = typeErrors({
    'models.mts': renderModels(before),
    'revision.mts': revision((operations) => operations),
    'completed.mts': revision((operations) =>
      operations.map((operation) => complete(operation, before)),
    ),
  })
  assert.equal(errors, '')
})

test('what is wrong is found', () => {
  assert.match(typeErrors({ 'wrong.mts': 'export const x: string = 1' }), /TS2322/)
})
