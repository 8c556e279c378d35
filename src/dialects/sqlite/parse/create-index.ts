import type { Index, IndexElement } from '../../../schema/model.ts'
import { lastOfPath } from './create-table.ts'
import { reader } from './reader.ts'
import { isOperator, isWord, significant, spelled, type Token, tokenize } from './tokens.ts'

/** Reads a `CREATE INDEX` statement. */
export function parseCreateIndex(sql: string): Index {
  const read = reader(sql)
  read.must('CREATE')
  const unique = read.takes('UNIQUE')
  read.must('INDEX')
  read.takes('IF', 'NOT', 'EXISTS')
  const name = lastOfPath(read)
  read.must('ON')
  read.name()
  const inside = read.parenthesized()
  const elements = splitAtCommas(significant(tokenize(inside))).map((part) => element(inside, part))
  const where = read.takes('WHERE') ? { where: { sql: read.rest() } } : {}
  return { name, elements, ...(unique && { unique }), ...where }
}

function splitAtCommas(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const parts: Token[][] = [[]]
  let depth = 0
  for (const token of tokens) {
    if (isOperator(token, '(')) depth++
    if (isOperator(token, ')')) depth--
    if (depth === 0 && isOperator(token, ',')) parts.push([])
    else parts.at(-1)!.push(token)
  }
  return parts
}

/** `name` or an expression, then `COLLATE x`, then the direction. */
function element(sql: string, all: readonly Token[]): IndexElement {
  const directed = isWord(all.at(-1), 'ASC', 'DESC') && all.length > 1
  const descending = directed && isWord(all.at(-1), 'DESC')
  const ordered = directed ? all.slice(0, -1) : all
  const collated = ordered.length > 2 && isWord(ordered.at(-2), 'COLLATE')
  const collation = collated ? spelled(ordered.at(-1)!) : undefined
  const what = collated ? ordered.slice(0, -2) : ordered
  const column = what.length === 1 ? spelled(what[0]!) : undefined
  return {
    ...(column === undefined
      ? { expression: { sql: sql.slice(what[0]?.start, what.at(-1)?.end) } }
      : { column }),
    ...(collation !== undefined && { collation }),
    ...(descending && { descending }),
  }
}
