import type { ObjectName } from '../schema/model.ts'
import { isKeyword, nameAmong, nameIn, type SqlToken, tokenize } from './sql-tokens.ts'

/** SQL by its brackets: a token, or what stands between two round ones. Space and comments are passed over. */
export type SqlNode = SqlLeaf | SqlGroup

export interface SqlLeaf {
  readonly kind: 'token'
  /** Its place among the tokens. */
  readonly at: number
  readonly token: SqlToken
}

export interface SqlGroup {
  readonly kind: 'group'
  readonly nodes: readonly SqlNode[]
}

/** A table as a query names it. */
export interface Source {
  /** By what its columns are qualified: its alias, or its own name. */
  readonly alias: string
  /** The alias is written out, and so outlives a new name of the table. */
  readonly aliased?: boolean
  /** Where its own name stands, and its schema's; absent for a query in brackets. */
  readonly name?: SqlLeaf
  readonly schema?: SqlLeaf
  /** The name is a common table expression's, which hides the table of that name. */
  readonly shadowed?: boolean
}

/** One SELECT, INSERT, UPDATE or DELETE, without the queries inside it. */
export interface Statement {
  readonly nodes: readonly SqlNode[]
  readonly sources: readonly Source[]
}

export interface ParsedSql {
  readonly tokens: readonly SqlToken[]
  readonly nodes: readonly SqlNode[]
}

export function parseSql(sql: string): ParsedSql {
  const tokens = tokenize(sql)
  const leaves = tokens
    .map((token, at): SqlLeaf => ({ kind: 'token', at, token }))
    .filter(({ token }) => token.kind !== 'space' && token.kind !== 'comment')
  return { tokens, nodes: grouped(leaves) }
}

function grouped(leaves: readonly SqlLeaf[]): SqlNode[] {
  const open: SqlNode[][] = [[]]
  for (const leaf of leaves) {
    const inner = open.at(-1) ?? []
    if (leaf.token.text === '(') open.push([])
    else if (leaf.token.text === ')' && open.length > 1) {
      open.pop()
      open.at(-1)?.push({ kind: 'group', nodes: inner })
    } else inner.push(leaf)
  }
  // A bracket that is never closed holds what follows it.
  return open.reduceRight((inner, outer) => [...outer, { kind: 'group', nodes: inner }])
}

export const wordOf = (node: SqlNode | undefined): string | undefined =>
  node?.kind === 'token' && node.token.kind === 'word' ? node.token.text.toLowerCase() : undefined

export const symbolOf = (node: SqlNode | undefined): string | undefined =>
  node?.kind === 'token' && node.token.kind === 'operator' ? node.token.text : undefined

/** A token that may be somebody's name: quoted, or a word that is no keyword. */
export const isName = (node: SqlNode | undefined): node is SqlLeaf =>
  node?.kind === 'token' &&
  (node.token.kind === 'quoted' ||
    (node.token.kind === 'word' && !isKeyword(node.token.text.toLowerCase())))

export const isQuery = (node: SqlNode | undefined): boolean =>
  node?.kind === 'group' && ['select', 'with', 'values'].includes(wordOf(node.nodes[0]) ?? '')

/** The statements that stand side by side: around `;`, `UNION`, and the SELECT of an INSERT. */
export function statementsIn(nodes: readonly SqlNode[]): Statement[] {
  const shadows = commonTables(nodes)
  const parts: SqlNode[][] = [[]]
  for (const node of nodes) {
    if (startsStatement(node)) parts.push([])
    parts.at(-1)?.push(node)
  }
  return parts
    .filter((part) => part.length > 0)
    .map((part) => ({
      nodes: part,
      sources: sourcesIn(part, false).map((source) =>
        source.schema === undefined && shadows.includes(nameOf(source.name) ?? '')
          ? { ...source, shadowed: true }
          : source,
      ),
    }))
}

const startsStatement = (node: SqlNode): boolean =>
  symbolOf(node) === ';' ||
  ['select', 'union', 'except', 'intersect', 'begin'].includes(wordOf(node) ?? '')

/** What a leaf names, if it is a name. */
export const nameOf = (leaf: SqlLeaf | undefined): string | undefined =>
  leaf === undefined ? undefined : nameIn(leaf.token)

