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

/** A column under its new name, and what must be known to tell it from others called the same. */
export interface ColumnRename {
  readonly table: ObjectName
  readonly from: string
  readonly to: string
  /** The columns of any table as they were before; undefined where they are not known. */
  readonly columnsOf: (table: ObjectName) => readonly string[] | undefined
  /** PostgreSQL keeps the name under which a query gives the column out: `SELECT new AS old`. */
  readonly keepOutputNames?: boolean
}

/** What names mean at some place: the tables of the innermost query first. */
interface Scope {
  readonly sources: readonly Source[]
  /** By what the table is known without a FROM: its own name on a check, `new` and `old` in a trigger. */
  readonly implied: readonly string[]
  readonly outer?: Scope
}

/** The expression of a check, an index, a generated column, with a column of its own table renamed. */
export function renameColumnInExpression(sql: string, rename: ColumnRename): string {
  const parsed = parseSql(sql)
  const scope: Scope = { sources: [], implied: [rename.table.name] }
  return edited(parsed, columnEdits(parsed.nodes, scope, rename))
}

/**
 * A SELECT or a CREATE statement with the column renamed wherever it means this table's. In what stands on the
 * table itself (`onTable`: a trigger, a policy), `new`, `old` and bare names are its columns too.
 */
export function renameColumnInStatement(
  sql: string,
  rename: ColumnRename,
  onTable: boolean,
): string {
  const parsed = parseSql(sql)
  const implied = onTable ? [rename.table.name, 'new', 'old'] : []
  return edited(parsed, queryEdits(parsed.nodes, { sources: [], implied }, rename))
}

const queryEdits = (nodes: readonly SqlNode[], outer: Scope, rename: ColumnRename): Edit[] =>
  statementsIn(nodes).flatMap((statement) =>
    columnEdits(statement.nodes, { sources: statement.sources, implied: [], outer }, rename),
  )

function columnEdits(nodes: readonly SqlNode[], scope: Scope, rename: ColumnRename): Edit[] {
  const tables = new Set(scope.sources.map(({ name }) => name?.at))
  const edits: Edit[] = []
  for (let i = 0; i < nodes.length; i++) {
    const node = nodes[i]
    if (node?.kind === 'group') {
      const inner = wordOf(nodes[i - 1]) === 'extract' ? node.nodes.slice(1) : node.nodes
      edits.push(...(isQuery(node) ? queryEdits : columnEdits)(inner, scope, rename))
    } else if (beginsType(nodes, i)) {
      i = typeEnd(nodes, i + 1) - 1
    } else if (isName(node)) {
      const names = chainAt(nodes, i)
      const after = i + names.length * 2 - 1
      if (!tables.has(node.at) && !isDeclared(nodes, i, scope) && !isCalled(nodes[after]))
        edits.push(...nameEdits(names, scope, rename, outputOf(nodes, i, after)))
      i = after - 1
    }
  }
  return edits
}

/** A function, or `t.*`. */
const isCalled = (next: SqlNode | undefined): boolean =>
  next?.kind === 'group' || symbolOf(next) === '.'

/** The names of `a.b.c`: after a dot even a keyword is one. */
function chainAt(nodes: readonly SqlNode[], i: number): SqlLeaf[] {
  const chain = [nodes[i] as SqlLeaf]
  for (let at = i + 1; symbolOf(nodes[at]) === '.'; at += 2) {
    const next = nodes[at + 1]
    if (!isName(next) && wordOf(next) === undefined) break
    chain.push(next as SqlLeaf)
  }
  return chain
}

function nameEdits(
  names: readonly SqlLeaf[],
  scope: Scope,
  rename: ColumnRename,
  output: Output | undefined,
): Edit[] {
  const [qualifier, column] = [names.at(-2), names.at(-1)]
  if (column === undefined) return []
  const known = rename.columnsOf(rename.table) ?? [rename.from]
  if (nameAmong(column.token, known) !== rename.from) return []
  if (!denotes(nameOf(qualifier)?.toLowerCase(), scope, rename)) return []
  const text = bareName(rename.to)
  if (rename.keepOutputNames !== true || output === undefined) return [[column.at, text]]
  if (output.alias === undefined) return [[column.at, `${text} AS ${bareName(rename.from)}`]]
  if (nameOf(output.alias) !== rename.to) return [[column.at, text]]
  // `new AS old` under its old name again.
  const rest = output.alias.at - column.at
  return [
    [column.at, text],
    ...Array.from({ length: rest }, (_, i): Edit => [column.at + i + 1, '']),
  ]
}

