import type { Operation } from '../../../operations/model.ts'
import type { ColumnType, ObjectName, StoredObject } from '../../../schema/model.ts'
import { checkTypeName } from '../../../schema/own-types.ts'
import { enumOf } from '../types.ts'

/** Throws where the operation names an enum or domain that PostgreSQL would take for a type of its own. */
export function checkTypesNamed(operation: Operation): void {
  for (const name of enumsNamed(operation)) checkTypeName('enum', name)
  for (const { kind, ...name } of objectsNamed(operation))
    if (kind === 'domain') checkTypeName('domain', name)
}

function enumsNamed(operation: Operation): readonly ObjectName[] {
  switch (operation.kind) {
    case 'createEnum':
    case 'dropEnum':
    case 'addEnumValue':
    case 'renameEnumValue':
    case 'alterEnum':
      return [operation.enum]
    case 'renameEnum':
      return [operation.from, operation.to]
    case 'createTable':
      return operation.table.columns.flatMap(({ type }) => enumIn(type))
    case 'addColumn':
      return enumIn(operation.column.type)
    case 'alterColumn':
      return enumIn(operation.to.type)
    default:
      return []
  }
}

const enumIn = (type: ColumnType | undefined): readonly ObjectName[] =>
  type === undefined ? [] : [enumOf(type) ?? []].flat()

function objectsNamed(operation: Operation): readonly StoredObject[] {
  switch (operation.kind) {
    case 'createObject':
    case 'dropObject':
      return [operation.object]
    case 'replaceObject':
      return [operation.from, operation.to]
    default:
      return []
  }
}
