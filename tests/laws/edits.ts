import { nameOf, sameName } from '../../src/schema/lookup.ts'
import type {
  Column,
  Index,
  ObjectName,
  Schema,
  Table,
  TableOptions,
} from '../../src/schema/model.ts'
import { anyColumn, anyDefault, widened } from './columns.ts'
import {
  type Edit,
  editTable,
  emptySchema,
  freshName,
  type Ground,
  isDistinct,
  isInteger,
  Picks,
  quote,
  relationNames,
  speaksOf,
} from './draft.ts'
import { anyCheck, anyExclusion, anyForeignKey, anyIndex, anyUnique, condition } from './items.ts'

/** Makes one change to a schema, or none where there is nothing to make it to. The result is always legal. */
type Edits = Readonly<
  Record<string, (schema: Schema, picks: Picks, ground: Ground, populated: boolean) => Schema>
>

/** The schema that a list of edits makes of nothing. */
export const schemaFrom = (edits: readonly Edit[], ground: Ground): Schema =>
  edits.reduce((schema, edit) => applyEdit(schema, edit, ground, false), emptySchema)

/** What a list of edits makes of a schema that may have rows. */
export const edited = (schema: Schema, edits: readonly Edit[], ground: Ground): Schema =>
  edits.reduce((made, edit) => applyEdit(made, edit, ground, true), schema)

function applyEdit(schema: Schema, edit: Edit, ground: Ground, populated: boolean): Schema {
  const make = kindsFor(ground)[edit.kind]
  return make === undefined ? schema : make(schema, new Picks(edit.picks), ground, populated)
}

export const kindsFor = (ground: Ground): Edits =>
  ground.dialect === 'sqlite' ? { ...common, ...sqliteOnly } : { ...common, ...postgresqlOnly }

const anyTable = (schema: Schema, picks: Picks): Table | undefined => picks.of(schema.tables)

/** Changes a random table; leaves it where the change comes to nothing. */
const onTable =
  (
    change: (
      table: Table,
      picks: Picks,
      ground: Ground,
      schema: Schema,
      populated: boolean,
    ) => Table | undefined,
  ): Edits[string] =>
  (schema, picks, ground, populated) => {
    const table = anyTable(schema, picks)
    const changed = table && change(table, picks, ground, schema, populated)
    return table === undefined || changed === undefined
      ? schema
      : editTable(schema, table, () => changed)
  }

const editColumn = (table: Table, at: Column, change: Partial<Column>): Table => ({
  ...table,
  columns: table.columns.map((column) => (column === at ? { ...column, ...change } : column)),
})

