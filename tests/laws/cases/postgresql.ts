import { check, integer, routine, table, text, unique } from '../../../src/schema/builders/index.ts'
import { extension, grant } from '../../../src/schema/builders/objects.ts'
import { sql } from '../../../src/schema/builders/sql.ts'
import { schemaOf } from '../../../src/schema/put-together.ts'
import type { Case } from '../cases.ts'

const nothing = schemaOf([])
const longName = 'a name that goes on and on, much longer than what PostgreSQL keeps of it'

export const postgresqlCases: readonly Case[] = [
  {
    name: 'a function whose name needs quoting',
    dialect: 'postgresql',
    law: 2,
    before: nothing,
    after: schemaOf([
      routine(
        'fn `1`',
        'CREATE FUNCTION "fn `1`"(integer) RETURNS integer LANGUAGE sql AS $$ SELECT $1 + 7 $$',
        { signature: 'integer' },
      ),
    ]),
  },
  {
    name: 'an unnamed unique that includes columns',
    dialect: 'postgresql',
    law: 1,
    before: schemaOf([
      table('t', { a: integer(), b: integer() }, [unique(['a'], { include: ['b'] })]),
    ]),
    after: nothing,
  },
  {
    name: 'a partition key in quotes',
    dialect: 'postgresql',
    law: 1,
    before: schemaOf([
      table('t', { part: integer().notNull() }, [], { partitionBy: 'HASH ("part")' }),
    ]),
    after: nothing,
  },
  {
    name: 'an extension that brings types of its own',
    dialect: 'postgresql',
    law: 1,
    before: schemaOf([extension('tablefunc')]),
    after: nothing,
  },
  {
    name: 'a grant on a column whose name is too long',
    dialect: 'postgresql',
    law: 3,
    before: nothing,
    after: schemaOf([
      table('t', { [longName]: integer() }),
      grant('public', 't', `GRANT SELECT ("${longName}") ON "t" TO public`),
    ]),
  },
  {
    name: 'an unnamed check over two columns is dropped in a script',
    dialect: 'postgresql',
    law: 6,
    before: schemaOf([
      table('t', { a: integer().notNull(), b: text() }, [check(sql`a > 0 OR b IS NULL`)]),
    ]),
    after: schemaOf([table('t', { a: integer().notNull(), b: text() })]),
  },
  {
    name: 'an extension with a comment of ours',
    dialect: 'postgresql',
    law: 3,
    before: nothing,
    after: schemaOf([extension('lo', { comment: 'ours' })]),
  },
]
