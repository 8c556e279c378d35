/** Two revisions, of which the second has code of its own between two statements. */
export const twoSteps: Readonly<Record<string, string>> = {
  'migrations/a1_create.ts': `import { defineRevision, integer } from 'athanor'

export default defineRevision({
  id: 'a1',
  revises: null,
  upgrade(op) {
    op.createTable('user', { id: integer().primaryKey() })
    op.bulkInsert('user', [{ id: 1 }, { id: 2 }])
  },
  downgrade(op) {
    op.dropTable('user')
  },
})
`,
  'migrations/a2_change.ts': `import { defineRevision, integer } from 'athanor'

const { ATHANOR_TEST_PAUSE: pause } = process.env

export default defineRevision({
  id: 'a2',
  revises: 'a1',
  upgrade(op) {
    op.createTable('half', { id: integer().primaryKey() })
    op.execute('INSERT INTO "user" (id) VALUES (3)')
    op.run(async (db) => {
      if (pause === undefined) return
      process.stderr.write('in the middle\\n')
      if (pause === 'busy') for (;;) await db.selectFrom('user').selectAll().execute()
      await new Promise((resolve) => setTimeout(resolve, Number(pause)))
    })
    op.addColumn('user', 'age', integer())
  },
  downgrade(op) {
    op.dropColumn('user', 'age')
    op.execute('DELETE FROM "user" WHERE id = 3')
    op.dropTable('half')
  },
})
`,
}
