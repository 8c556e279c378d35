import {
  check,
  index,
  integer,
  real,
  table,
  text,
  unique,
  varchar,
} from '../../../src/schema/builders/index.ts'
import { sql } from '../../../src/schema/builders/sql.ts'
import { schemaOf } from '../../../src/schema/put-together.ts'
import type { Case } from '../cases.ts'

export const sqliteCases: readonly Case[] = [
  {
    name: 'a check is added that is null for some row',
    dialect: 'sqlite',
    law: 2,
    before: schemaOf([table('t', { id: integer().notNull(), amount: real() })]),
    after: schemaOf([
      table('t', { id: integer().notNull(), amount: real() }, [check(sql`amount >= -1.5`)]),
    ]),
  },
  {
    name: 'an unnamed check that is worded for each database is dropped again',
    dialect: 'sqlite',
    law: 4,
    before: schemaOf([table('t', { a: varchar(40).notNull() })]),
    after: schemaOf([
      table('t', { a: varchar(40).notNull() }, [
        check(sql.dialect({ postgresql: sql`a <> 'n'`, sqlite: sql`(a <> 'n') AND 1` })),
      ]),
    ]),
  },
  {
    name: 'a unique that had a name has none in the models any more',
    dialect: 'sqlite',
    law: 9,
    before: schemaOf([table('t', { a: integer() }, [unique(['a'], { name: 'named' })])]),
    after: schemaOf([table('t', { a: integer() }, [unique(['a'])])]),
  },
  {
    name: 'a NOT NULL with a name becomes nullable and back',
    dialect: 'sqlite',
    law: 4,
    before: schemaOf([
      table('t', { id: integer().notNull(), a: text().notNull().notNullName('filled') }),
    ]),
    after: schemaOf([table('t', { id: integer().notNull(), a: text() }, [index(['a'])])]),
  },
]