/** Whether a column so qualified (or not at all) is one of the table's, looking from the inside out. */
function denotes(qualifier: string | undefined, scope: Scope, rename: ColumnRename): boolean {
  for (let at: Scope | undefined = scope; at !== undefined; at = at.outer) {
    if (impliedBy(at, qualifier, rename.table)) return true
    const named = at.sources.filter(
      ({ alias }) => qualifier === undefined || alias.toLowerCase() === qualifier,
    )
    if (named.some((source) => isTable(source, rename.table))) return true
    if (qualifier === undefined ? named.some((one) => mayHave(one, rename)) : named.length > 0)
      return false
  }
  return false
}

const impliedBy = (scope: Scope, qualifier: string | undefined, table: ObjectName): boolean => {
  if (qualifier === 'excluded' && scope.sources.some((source) => isTable(source, table)))
    return true
  return qualifier === undefined
    ? scope.implied.length > 0
    : scope.implied.some((name) => name.toLowerCase() === qualifier)
}

/** Whether a bare column of that name could be this other table's; one that nobody knows may have any. */
function mayHave(source: Source, { columnsOf, from }: ColumnRename): boolean {
  const name = nameOf(source.name)
  if (name === undefined || source.shadowed === true) return true
  const schema = nameOf(source.schema)
  const columns = columnsOf(schema === undefined ? { name } : { schema, name })
  return columns === undefined || columns.includes(from)
}

// --- names that are no columns -------------------------------------------------------------------

const GIVES_NAME = new Set(
  'collate policy trigger view function procedure constraint end at time'.split(' '),
)

/** Words that columns may be called, but after which a column may stand. */
const BEFORE_COLUMN = new Set('of by set zone between escape glob match regexp'.split(' '))

/** An alias, a collation, a role, the field of a typed literal: something given a name here. */
function isDeclared(nodes: readonly SqlNode[], i: number, scope: Scope): boolean {
  const [before, next] = [nodes[i - 1], nodes[i + 1]]
  if (symbolOf(next) === '=>' || (next?.kind === 'token' && next.token.kind === 'string'))
    return true
  if (before === undefined) return false
  const word = wordOf(before)
  const kind = before.kind === 'token' ? before.token.kind : undefined
  if (word === 'to') return wordOf(nodes[i - 2]) !== 'similar'
  if (word === 'on') return scope.sources.length === 0
  if (before.kind === 'group') return !isDistinctOn(nodes, i - 1)
  if (symbolOf(before) === ']') return true
  if (isName(before)) return !BEFORE_COLUMN.has(word ?? '')
  return kind === 'string' || kind === 'number' || GIVES_NAME.has(word ?? '')
}

/** `DISTINCT ON (…)`, after which the columns come. */
const isDistinctOn = (nodes: readonly SqlNode[], i: number): boolean =>
  wordOf(nodes[i - 1]) === 'on' && wordOf(nodes[i - 2]) === 'distinct'

/** After `::` and after `AS` stands a type, or an alias with its columns. */
const beginsType = (nodes: readonly SqlNode[], i: number): boolean =>
  (symbolOf(nodes[i]) === '::' || wordOf(nodes[i]) === 'as') &&
  isName(nodes[i + 1]) &&
  wordOf(nodes[i + 1]) !== 'values'

/** Where a type that begins at `i` ends: it may have several words, brackets and a time zone. */
function typeEnd(nodes: readonly SqlNode[], i: number): number {
  let at = i + 1
  while (symbolOf(nodes[at]) === '.') at += 2
  while (['varying', 'precision'].includes(wordOf(nodes[at]) ?? '')) at++
  if (nodes[at]?.kind === 'group' && !isQuery(nodes[at])) at++
  const zoned = ['with', 'without'].includes(wordOf(nodes[at]) ?? '')
  return zoned && wordOf(nodes[at + 1]) === 'time' ? at + 3 : at
}

/** One of the columns that a SELECT gives out: a column by itself, with or without another name for it. */
interface Output {
  readonly alias?: SqlLeaf
}

function outputOf(nodes: readonly SqlNode[], start: number, end: number): Output | undefined {
  const aliased = wordOf(nodes[end]) === 'as' ? nodes[end + 1] : undefined
  const alias = isName(aliased) ? aliased : undefined
  const next = nodes[alias === undefined ? end : end + 2]
  if (next !== undefined && symbolOf(next) !== ',' && wordOf(next) !== 'from') return undefined
  const before = nodes.slice(0, start)
  const last = before.at(-1)
  const isFirst =
    ['select', 'distinct', 'all'].includes(wordOf(last) ?? '') || isDistinctOn(nodes, start - 1)
  if (symbolOf(last) !== ',' && !isFirst) return undefined
  const words = before.map(wordOf)
  if (!words.includes('select') || words.includes('from')) return undefined
  return alias === undefined ? {} : { alias }
}
