import { compact } from '../equal.ts'
import { EmptyNameError, EnumConflictError } from '../errors.ts'
import type { EnumType } from '../model.ts'
import { checkText } from './sql.ts'
import { MODEL, marked } from './symbols.ts'

export interface EnumModel<V extends readonly string[] = readonly string[]> extends EnumType {
  readonly values: V
  readonly [MODEL]: 'enum'
}

/** An enum type. Columns use it by `enumeration(it)`, and need not live in the same file. */
export const enumType = <const V extends readonly string[]>(
  name: string,
  values: V,
  options: { readonly schema?: string; readonly comment?: string } = {},
): EnumModel<V> =>
  marked({ ...checkedEnum({ ...options, name, values }), values }, MODEL, 'enum' as const)

/** The enum, if its values are texts that differ. */
export function checkedEnum(model: EnumType): EnumType {
  if (model.name === '') throw new EmptyNameError('an enum', `values ${model.values.join(', ')}`)
  const twice = model.values.find((value, i) => model.values.indexOf(value) !== i)
  if (twice !== undefined)
    throw new EnumConflictError(model, `has the value "${twice}" twice`, 'Remove one of the two.')
  model.values.forEach(checkText)
  return compact(model)
}
