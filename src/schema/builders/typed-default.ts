import type { ColumnType, LiteralValue } from '../model.ts'

/** Whether the type of a column's `.default(…)` lets the literal in; SQL says the others. */
export function isTypedDefault(type: ColumnType, value: LiteralValue): boolean {
  if (value === null) return true
  switch (type.kind) {
    case 'smallint':
    case 'integer':
    case 'bigint':
    case 'real':
    case 'double':
    case 'numeric':
      return typeof value === 'string' ? isNumberText(value) : typeof value !== 'boolean'
    case 'boolean':
      return typeof value === 'string' ? BOOLEAN_TEXTS.includes(value) : typeof value === 'boolean'
    case 'native':
    case 'variant':
      return true
    case 'enum':
      return typeof value === 'string' && type.values.includes(value)
    default:
      return typeof value === 'string'
  }
}

const BOOLEAN_TEXTS: readonly string[] = ['0', '1', 'f', 't', 'false', 'true']

const isNumberText = (text: string): boolean =>
  /^[-+]?\d+(?:\.\d+)?(?:e[-+]?\d+)?$/i.test(text) && Number.isFinite(Number(text))
