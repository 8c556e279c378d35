import assert from 'node:assert/strict'
import fs from 'node:fs'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, test } from 'node:test'
import { folderWith } from '../../tests/support/files.ts'
import { connectTo, contextOf, databasesNamed } from './database.ts'
import { modelsOf } from './models.ts'
import { openProject, projectOf } from './project.ts'

const projectWith = (config: unknown, folder = folderWith({}), x = {}) =>
  projectOf(config, { x }, path.join(folder, 'athanor.config.ts'))

describe('connecting to a database of the project', () => {
  test('takes paths from the folder of the configuration', async () => {
    const folder = folderWith({})
    const project = await projectWith({ url: 'sqlite:app.db' }, folder)
    const connection = await connectTo(project, project.databases[0])
    await connection.run('CREATE TABLE t (a)')
    await connection.close()
    assert.ok(fs.existsSync(path.join(folder, 'app.db')))
  })

  test('asks a function, and tells it what it is asked for', async () => {
    const asked: unknown[] = []
    const url = (context: unknown) => {
      asked.push(context)
      return 'sqlite::memory:'
    }
    const project = await projectWith({ databases: { main: url } }, undefined, { tenant: 'a' })
    await (await connectTo(project, project.databases[0])).close()
    assert.deepEqual(asked, [{ x: { tenant: 'a' }, database: 'main' }])
  })

  test('takes the connection of the application, and leaves it open', async () => {
    const database = new DatabaseSync(':memory:')
    const project = await projectWith({ connect: () => database })
    const connection = await connectTo(project, project.databases[0])
    assert.deepEqual(await connection.query('SELECT 1 AS a'), [{ a: 1 }])
    await connection.close()
    assert.equal(database.isOpen, true)
    database.close()
  })

  test('names the key when there is nothing to connect to', async () => {
    const fails = async (config: object, key: string, message: RegExp) => {
      const project = await projectWith(config)
      await assert.rejects(connectTo(project, project.databases[0]), {
        code: 'config',
        key,
        message,
      })
    }
    await fails({}, 'url', /is missing/)
    await fails({ url: () => '' }, 'url', /an empty text/)
    await fails({ url: () => undefined }, 'url', /no text but undefined/)
    await fails({ databases: { a: { models: {} } } }, 'databases.a.url', /is missing/)
    await fails(
      {
        url: () => {
          throw new Error('no DATABASE_URL')
        },
      },
      'url',
      /throws: no DATABASE_URL/,
    )
  })
})

test('databases are picked by name', async () => {
  const project = await projectWith({ databases: { a: 'sqlite:a', b: 'sqlite:b' } })
  const names = (picked?: string[]) => databasesNamed(project, picked).map(({ name }) => name)
  assert.deepEqual(names(), ['a', 'b'])
  assert.deepEqual(names(['b']), ['b'])
  assert.throws(() => names(['c']), { code: 'missing-config', hint: 'There are: a, b' })
  const single = await projectWith({ url: 'sqlite:a' })
  assert.throws(() => databasesNamed(single, ['a']), { hint: /leave out --name/ })
})

test('the context is what the configuration and -x say', async () => {
  const project = await projectWith({ context: { a: 1 } }, undefined, { b: '2' })
  assert.deepEqual(await contextOf(project, project.databases[0]), { a: 1, x: { b: '2' } })
})

describe('the models of a database', () => {
  const modelsIn = async (files: Readonly<Record<string, string>>) => {
    const project = await openProject({ cwd: folderWith(files) })
    return modelsOf(project, project.databases[0])
  }

  test('are a path, a function, a record or a list', async () => {
    const models = { 'models.ts': 'export const user: number = 1' }
    const user = {
      ...(await modelsIn({
        ...models,
        'athanor.config.ts': `export default { models: './models.ts' }`,
      })),
    }
    assert.deepEqual(user, { user: 1 })
    assert.deepEqual(
      {
        ...(await modelsIn({
          ...models,
          'athanor.config.ts': `export default { models: () => import('./models.ts') }`,
        })),
      },
      user,
    )
    assert.deepEqual(
      await modelsIn({ 'athanor.config.ts': 'export default { models: { user: 1 } }' }),
      user,
    )
    assert.deepEqual(await modelsIn({ 'athanor.config.ts': 'export default { models: [1] }' }), [1])
  })

  test('are read by jiti where Node cannot', async () => {
    const models = await modelsIn({
      'athanor.config.ts': `export default { databases: { a: { models: async () => await import('./models.ts') } } }`,
      'models.ts': 'export enum Color { Red }\nexport const red = Color.Red',
    })
    assert.equal(Reflect.get(models, 'red'), 0)
  })

  test('that are missing or throw are named', async () => {
    const config = (models: string) => ({
      'athanor.config.ts': `export default { models: ${models} }`,
    })
    await assert.rejects(modelsIn({ 'athanor.config.ts': 'export default {}' }), {
      code: 'config',
      key: 'models',
    })
    await assert.rejects(modelsIn(config('() => undefined')), { code: 'config', key: 'models' })
    await assert.rejects(modelsIn(config(`'./no.ts'`)), { code: 'module-load', message: /no\.ts/ })
    await assert.rejects(modelsIn(config(`() => import('./no.ts')`)), {
      code: 'module-load',
      message: /the module .*no\.ts is not there/,
    })
    await assert.rejects(
      modelsIn({ ...config(`() => import('./m.ts')`), 'm.ts': `throw new Error('boom')` }),
      { code: 'module-load', message: /throws: boom, at .*m\.ts:1/ },
    )
  })
})
