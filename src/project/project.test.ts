import assert from 'node:assert/strict'
import path from 'node:path'
import { describe, test } from 'node:test'
import { inspect } from 'node:util'
import fc from 'fast-check'
import { folderWith } from '../../tests/support/files.ts'
import { AthanorError } from '../errors.ts'
import { defineConfig } from './config.ts'
import { CONFIG_CHECKS } from './config-checks.ts'
import type { ConfigError } from './errors.ts'
import { checkConfig, openProject, projectOf } from './project.ts'

const file = path.resolve('/project/athanor.config.ts')
const one = async (config: unknown) => (await projectOf(config, { x: {} }, file)).databases[0]

describe('a project', () => {
  test('has every default filled in', async () => {
    assert.deepEqual(await one({ url: 'sqlite:app.db' }), {
      url: 'sqlite:app.db',
      migrations: [path.resolve('/project/migrations')],
      recursive: false,
      versionTable: { name: 'athanor_version' },
      ignore: [],
      transaction: 'revision',
      lockTimeout: 60_000,
      fileTemplate: '{rev}_{slug}',
      truncateSlugLength: 40,
      timezone: 'UTC',
    })
  })

  test('takes one or several of what may be several', async () => {
    const settings = await one({
      migrations: ['a', '/b'],
      ignore: 'celery_*',
      versionTable: 'alembic_version',
    })
    assert.deepEqual(settings.migrations, [path.resolve('/project/a'), path.resolve('/b')])
    assert.deepEqual(settings.ignore, ['celery_*'])
    assert.deepEqual(settings.versionTable, { name: 'alembic_version' })
  })

  test('takes durations in seconds or with a unit', async () => {
    const { lockTimeout, statementTimeout } = await one({
      lockTimeout: 1.5,
      statementTimeout: '5min',
    })
    assert.deepEqual([lockTimeout, statementTimeout], [1500, 300_000])
  })

  test('of several databases shares what is said beside them', async () => {
    const { databases } = await projectOf(
      defineConfig({
        transaction: 'run',
        databases: {
          main: 'sqlite:main.db',
          audit: { url: 'sqlite:audit.db', migrations: './audit', transaction: 'none' },
          tenant: ({ x }) => `sqlite:${x.tenant}.db`,
        },
      }),
      { x: { tenant: 'a' } },
      file,
    )
    assert.deepEqual(
      databases.map(({ name, transaction, migrations }) => [
        name,
        transaction,
        path.basename(migrations[0]),
      ]),
      [
        ['main', 'run', 'migrations'],
        ['audit', 'none', 'audit'],
        ['tenant', 'run', 'migrations'],
      ],
    )
  })

  test('may be made for the call', async () => {
    const { databases } = await projectOf(
      ({ x }: { x: Record<string, string> }) => ({ url: `sqlite:${x.a}.db` }),
      { x: { a: 'b' } },
    )
    assert.equal(databases[0].url, 'sqlite:b.db')
  })

  test('is opened from its file', async () => {
    const folder = folderWith({
      'athanor.config.ts': `export default { url: 'sqlite:app.db' }`,
      'src/x.ts': '',
    })
    const project = await openProject({ cwd: path.join(folder, 'src') })
    assert.equal(project.folder, folder)
    assert.equal(project.file, path.join(folder, 'athanor.config.ts'))
  })

  test('is opened from package.json', async () => {
    const folder = folderWith({
      'package.json': '{ "athanor": { "url": "sqlite:app.db", "models": "./models.ts" } }',
    })
    assert.equal((await openProject({ cwd: folder })).databases[0].url, 'sqlite:app.db')
  })

  test('says so when its file exports nothing, or throws', async () => {
    const open = (text: string) => openProject({ cwd: folderWith({ 'athanor.config.ts': text }) })
    await assert.rejects(open('export const config = {}'), {
      code: 'config',
      message: /exports no configuration/,
    })
    await assert.rejects(open(`export default () => {\n  throw new Error('no tenant')\n}`), {
      code: 'config',
      message:
        /the function that it exports fails: it throws: no tenant, at .*athanor\.config\.ts:2/,
    })
    await assert.rejects(open('export default 1'), { code: 'config', message: /not an object/ })
    await assert.rejects(open(`throw new Error('no DATABASE_URL')`), {
      code: 'module-load',
      message: /^the configuration .*no DATABASE_URL, at .*athanor\.config\.ts:1/,
    })
  })
})