const common: Edits = {
  addTable: (schema, picks, ground) => {
    const inSchema =
      ground.dialect === 'postgresql' && picks.chance(5)
        ? picks.of(['Extra One', 'second'])
        : undefined
    const name = freshName(picks, relationNames(schema))
    const key = keyColumns(picks)
    const table: Table = {
      ...(inSchema !== undefined && { schema: inSchema }),
      name,
      columns: key.columns,
      ...(key.columns.length > 0 &&
        picks.number(7) !== 6 && {
          primaryKey: { columns: key.columns.map((column) => column.name) },
        }),
      uniques: [],
      foreignKeys: [],
      checks: [],
      exclusions: [],
      indexes: [],
    }
    const keyed =
      table.primaryKey === undefined ? { ...table, columns: table.columns.map(plain) } : table
    const filled = [0, 1, 2].reduce<Table>(
      (made) => ({
        ...made,
        columns: [...made.columns, anyColumn(picks, ground, schema, made, false)],
      }),
      keyed,
    )
    return {
      ...schema,
      schemas:
        inSchema === undefined || schema.schemas.includes(inSchema)
          ? schema.schemas
          : [...schema.schemas, inSchema],
      tables: [...schema.tables, filled],
    }
  },

  dropTable: (schema, picks) => {
    const table = anyTable(schema, picks)
    return table === undefined ? schema : withoutTable(schema, table)
  },

  addColumn: onTable((table, picks, ground, schema, populated) =>
    strict(table)
      ? undefined
      : {
          ...table,
          columns: [...table.columns, anyColumn(picks, ground, schema, table, populated)],
        },
  ),

  dropColumn: (schema, picks) => {
    const table = anyTable(schema, picks)
    const column = picks.of(table?.columns ?? [])
    if (table === undefined || column === undefined || table.columns.length < 3) return schema
    if (table.primaryKey?.columns.includes(column.name)) return schema
    return withoutColumn(schema, table, column)
  },

  widen: (schema, picks, _ground) => {
    const table = anyTable(schema, picks)
    const column = picks.of(table?.columns.filter(({ generated }) => generated === undefined) ?? [])
    const type = column && widened(column.type, picks)
    if (table === undefined || column === undefined || type === undefined || strict(table))
      return schema
    // What a key, an index, a check or a view says of a column may not hold of its new type.
    const bare = withoutColumn(schema, table, column)
    const change = {
      type,
      ...(column.collation !== undefined &&
        type.kind !== 'text' &&
        type.kind !== 'varchar' && { collation: undefined }),
    }
    const keepsDefault =
      column.default === undefined ||
      type.kind === 'text' ||
      type.kind === 'varchar' ||
      type.kind === 'bigint'
    if (table.primaryKey?.columns.includes(column.name)) return schema
    const left = bare.tables.find((one) => sameName(one, table))!
    return editTable(bare, left, (one) => ({
      ...one,
      columns: table.columns
        .filter(
          ({ name }) => name === column.name || one.columns.some((other) => other.name === name),
        )
        .map((other) =>
          other.name === column.name
            ? { ...other, ...change, ...(!keepsDefault && { default: undefined }) }
            : other,
        ),
    }))
  },

  nullability: onTable((table, picks) => {
    const column = picks.of(
      table.columns.filter(
        ({ name, generated, autoincrement, identity }) =>
          !table.primaryKey?.columns.includes(name) &&
          generated === undefined &&
          !autoincrement &&
          identity === undefined &&
          !table.foreignKeys.some(({ columns }) => columns.includes(name)),
      ),
    )
    return (
      column &&
      editColumn(table, column, { nullable: !column.nullable, notNullOnConflict: undefined })
    )
  }),

  setDefault: onTable((table, picks) => {
    const column = picks.of(
      table.columns.filter(
        ({ generated, autoincrement, identity }) =>
          generated === undefined && !autoincrement && identity === undefined,
      ),
    )
    return column && editColumn(table, column, { default: anyDefault(picks, column.type) })
  }),

  dropDefault: onTable((table, picks) => {
    const column = picks.of(table.columns.filter((one) => one.default !== undefined))
    return column && editColumn(table, column, { default: undefined })
  }),

  addCheck: onTable((table, picks, ground, schema) => {
    const check = anyCheck(picks, ground, schema, table)
    return check && !table.checks.some(({ expression }) => expression.sql === check.expression.sql)
      ? { ...table, checks: [...table.checks, check] }
      : undefined
  }),

  dropCheck: onTable((table, picks) => without(table, 'checks', picks)),

  addUnique: onTable((table, picks, ground, schema) => {
    const unique = anyUnique(picks, ground, schema, table)
    return unique && { ...table, uniques: [...table.uniques, unique] }
  }),

  dropUnique: onTable((table, picks) => without(table, 'uniques', picks)),

  addForeignKey: onTable((table, picks, ground, schema) => {
    if (strict(table)) return undefined
    const made = anyForeignKey(picks, ground, schema, table)
    return (
      made && {
        ...table,
        columns: [...table.columns, ...made.columns],
        foreignKeys: [...table.foreignKeys, made.key],
      }
    )
  }),

  changeForeignKey: onTable((table, picks) => {
    const key = picks.of(table.foreignKeys)
    return (
      key && {
        ...table,
        foreignKeys: table.foreignKeys.map((one) =>
          one === key
            ? { ...one, onDelete: one.onDelete === 'cascade' ? undefined : ('cascade' as const) }
            : one,
        ),
      }
    )
  }),

  dropForeignKey: onTable((table, picks) => without(table, 'foreignKeys', picks)),

  addIndex: onTable((table, picks, ground, schema) => {
    const index = anyIndex(picks, ground, schema, table)
    return index && { ...table, indexes: [...table.indexes, index] }
  }),

  changeIndex: onTable((table, picks) => {
    const index = picks.of(
      table.indexes.filter(({ method, unique }) => method === undefined && !unique),
    )
    const where = condition(picks, table)
    return (
      index && {
        ...table,
        indexes: table.indexes.map(
          (one): Index =>
            one === index ? { ...one, where: one.where === undefined ? where : undefined } : one,
        ),
      }
    )
  }),

  dropIndex: onTable((table, picks) => without(table, 'indexes', picks)),

  addEnum: (schema, picks) => ({
    ...schema,
    enums: [
      ...schema.enums,
      {
        name: freshName(picks, relationNames(schema), 'en_'),
        values: ['first', "it's", 'B', 'in the middle', 'last'].slice(0, 2 + picks.number(4)),
      },
    ],
  }),

  /** Rows hold the first value, so any other may go. */
  changeEnum: (schema, picks) => {
    const type = picks.of(schema.enums)
    if (type === undefined) return schema
    const [first = '', ...rest] = type.values
    const values = picks.of([
      [...type.values, freshName(picks, type.values, 'v_')],
      [freshName(picks, type.values, 'v_'), ...type.values],
      rest.length > 1 ? [first, ...rest.slice(1)] : type.values,
      [first, ...rest.toReversed()],
    ])!
    return withEnumValues(schema, type, values)
  },

  addView: (schema, picks) => {
    const table = anyTable(schema, picks)
    if (table === undefined) return schema
    const columns = picks.some(table.columns, 3).map(({ name }) => quote(name))
    const from = [table.schema, table.name]
      .flatMap((part) => (part === undefined ? [] : quote(part)))
      .join('.')
    return {
      ...schema,
      objects: [
        ...schema.objects,
        {
          kind: 'view',
          name: freshName(picks, relationNames(schema), 'vw_'),
          definition: `SELECT ${columns.join(', ')} FROM ${from}`,
          dependsOn: [nameOf(table)],
        },
      ],
    }
  },

  dropObject: (schema, picks) => {
    const object = picks.of(schema.objects)
    return object === undefined
      ? schema
      : {
          ...schema,
          objects: schema.objects.filter(
            (one) => one !== object && !one.dependsOn?.some((name) => sameName(name, object)),
          ),
        }
  },
}