/** The names that `WITH name AS (…)` gives. */
function commonTables(nodes: readonly SqlNode[]): string[] {
  if (!nodes.some((node) => wordOf(node) === 'with')) return []
  return nodes.flatMap((node, i) => {
    if (!isName(node)) return []
    const after = nodes[i + 1]?.kind === 'group' ? nodes[i + 2] : nodes[i + 1]
    return wordOf(after) === 'as' ? [nameOf(node) ?? ''] : []
  })
}

/** Words that are no keywords to PostgreSQL but go on with the statement where an alias might stand. */
const NO_ALIAS = new Set('set values indexed overriding union except intersect begin'.split(' '))

const ENDS_FROM = new Set('where set group order having limit window values returning'.split(' '))

/** The tables after FROM, JOIN, UPDATE and INTO; `inFrom` for the inside of a bracketed join. */
function sourcesIn(nodes: readonly SqlNode[], inFrom: boolean): Source[] {
  const found: Source[] = []
  let expected = inFrom
  let list = inFrom
  for (let i = 0; i < nodes.length; i++) {
    const node = nodes[i]
    const word = wordOf(node)
    if (opensTable(nodes, i)) {
      expected = true
      list = true
    } else if (symbolOf(node) === ',') expected = list
    else if (word !== undefined && ENDS_FROM.has(word)) list = expected = false
    else if (word === 'or') i++
    else if (expected && word !== 'only' && word !== 'lateral') {
      const { sources, next } = tableAt(nodes, i)
      found.push(...sources)
      expected = false
      i = next - 1
    }
  }
  return found
}

function opensTable(nodes: readonly SqlNode[], i: number): boolean {
  const word = wordOf(nodes[i])
  if (word === 'from') return wordOf(nodes[i - 1]) !== 'distinct'
  if (word === 'update') return wordOf(nodes[i + 1]) !== 'of' && wordOf(nodes[i - 1]) !== 'do'
  return word === 'join' || word === 'into'
}

/** The table, bracketed join or query at `i`, with its alias; `next` is what follows. */
function tableAt(nodes: readonly SqlNode[], i: number): { sources: Source[]; next: number } {
  const node = nodes[i]
  if (node?.kind === 'group') {
    if (!isQuery(node)) return { sources: sourcesIn(node.nodes, true), next: i + 1 }
    const { alias, next } = aliasAt(nodes, i + 1)
    return { sources: [{ alias: alias ?? '' }], next }
  }
  if (!isName(node)) return { sources: [], next: i + 1 }
  const qualified = symbolOf(nodes[i + 1]) === '.' && isName(nodes[i + 2])
  const name = qualified ? (nodes[i + 2] as SqlLeaf) : node
  const { alias, next } = aliasAt(nodes, qualified ? i + 3 : i + 1)
  return {
    sources: [
      {
        alias: alias ?? nameOf(name) ?? '',
        aliased: alias !== undefined,
        name,
        ...(qualified && { schema: node }),
      },
    ],
    next,
  }
}

function aliasAt(nodes: readonly SqlNode[], i: number): { alias?: string; next: number } {
  const at = wordOf(nodes[i]) === 'as' ? i + 1 : i
  const node = nodes[at]
  if (!isName(node) || NO_ALIAS.has(wordOf(node) ?? '')) return { next: i }
  const alias = nameOf(node)
  return alias === undefined ? { next: i } : { alias, next: at + 1 }
}

/** Whether a source is that table; a name without a schema is one of the default schema. */
export function isTable(source: Source, table: ObjectName): boolean {
  if (source.name === undefined || source.shadowed === true) return false
  if (nameAmong(source.name.token, [table.name]) === undefined) return false
  const schema = nameOf(source.schema)
  if (table.schema === undefined) return schema === undefined || DEFAULT_SCHEMAS.includes(schema)
  return schema === table.schema
}

const DEFAULT_SCHEMAS = ['public', 'main']

export type Edit = readonly [at: number, text: string]

/** The SQL with some of its tokens replaced. */
export function edited({ tokens }: ParsedSql, edits: readonly Edit[]): string {
  const texts = new Map(edits)
  return tokens.map((token, at) => texts.get(at) ?? token.text).join('')
}
