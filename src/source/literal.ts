import { array, type Code, object } from './code.ts'
import { quote } from './strings.ts'

function number(value: number): string {
  if (Number.isFinite(value)) return Object.is(value, -0) ? '-0' : String(value)
  return Number.isNaN(value) ? 'Number.NaN' : `${value < 0 ? '-' : ''}Number.POSITIVE_INFINITY`
}

/** Any plain data as an expression: what it gives when it runs is the same data. */
export function literal(value: unknown): Code {
  switch (typeof value) {
    case 'string':
      return quote(value)
    case 'number':
      return number(value)
    case 'bigint':
      return `${value}n`
    case 'boolean':
    case 'undefined':
      return String(value)
    case 'object':
      return value === null ? 'null' : structure(value)
    default:
      throw new TypeError(`a ${typeof value} cannot be written as source`)
  }
}

function structure(value: object): Code {
  if (Array.isArray(value)) return array(value.map(literal))
  if (value instanceof Date)
    return `new Date(${Number.isNaN(value.getTime()) ? 'Number.NaN' : quote(value.toISOString())})`
  if (value instanceof Uint8Array) return `Uint8Array.from([${[...value].join(', ')}])`
  return object(Object.entries(value).map(([key, item]) => [key, present(item)] as const))
}

const present = (value: unknown): Code | undefined =>
  value === undefined ? undefined : literal(value)