const sqliteOnly: Edits = {
  addTrigger: (schema, picks) => {
    const table = anyTable(schema, picks)
    const column = picks.of(table?.columns.filter(({ generated }) => generated === undefined) ?? [])
    if (table === undefined || column === undefined) return schema
    const name = freshName(picks, relationNames(schema), 'tr_')
    return {
      ...schema,
      objects: [
        ...schema.objects,
        {
          kind: 'trigger',
          name,
          table: nameOf(table),
          definition: `CREATE TRIGGER ${quote(name)} AFTER UPDATE OF ${quote(column.name)} ON ${quote(table.name)} BEGIN SELECT NEW.${quote(column.name)}; END`,
          dependsOn: [nameOf(table)],
        },
      ],
    }
  },

  autoincrement: onTable((table) => {
    const [only, ...others] = table.primaryKey?.columns ?? []
    const key = table.columns.find(({ name }) => name === only)
    if (others.length > 0 || !key?.autoincrement || table.options?.withoutRowid) return undefined
    return {
      ...table,
      options: { ...table.options, autoincrement: !table.options?.autoincrement || undefined },
    }
  }),

  withoutRowid: onTable((table) =>
    table.primaryKey === undefined ||
    table.options?.autoincrement ||
    table.columns.some(({ autoincrement }) => autoincrement)
      ? undefined
      : {
          ...table,
          options: { ...table.options, withoutRowid: !table.options?.withoutRowid || undefined },
        },
  ),

  addStrictTable: (schema, picks) => {
    const name = freshName(picks, relationNames(schema))
    const columns: Column[] = [
      { name: 'id', type: { kind: 'integer' }, nullable: false, autoincrement: true },
      { name: 'body', type: { kind: 'text' }, nullable: picks.chance() },
      { name: 'amount', type: { kind: 'real' }, nullable: true },
      { name: 'data', type: { kind: 'bytes' }, nullable: true },
      { name: 'any one', type: { kind: 'native', sql: 'ANY' }, nullable: true },
    ]
    return {
      ...schema,
      tables: [
        ...schema.tables,
        {
          name,
          columns,
          primaryKey: { columns: ['id'] },
          uniques: [],
          foreignKeys: [],
          checks: [],
          exclusions: [],
          indexes: [],
          options: { strict: true },
        },
      ],
    }
  },
}

