import { withFacts } from '../../../operations/edit.ts'
import { sameName } from '../../../schema/lookup.ts'
import type { Schema, StoredObject } from '../../../schema/model.ts'
import { qualified, quote } from '../names.ts'
import { agreeingObject, isSame } from './agree-objects.ts'
import { onTable } from './object-attempts.ts'

/** The objects that were put to the server as it reads them, in the words of what is found where that is the same. */
export const adoptObjects = (
  all: readonly StoredObject[],
  asked: readonly StoredObject[],
  answer: Schema,
  found: Schema,
): StoredObject[] =>
  all.map((object) =>
    asked.some((one) => isSame(one, object)) ? adopted(object, answer, found) : object,
  )

function adopted(object: StoredObject, answer: Schema, found: Schema): StoredObject {
  const own = object.kind === 'materializedView' ? indexesRead(object, answer) : object
  const read = answer.objects.filter(
    (one) =>
      one.name === object.name &&
      (one.kind === object.kind || (isView(one) && isView(object))) &&
      (one.table === undefined || one.table.name === object.table?.name),
  )
  const judged =
    read.find((one) => (one.signature ?? '') === (object.signature ?? '')) ??
    (read.length === 1 ? read[0] : undefined)
  if (judged === undefined) return inFoundWords(own, found)
  return inFoundWords(
    withFacts(own, {
      definition: inItsPlace(judged, object),
      columns: undefined,
      ...(object.signature !== undefined && { signature: judged.signature }),
    }),
    found,
  )
}

const isView = ({ kind }: StoredObject): boolean => kind === 'view' || kind === 'materializedView'

function inFoundWords(object: StoredObject, found: Schema): StoredObject {
  const counterpart = found.objects.find((one) => isSame(one, object))
  return counterpart === undefined ? object : agreeingObject(object, counterpart)
}

/** What was read back stands in the temporary schema: with the names of the place where it belongs. */
function inItsPlace({ definition }: StoredObject, object: StoredObject): string {
  if (object.table?.schema !== undefined && (object.kind === 'trigger' || object.kind === 'policy'))
    return onTable(definition, qualified(object.table))
  const isRoutine = object.kind === 'function' || object.kind === 'procedure'
  if (!isRoutine || object.schema === undefined) return definition
  const open = definition.indexOf('(')
  const head = definition.startsWith('CREATE OR REPLACE PROCEDURE') ? 'PROCEDURE' : 'FUNCTION'
  return `CREATE OR REPLACE ${head} ${quote(object.schema)}.${quote(object.name)}${definition.slice(open)}`
}

function indexesRead(view: StoredObject, answer: Schema): StoredObject {
  const table = answer.tables.find((one) => sameName(one, { name: view.name }))
  if (table === undefined || view.indexes === undefined) return view
  const indexes = view.indexes.map((index) => {
    const read = table.indexes.find(({ name }) => name === index.name)
    return read === undefined
      ? index
      : { ...index, elements: read.elements, ...(read.where && { where: read.where }) }
  })
  return { ...view, indexes }
}
