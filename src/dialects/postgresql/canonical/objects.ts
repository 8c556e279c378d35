import { compact } from '../../../schema/equal.ts'
import type { StoredObject } from '../../../schema/model.ts'
import { domainText, namedChecks, parseDomain } from '../domain.ts'
import { grantName, grantText, parseGrant } from '../grant.ts'
import { quote, storedName, storedObjectName } from '../names.ts'
import { parseType } from '../parse-type.ts'
import { canonicalType, formatType, withoutArguments } from '../types.ts'
import { canonicalIndex } from './indexes.ts'
import { isHere, storage } from './parts.ts'

/** One that need not be put to the server is worded as reflection words it; the others are trimmed. */
export function canonicalObject(object: StoredObject): StoredObject {
  const { indexes, comment, table, dialects: _, ...rest } = object
  return compact({
    ...rest,
    ...storedObjectName(object),
    definition: object.definition.trim().replace(/\s*;$/, ''),
    table: table && storedObjectName(table),
    with: storage(object.with),
    dependsOn: object.dependsOn?.map(storedObjectName),
    indexes: indexes?.length ? indexes.filter(isHere).map(canonicalIndex) : undefined,
    comment: comment || undefined,
    ...ofItsKind(object),
  })
}

function ofItsKind(object: StoredObject): Partial<StoredObject> {
  switch (object.kind) {
    case 'domain':
      return { definition: domainDefinition(object) }
    case 'extension':
      return { schema: undefined, definition: extensionDefinition(object) }
    case 'grant':
      return grantParts(object)
    case 'function':
    case 'procedure':
      return { signature: canonicalSignature(object.signature ?? '') }
    default:
      return {}
  }
}

function domainDefinition({ name, definition }: StoredObject): string {
  const parts = parseDomain(definition)
  return domainText({
    ...parts,
    type: formatType(canonicalType(parseType(parts.type))),
    checks: namedChecks(storedName(name), parts.checks),
  })
}

/** Where an extension lives is a part of what it is: extensions are the database's, not a schema's. */
const extensionDefinition = ({ schema, definition }: StoredObject): string =>
  schema === undefined || /^schema\b/i.test(definition.trim())
    ? definition.trim()
    : `SCHEMA ${quote(schema)} ${definition}`.trim()

/** The version only bears on what `ALL` is short for: it stays `ALL` here. */
function grantParts(object: StoredObject): Partial<StoredObject> {
  const grant = parseGrant(object)
  return {
    name: grantName(grant),
    table: storedObjectName(grant.relation),
    definition: grantText(grant, Number.POSITIVE_INFINITY),
  }
}

/** Argument types by the names that the catalog has for them: `int` and `integer` are one signature. */
export const canonicalSignature = (signature: string): string =>
  splitTypes(signature)
    .map((type) => formatType(withoutArguments(parseType(type))))
    .join(', ')

/** The types between the commas that stand in no parentheses. */
function splitTypes(signature: string): string[] {
  const types: string[] = []
  let depth = 0
  let start = 0
  for (const [at, character] of [...signature].entries()) {
    if (character === '(') depth += 1
    if (character === ')') depth -= 1
    if (character !== ',' || depth > 0) continue
    types.push(signature.slice(start, at).trim())
    start = at + 1
  }
  const last = signature.slice(start).trim()
  return last === '' ? types : [...types, last]
}
