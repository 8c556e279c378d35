import type { Column, ObjectName, Schema, Table } from '../schema/model.ts'
import { emptySchema, emptyTable } from '../schema/model.ts'

export const column = (name: string, facts: Partial<Column> = {}): Column => ({
  name,
  type: { kind: 'integer' },
  nullable: true,
  ...facts,
})

const table = (
  name: ObjectName,
  columns: readonly Column[],
  facts: Partial<Table> = {},
): Table => ({
  ...emptyTable(name),
  columns,
  ...facts,
})

export const both = (text: string) => ({ sql: text, dialects: { sqlite: `${text} + 1` } })

export const user = { schema: 'auth', name: 'user' }
/** Whatever may speak of a table, and of a column of it, `auth."user".age`. */
export const before: Schema = {
  ...emptySchema,
  schemas: ['auth', 'other'],
  tables: [
    table(
      user,
      [
        column('id', { autoincrement: true, nullable: false }),
        column('no', { identity: { always: true }, sequenceName: 'numbers' }),
        column('age', { default: { sql: "nextval('auth.ages'::regclass)" } }),
        column('twice', { generated: { expression: both('age * 2'), stored: true } }),
      ],
      {
        primaryKey: { columns: ['id', 'age'], include: ['age', 'no'], descending: ['age'] },
        uniques: [{ name: 'uq', columns: ['age', 'no'], include: ['age'] }],
        foreignKeys: [
          {
            columns: ['age'],
            references: { schema: 'auth', name: 'user', columns: ['age'] },
            onDeleteColumns: ['age', 'no'],
          },
        ],
        checks: [
          { name: 'ck', expression: both('age > 0') },
          { name: 'plain', expression: { sql: 'no > 0' } },
        ],
        exclusions: [
          {
            elements: [
              { column: 'age', operator: '=' },
              { column: 'no', operator: '=' },
              { expression: both('abs(age)'), operator: '&&' },
            ],
            where: both('age > 1'),
            include: ['age'],
          },
        ],
        indexes: [
          {
            name: 'ix',
            elements: [{ column: 'age', descending: true }, { expression: both('lower(age)') }],
            include: ['age', 'id'],
            where: both('"user".age > 2'),
          },
        ],
        options: { rowSecurity: 'enabled' },
      },
    ),
    table(
      { name: 'post' },
      [
        column('age', { default: { sql: `nextval('auth."ages"'::regclass)` } }),
        column('free', { default: { sql: "nextval('auth.free'::regclass)" } }),
      ],
      {
        foreignKeys: [
          { columns: ['age'], references: { ...user, columns: ['age'] } },
          { columns: ['age'], references: { name: 'user', columns: ['age'] } },
        ],
        checks: [{ expression: { sql: 'age > 0' } }],
        options: { unlogged: true, inherits: [user, { name: 'user' }] },
      },
    ),
    table({ name: 'user' }, [column('age')]),
  ],
  sequences: [
    { ...user, name: 'ages', ownedBy: { ...user, column: 'age' } },
    { ...user, name: 'free' },
    { name: 'elsewhere', ownedBy: { name: 'user', column: 'age' } },
  ],
  objects: [
    {
      kind: 'view',
      name: 'v',
      definition: 'SELECT age FROM auth."user"',
      dependsOn: [user, { name: 'user' }],
    },
    { kind: 'materializedView', name: 'm', definition: 'SELECT u.age FROM auth."user" u' },
    {
      kind: 'trigger',
      schema: 'auth',
      name: 't',
      table: user,
      definition:
        'CREATE TRIGGER t AFTER UPDATE OF age ON auth."user" FOR EACH ROW EXECUTE FUNCTION f()',
    },
    {
      kind: 'policy',
      name: 'p',
      table: user,
      definition: 'CREATE POLICY p ON auth."user" USING (age > 0)',
    },
    {
      kind: 'grant',
      name: 'g',
      table: user,
      definition: 'GRANT SELECT (age) ON auth."user" TO r',
    },
    {
      kind: 'policy',
      name: 'p',
      table: { name: 'user' },
      definition: 'CREATE POLICY p ON "user" USING (age > 0)',
    },
    {
      kind: 'function',
      name: 'f',
      definition: 'CREATE FUNCTION f() AS $$ SELECT age FROM auth."user" $$',
    },
  ],
  unmodelled: [
    { kind: 'rule', name: 'r', table: user },
    { kind: 'rule', name: 'r', table: { name: 'user' } },
    { kind: 'event trigger', name: 'e' },
  ],
}
