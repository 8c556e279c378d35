import {
  extension,
  index,
  integer,
  primaryKey,
  table,
  text,
} from '../../../src/schema/builders/index.ts'
import { emptySchema, type Schema } from '../../../src/schema/model.ts'
import { schemaOf } from '../../../src/schema/put-together.ts'
import type { Case } from '../cases.ts'

const longName = 'a name that goes on and on, much longer than what PostgreSQL keeps of it'

/** With schemas that nothing of the models lives in. */
const within = (schemas: readonly string[], schema: Schema): Schema => ({ ...schema, schemas })

const inherits = [{ name: 'parent' }]
const parent = table('parent', { a: integer().notNull().default(7) })

/** What is seldom said of a schema, and more seldom changed. */
export const postgresqlSeldomCases: readonly Case[] = [
  {
    name: 'an extension moves out of the default schema, and back',
    dialect: 'postgresql',
    law: 4,
    before: schemaOf([extension('tcn')]),
    after: within(['auth'], schemaOf([extension('tcn', { schema: 'auth' })])),
  },
  {
    name: 'an extension of a version moves, and its version is not said any more',
    dialect: 'postgresql',
    law: 4,
    before: within(['auth', 'second "one"'], schemaOf([extension('lo', { schema: 'auth' })])),
    after: within(
      ['auth', 'second "one"'],
      schemaOf([extension('lo', { schema: 'second "one"' })]),
    ),
  },
  {
    name: 'a table comes to inherit, with a column that gets its default from above',
    dialect: 'postgresql',
    law: 2,
    before: schemaOf([parent, table('child', { b: text() })]),
    after: schemaOf([parent, table('child', { b: text(), a: integer() }, [], { inherits })]),
  },
  {
    name: 'a table that is there comes to inherit from one that is not',
    dialect: 'postgresql',
    law: 9,
    before: schemaOf([table('child', { a: integer().notNull() })]),
    after: schemaOf([parent, table('child', { a: integer().notNull() }, [], { inherits })]),
  },
  {
    name: 'a table inherits no longer, and loses what it inherited',
    dialect: 'postgresql',
    law: 2,
    before: schemaOf([parent, table('child', { a: integer(), b: text() }, [], { inherits })]),
    after: schemaOf([parent, table('child', { b: text() })]),
  },
  {
    name: 'a parent loses its default, and the child says it for itself',
    dialect: 'postgresql',
    law: 2,
    before: schemaOf([parent, table('child', { a: integer().notNull() }, [], { inherits })]),
    after: schemaOf([
      table('parent', { a: integer().notNull() }),
      table('child', { a: integer().notNull().default(7) }, [], { inherits }),
    ]),
  },
  {
    name: 'a key that SQLite would keep in descending order, on a column whose name is too long',
    dialect: 'postgresql',
    law: 8,
    before: schemaOf([
      table('t', { [longName]: integer().notNull() }, [
        primaryKey([longName], { descending: [longName] }),
      ]),
    ]),
    after: emptySchema,
  },
  {
    name: 'an index with parameters in no order',
    dialect: 'postgresql',
    law: 4,
    before: schemaOf([
      table('t', { a: integer() }, [
        index(['a'], { with: { fillfactor: '60', deduplicate_items: 'off' } }),
      ]),
    ]),
    after: emptySchema,
  },
]