const postgresqlOnly: Edits = {
  tableComment: onTable((table, picks) => ({
    ...table,
    comment: picks.of(["it's", 'a "table"', undefined]),
  })),

  columnComment: onTable((table, picks) => {
    const column = picks.of(table.columns)
    return (
      column &&
      editColumn(table, column, { comment: picks.of(["don't", 'line\nbreak', undefined]) })
    )
  }),

  addSequence: (schema, picks) => ({
    ...schema,
    sequences: [
      ...schema.sequences,
      {
        name: freshName(picks, relationNames(schema), 'sq_'),
        ...(picks.chance() && { start: 10, minValue: 5 }),
        ...(picks.chance() && { increment: 3 }),
        ...(picks.chance(3) && { type: 'integer' as const }),
        ...(picks.chance(3) && { cycle: true }),
      },
    ],
  }),

  changeSequence: (schema, picks) => {
    const sequence = picks.of(schema.sequences)
    return {
      ...schema,
      sequences: schema.sequences.map((one) =>
        one === sequence
          ? { ...one, increment: (picks.number(5) || 1) + 1, cycle: !one.cycle || undefined }
          : one,
      ),
    }
  },

  dropSequence: (schema, picks) => {
    const sequence = picks.of(schema.sequences)
    return { ...schema, sequences: schema.sequences.filter((one) => one !== sequence) }
  },

  addIdentity: onTable((table, picks, _ground, _schema, populated) => {
    if (populated || table.columns.some(({ identity, autoincrement }) => identity || autoincrement))
      return undefined
    const name = freshName(
      picks,
      table.columns.map((column) => column.name),
      'idn_',
    )
    return {
      ...table,
      columns: [
        ...table.columns,
        {
          name,
          type: { kind: 'bigint' },
          nullable: false,
          identity: { always: picks.chance(), ...(picks.chance() && { start: 100, increment: 5 }) },
        },
      ],
    }
  }),

  changeIdentity: onTable((table, picks) => {
    const column = picks.of(table.columns.filter(({ identity }) => identity !== undefined))
    return (
      column &&
      editColumn(table, column, {
        identity: picks.chance(3)
          ? undefined
          : { always: !column.identity!.always, ...(picks.chance() && { increment: 7 }) },
      })
    )
  }),

  addExclusion: onTable((table, picks, _ground, schema) => {
    const exclusion = anyExclusion(picks, schema, table)
    return exclusion && { ...table, exclusions: [...table.exclusions, exclusion] }
  }),

  dropExclusion: onTable((table, picks) => without(table, 'exclusions', picks)),

  tableOptions: onTable((table, picks, _ground, schema) => {
    const linked =
      table.foreignKeys.length > 0 ||
      schema.tables.some(({ foreignKeys }) =>
        foreignKeys.some(({ references }) => sameName(references, table)),
      )
    const options: TableOptions = {
      ...table.options,
      ...(!linked && picks.chance() && { unlogged: !table.options?.unlogged || undefined }),
      ...(picks.chance() && { with: picks.chance() ? { fillfactor: '80' } : undefined }),
      ...(picks.chance(3) && { rowSecurity: picks.of(['enabled', 'forced', undefined] as const) }),
    }
    return { ...table, options }
  }),

  addMaterializedView: (schema, picks) => {
    const table = anyTable(schema, picks)
    const column = picks.of(table?.columns ?? [])
    if (table === undefined || column === undefined) return schema
    const from = [table.schema, table.name]
      .flatMap((part) => (part === undefined ? [] : quote(part)))
      .join('.')
    return {
      ...schema,
      objects: [
        ...schema.objects,
        {
          kind: 'materializedView',
          name: freshName(picks, relationNames(schema), 'mv_'),
          definition: `SELECT ${quote(column.name)} FROM ${from}`,
          dependsOn: [nameOf(table)],
        },
      ],
    }
  },

  addFunction: (schema, picks) => {
    const name = freshName(picks, relationNames(schema), 'fn_')
    return {
      ...schema,
      objects: [
        ...schema.objects,
        {
          kind: 'function',
          name,
          signature: 'integer',
          definition: `CREATE FUNCTION ${quote(name)}(integer) RETURNS integer LANGUAGE sql IMMUTABLE AS $$ SELECT $1 + ${picks.number(9)} $$`,
        },
      ],
    }
  },

  addTrigger: (schema, picks) => {
    const table = anyTable(schema, picks)
    if (table === undefined) return schema
    const body = freshName(picks, relationNames(schema), 'tf_')
    const name = freshName(picks, [...relationNames(schema), body], 'tr_')
    const on = [table.schema, table.name]
      .flatMap((part) => (part === undefined ? [] : quote(part)))
      .join('.')
    return {
      ...schema,
      objects: [
        ...schema.objects,
        {
          kind: 'function',
          name: body,
          signature: '',
          definition: `CREATE FUNCTION ${quote(body)}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$`,
        },
        {
          kind: 'trigger',
          name,
          table: nameOf(table),
          definition: `CREATE TRIGGER ${quote(name)} BEFORE INSERT ON ${on} FOR EACH ROW EXECUTE FUNCTION ${quote(body)}()`,
          dependsOn: [nameOf(table), { name: body }],
        },
      ],
    }
  },
}