describe('a mistake in the configuration names the key and the fix', () => {
  const cases: readonly [object, string, RegExp][] = [
    [{ ulr: 'x' }, 'ulr', /"url"/],
    [{ version_table: 'x' }, 'version_table', /"versionTable"/],
    [{ script_location: 'x' }, 'script_location', /"migrations"/],
    [{ target_metadata: 'x' }, 'target_metadata', /"models"/],
    [{ somethingElse: 1 }, 'somethingElse', /Known: url/],
    [{ url: 5 }, 'url', /sqlite:app\.db/],
    [{ url: '' }, 'url', /sqlite:app\.db/],
    [{ url: 'app.db' }, 'url', /sqlite:/],
    [{ connect: 'pool' }, 'connect', /\(\) => pool/],
    [{ models: 5 }, 'models', /import/],
    [{ migrations: [] }, 'migrations', /\.\/migrations/],
    [{ migrations: ['a', 5] }, 'migrations[1]', /migrations\[1\]/],
    [{ recursive: 'yes' }, 'recursive', /true/],
    [{ versionTable: { nam: 'x' } }, 'versionTable.nam', /"name"/],
    [{ versionTable: { schema: 'x' } }, 'versionTable', /athanor_version/],
    [{ schemas: 'audit' }, 'schemas', /\['audit'\]/],
    [{ naming: { qu: 'x' } }, 'naming.qu', /"uq"/],
    [{ naming: { uq: 5 } }, 'naming.uq', /uq_\{table\}/],
    [{ includeName: true }, 'includeName', /=> true/],
    [{ ignore: [5] }, 'ignore[0]', /celery/],
    [{ transaction: 'all' }, 'transaction', /'revision'/],
    [{ lockTimeout: 'soon' }, 'lockTimeout', /30s/],
    [{ statementTimeout: -1 }, 'statementTimeout', /30s/],
    [{ context: 5 }, 'context', /tenant/],
    [{ onVersionApply: [1] }, 'onVersionApply[0]', /step/],
    [{ fileTemplate: '%%(rev)s_%%(slug)s' }, 'fileTemplate', /"\{rev\}_\{slug\}"/],
    [{ fileTemplate: '{rev}_{slugg}' }, 'fileTemplate', /\{slug\}/],
    [{ fileTemplate: '../{rev}' }, 'fileTemplate', /'\{rev\}_\{slug\}'/],
    [{ fileTemplate: '/{rev}' }, 'fileTemplate', /'\{rev\}_\{slug\}'/],
    [{ fileTemplate: '_{rev}' }, 'fileTemplate', /'\{rev\}_\{slug\}'/],
    [{ fileTemplate: '{rev}.test' }, 'fileTemplate', /'\{rev\}_\{slug\}'/],
    [{ fileTemplate: '{year}' }, 'fileTemplate', /\{slug\}/],
    [{ fileTemplate: '{year}/{rev}' }, 'fileTemplate', /recursive: true/],
    [{ truncateSlugLength: 0 }, 'truncateSlugLength', /40/],
    [{ timezone: 'Europe/Wien' }, 'timezone', /Europe\/Vienna/],
    [{ postWriteHooks: [{ args: [] }] }, 'postWriteHooks[0]', /command/],
    [{ postWriteHooks: 'biome' }, 'postWriteHooks', /command/],
    [{ databases: {} }, 'databases', /main/],
    [{ databases: { 'a b': 'sqlite:a' } }, 'databases.a b', /letters/],
    [{ databases: { a: { modles: 1 } } }, 'databases.a.modles', /"models"/],
    [{ databases: { a: 5 } }, 'databases.a', /url/],
  ]
  for (const [config, key, fix] of cases)
    test(inspect(config), () =>
      assert.rejects(projectOf(config, { x: {} }, file), (error: ConfigError) => {
        assert.equal(error.code, 'config')
        assert.equal(error.key, key)
        assert.ok(error.message.startsWith(`${file}: "${key}" `), error.message)
        assert.match(`${error.hint}`, fix)
        return true
      }),
    )

  test('and no password', async () => {
    const wrong = { databases: { a: { url: 'postgresql://u:hunter22/x@h/d' } } }
    const error = await projectOf(wrong).catch((error) => error)
    assert.equal(error.key, 'databases.a.url')
    assert.doesNotMatch(inspect(error, { depth: 9 }), /hunter22/)
  })
})

test('any value at any key is taken or refused by name', () => {
  const key = fc.constantFrom(...Object.keys(CONFIG_CHECKS), 'other')
  const value = fc.oneof(
    fc.anything(),
    fc.constantFrom('sqlite:a.db', ['a'], { name: 'x' }, () => 1, { a: 'sqlite:a' }),
  )
  fc.assert(
    fc.property(fc.dictionary(key, value, { maxKeys: 4 }), (config) => {
      try {
        checkConfig(config)
      } catch (error) {
        assert.ok(error instanceof AthanorError, String(error))
        assert.ok(error.hint)
      }
    }),
    { numRuns: 3000 },
  )
})
