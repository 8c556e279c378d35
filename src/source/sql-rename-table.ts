import type { ObjectName } from '../schema/model.ts'
import {
  type Edit,
  edited,
  isName,
  isQuery,
  isTable,
  nameOf,
  parseSql,
  type Source,
  type SqlLeaf,
  type SqlNode,
  statementsIn,
  symbolOf,
  wordOf,
} from './sql-scopes.ts'
import { bareName, nameAmong } from './sql-tokens.ts'

export interface TableRename {
  readonly from: ObjectName
  readonly to: ObjectName
}

/** The tables of a query and of those around it. */
type Scope = readonly (readonly Source[])[]

/**
 * Any SQL with the table renamed: after FROM and its like, and where it qualifies a column. In what stands
 * on the table itself (`onTable`: a trigger, a policy, a grant), after ON too.
 */
export function renameTableInStatement(sql: string, rename: TableRename, onTable: boolean): string {
  const parsed = parseSql(sql)
  const edits = queryEdits(parsed.nodes, rename, [])
  return edited(parsed, onTable ? [...edits, ...onEdits(parsed.nodes, rename)] : edits)
}

/** An expression over one table's row, in which the table's name may qualify its columns. */
export function renameTableInExpression(sql: string, rename: TableRename): string {
  const parsed = parseSql(sql)
  const name: SqlLeaf = {
    kind: 'token',
    at: -1,
    token: { kind: 'quoted', text: `"${rename.from.name.replaceAll('"', '""')}"` },
  }
  return edited(parsed, qualifierEdits(parsed.nodes, rename, [[own(name, rename.from)]]))
}

const own = (name: SqlLeaf, { schema }: ObjectName): Source => ({
  alias: nameOf(name) ?? '',
  name,
  ...(schema !== undefined && {
    schema: { kind: 'token', at: -1, token: { kind: 'quoted', text: `"${schema}"` } },
  }),
})

function queryEdits(nodes: readonly SqlNode[], rename: TableRename, outer: Scope): Edit[] {
  return statementsIn(nodes).flatMap(({ nodes: inner, sources }) => [
    ...sources
      .filter((source) => isTable(source, rename.from))
      .flatMap(({ name, schema }) => tableEdits(name, schema, rename)),
    ...qualifierEdits(inner, rename, [sources, ...outer]),
  ])
}

function tableEdits(
  name: SqlLeaf | undefined,
  schema: SqlLeaf | undefined,
  { from, to }: TableRename,
): Edit[] {
  if (name === undefined) return []
  const text = bareName(to.name)
  if (from.schema === to.schema) return [[name.at, text]]
  const whole = to.schema === undefined ? text : `${bareName(to.schema)}.${text}`
  // The old schema goes, and the dot behind it.
  const start = schema?.at ?? name.at
  const gone = Array.from({ length: name.at - start }, (_, i): Edit => [start + i, ''])
  return [...gone, [name.at, whole]]
}

/** The table's name before a dot, where no other table of the query is known by it. */
function qualifierEdits(nodes: readonly SqlNode[], rename: TableRename, scope: Scope): Edit[] {
  return nodes.flatMap((node, i): Edit[] => {
    if (node.kind === 'group')
      return (isQuery(node) ? queryEdits : qualifierEdits)(node.nodes, rename, scope)
    if (!isName(node) || symbolOf(nodes[i + 1]) !== '.') return []
    if (symbolOf(nodes[i - 1]) === '.') return qualifiedEdits(nodes[i - 2], node, rename)
    if (nameAmong(node.token, [rename.from.name]) === undefined) return []
    const source = scope.flat().find(({ alias }) => sameText(alias, nameOf(node)))
    if (source === undefined || source.aliased === true || !isTable(source, rename.from)) return []
    return [[node.at, bareName(rename.to.name)]]
  })
}

/** `schema.table.column` */
const qualifiedEdits = (schema: SqlNode | undefined, name: SqlLeaf, rename: TableRename): Edit[] =>
  isName(schema) && isTable({ alias: '', name, schema }, rename.from)
    ? tableEdits(name, schema, rename)
    : []

const sameText = (a: string, b: string | undefined): boolean => a.toLowerCase() === b?.toLowerCase()

/** `ON table` in the head of a trigger, policy or grant. */
function onEdits(nodes: readonly SqlNode[], rename: TableRename): Edit[] {
  const on = nodes.findIndex((node) => wordOf(node) === 'on')
  const at = wordOf(nodes[on + 1]) === 'table' ? on + 2 : on + 1
  const [first, second] = [nodes[at], nodes[at + 2]]
  if (on === -1 || !isName(first)) return []
  const qualified = symbolOf(nodes[at + 1]) === '.' && isName(second)
  const source: Source = qualified
    ? { alias: '', name: second, schema: first }
    : { alias: '', name: first }
  return isTable(source, rename.from) ? tableEdits(source.name, source.schema, rename) : []
}