const strict = (table: Table): boolean => table.options?.strict === true

const plain = ({ autoincrement: _, ...column }: Column): Column => column

function keyColumns(picks: Picks): { readonly columns: readonly Column[] } {
  const id = freshName(picks, [])
  return picks.of<{ readonly columns: readonly Column[] }>([
    { columns: [{ name: id, type: { kind: 'integer' }, nullable: false, autoincrement: true }] },
    { columns: [{ name: id, type: { kind: 'integer' }, nullable: false, autoincrement: true }] },
    { columns: [{ name: id, type: { kind: 'varchar', length: 40 }, nullable: false }] },
    {
      columns: [
        { name: id, type: { kind: 'integer' }, nullable: false },
        { name: freshName(picks, [id], 'k_'), type: { kind: 'text' }, nullable: false },
      ],
    },
  ])!
}

function without(
  table: Table,
  key: 'checks' | 'uniques' | 'foreignKeys' | 'indexes' | 'exclusions',
  picks: Picks,
): Table | undefined {
  const items: readonly unknown[] = table[key]
  const gone = picks.of(items)
  return gone === undefined ? undefined : { ...table, [key]: items.filter((one) => one !== gone) }
}

function withoutTable(schema: Schema, table: Table): Schema {
  const left = schema.tables
    .filter((one) => one !== table)
    .map((one) => ({
      ...one,
      foreignKeys: one.foreignKeys.filter(({ references }) => !sameName(references, table)),
    }))
  return withoutDependents({ ...schema, tables: left }, table)
}

const withoutDependents = (schema: Schema, name: ObjectName): Schema => ({
  ...schema,
  objects: schema.objects.filter((object) => !object.dependsOn?.some((one) => sameName(one, name))),
})

/** The schema without a column and without all that speaks of it. */
function withoutColumn(schema: Schema, table: Table, column: Column): Schema {
  const gone = new Set([
    column.name,
    ...table.columns
      .filter(
        ({ generated }) =>
          generated !== undefined && speaksOf(generated.expression.sql, column.name),
      )
      .map(({ name }) => name),
  ])
  const clear = (names: readonly string[] = []) => !names.some((name) => gone.has(name))
  const silent = (sql = '') => ![...gone].some((name) => speaksOf(sql, name))
  const left: Table = {
    ...table,
    columns: table.columns.filter(({ name }) => !gone.has(name)),
    uniques: table.uniques.filter(({ columns }) => clear(columns)),
    foreignKeys: table.foreignKeys.filter(({ columns }) => clear(columns)),
    checks: table.checks.filter(({ expression }) => silent(expression.sql)),
    exclusions: table.exclusions.filter(
      ({ elements, where }) =>
        silent(where?.sql) && elements.every(({ expression }) => silent(expression?.sql)),
    ),
    indexes: table.indexes.filter(
      ({ elements, where, include }) =>
        clear(include) &&
        silent(where?.sql) &&
        elements.every(
          (element) =>
            clear(element.column === undefined ? [] : [element.column]) &&
            silent(element.expression?.sql),
        ),
    ),
  }
  return withoutDependents(
    editTable(schema, table, () => left),
    table,
  )
}

function withEnumValues(
  schema: Schema,
  type: Schema['enums'][number],
  values: readonly string[],
): Schema {
  const used = (column: Column): Column =>
    column.type.kind === 'enum' && sameName(column.type, type)
      ? { ...column, type: { ...column.type, values } }
      : column
  return {
    ...schema,
    enums: schema.enums.map((one) => (one === type ? { ...one, values } : one)),
    tables: schema.tables.map((table) => ({ ...table, columns: table.columns.map(used) })),
  }
}

export { isDistinct, isInteger }
