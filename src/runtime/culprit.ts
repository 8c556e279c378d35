import { StatementError } from '../drivers/statement-error.ts'
import type { Operation } from '../operations/model.ts'

/** Of the operations that one statement carries out, the one that the database speaks of; the first where it does not tell. */
export function culpritOf(operations: readonly Operation[], thrown: unknown): Operation {
  const isMeant = thrown instanceof StatementError ? namedBy(namesIn(thrown)) : () => false
  return operations.find(isMeant) ?? operations[0]!
}

/** What the database says the rows stand against. */
interface Names {
  readonly constraint?: string | undefined
  readonly column?: string | undefined
  /** Of a key or an index. */
  readonly columns?: readonly string[] | undefined
}

const namedBy =
  ({ constraint, column, columns }: Names) =>
  (operation: Operation): boolean => {
    switch (operation.kind) {
      case 'addConstraint': {
        const { name } = operation.constraint
        const own = 'columns' in operation.constraint ? operation.constraint.columns : undefined
        return (constraint !== undefined && name === constraint) || isSame(columns, own)
      }
      case 'createIndex': {
        const { unique, elements } = operation.index
        return (
          unique === true &&
          isSame(
            columns,
            elements.flatMap((each) => each.column ?? []),
          )
        )
      }
      case 'addColumn':
        return column !== undefined && operation.column.name === column
      case 'alterColumn':
        return column !== undefined && operation.column === column
      default:
        return false
    }
  }

const isSame = (a: readonly string[] | undefined, b: readonly string[] | undefined): boolean =>
  a !== undefined && b !== undefined && a.length === b.length && a.every((name) => b.includes(name))

/** PostgreSQL gives the names apart, and the columns of a key in its detail; SQLite has them in its message. */
function namesIn({ constraint, column, detail, message }: StatementError): Names {
  const [, kind, told = ''] = /^(UNIQUE|NOT NULL|CHECK) constraint failed: (.*)/.exec(message) ?? []
  const columns = told.split(', ').map((name) => name.slice(name.indexOf('.') + 1))
  if (kind === 'UNIQUE') return { columns }
  if (kind === 'NOT NULL') return { column: columns[0] }
  if (kind === 'CHECK') return { constraint: told }
  const [, key] = /^Key \((.+?)\)=\(/.exec(detail ?? '') ?? []
  return { constraint, column, columns: key?.split(', ').map(unquoted) }
}

const unquoted = (name: string): string =>
  name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name
