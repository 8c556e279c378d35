import assert from 'node:assert/strict'
import { describe } from 'node:test'
import { type Kysely, sql } from 'kysely'
import { forEachDatabase, type TestDatabase } from '../../tests/support/databases.ts'
import { kyselyOn } from './kysely.ts'

interface Tables {
  person: { id?: number; name: string }
}

async function people({ connection }: TestDatabase): Promise<Kysely<Tables>> {
  await connection.run('CREATE TABLE person (id integer PRIMARY KEY, name text NOT NULL)')
  await connection.run(`INSERT INTO person VALUES (1, 'Ada'), (2, 'Bob')`)
  return kyselyOn<Tables>(connection)
}

const names = async (db: Kysely<Tables>): Promise<string[]> =>
  (await db.selectFrom('person').select('name').orderBy('id').execute()).map(({ name }) => name)

describe('Kysely on a connection', () => {
  forEachDatabase('reads, writes and counts', async (database) => {
    const db = await people(database)
    const inserted = await db.insertInto('person').values({ id: 3, name: 'Cy' }).executeTakeFirst()
    assert.equal(inserted.numInsertedOrUpdatedRows, 1n)
    if (database.target === 'sqlite') assert.equal(inserted.insertId, 3n)
    const updated = await db.updateTable('person').set({ name: 'X' }).executeTakeFirst()
    assert.equal(updated.numUpdatedRows, 3n)
    const raw = await sql`DELETE FROM person WHERE id > ${1}`.execute(db)
    assert.equal(raw.numAffectedRows, 2n)
    const returned = await db
      .deleteFrom('person')
      .where('id', '=', 1)
      .returning('name')
      .executeTakeFirst()
    assert.deepEqual(returned, { name: 'X' })
    assert.deepEqual(await names(db), [])
  })

  forEachDatabase('is part of the transaction that is open', async (database) => {
    const db = await people(database)
    await database.connection.run('BEGIN')
    await db.deleteFrom('person').execute()
    await database.connection.run('ROLLBACK')
    assert.deepEqual(await names(db), ['Ada', 'Bob'])
  })

  forEachDatabase('makes its transactions savepoints', async (database) => {
    const db = await people(database)
    await database.connection.run('BEGIN')
    await db.updateTable('person').set({ name: 'before' }).where('id', '=', 1).execute()
    const failing = db.transaction().execute(async (trx) => {
      await trx.deleteFrom('person').execute()
      assert.deepEqual(await names(db), [], 'a query beside it does not wait for it')
      throw new Error('no')
    })
    await assert.rejects(failing, /^Error: no$/)
    await db.transaction().execute((trx) => trx.deleteFrom('person').where('id', '=', 2).execute())
    assert.deepEqual(await names(db), ['before'])
    await database.connection.run('ROLLBACK')
    assert.deepEqual(await names(db), ['Ada', 'Bob'])
  })

  forEachDatabase('makes a transaction where none is open', async (database) => {
    const db = await people(database)
    await db.transaction().execute((trx) => trx.deleteFrom('person').execute())
    assert.equal(database.connection.inTransaction?.(), false)
    const failing = db.transaction().execute(async (trx) => {
      await trx.insertInto('person').values({ id: 9, name: 'Z' }).execute()
      await trx.insertInto('person').values({ id: 9, name: 'Z' }).execute()
    })
    await assert.rejects(failing, { code: 'statement-failed' })
    assert.equal(database.connection.inTransaction?.(), false)
    assert.deepEqual(await names(db), [])
  })

  forEachDatabase('has savepoints of its own', async (database) => {
    const db = await people(database)
    const trx = await db.startTransaction().execute()
    const after = await trx.savepoint('here "and" there').execute()
    await after.deleteFrom('person').execute()
    const back = await after.rollbackToSavepoint('here "and" there').execute()
    await back.commit().execute()
    assert.deepEqual(await names(db), ['Ada', 'Bob'])
  })

  forEachDatabase('refuses two transactions side by side', async (database) => {
    const db = await people(database)
    const one = db.transaction().execute(async (trx) => {
      await trx.deleteFrom('person').where('id', '=', 1).execute()
      await assert.rejects(db.transaction().execute(names), { code: 'nested-transaction' })
    })
    await one
    await assert.rejects(db.transaction().setIsolationLevel('serializable').execute(names), {
      code: 'nested-transaction',
    })
    assert.deepEqual(await names(db), ['Bob'])
  })

  forEachDatabase('leaves the connection open', async (database) => {
    const db = await people(database)
    await db.destroy()
    assert.equal((await database.connection.query('SELECT * FROM person')).length, 2)
  })

  forEachDatabase('looks into the database', async (database) => {
    const db = await people(database)
    const tables = await db.introspection.getTables()
    assert.deepEqual(
      tables.map(({ name }) => name),
      ['person'],
    )
  })
})
