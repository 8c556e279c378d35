import { withFacts } from '../../../operations/edit.ts'
import { sameName } from '../../../schema/lookup.ts'
import type { ObjectName, Schema, StoredObject } from '../../../schema/model.ts'
import { phrase } from '../../statements.ts'
import { wording } from '../expression.ts'
import { grantText, parseGrant } from '../grant.ts'
import { quote, text } from '../names.ts'
import { expressionsOf, rewording, vocabulary } from './expressions.ts'

/** Whether the two are one object, each as it is now and as it is wanted. */
export const isSame = (a: StoredObject, b: StoredObject): boolean =>
  a.kind === b.kind &&
  sameName(a, b) &&
  sameTable(a.table, b.table) &&
  (a.signature ?? '') === (b.signature ?? '')

const sameTable = (a: ObjectName | undefined, b: ObjectName | undefined): boolean =>
  a === undefined || b === undefined ? a === b : sameName(a, b)

/** What differs in layout alone is worded as found. */
export const agreeingObjects = (wanted: Schema, found: Schema, major: number): Schema => ({
  ...wanted,
  objects: wanted.objects.map((object) => {
    const own = object.kind === 'grant' ? regranted(object, major) : object
    const counterpart = found.objects.find((one) => isSame(one, own))
    return counterpart === undefined ? own : agreeingObject(own, counterpart)
  }),
})

/** What `ALL` is short for depends on the server. */
const regranted = (object: StoredObject, major: number): StoredObject => ({
  ...object,
  definition: grantText(parseGrant(object), major),
})

/** The object in the words of its counterpart, where these say the same. */
export function agreeingObject(wanted: StoredObject, found: StoredObject): StoredObject {
  const object = { ...wanted, ...(wanted.indexes && { indexes: agreeingIndexes(wanted, found) }) }
  if (wanted.kind === 'extension') return agreeingExtension(object, found)
  if (wording(wanted.definition) !== wording(found.definition)) return object
  return wanted.columns === undefined ? { ...object, definition: found.definition } : object
}

function agreeingIndexes(wanted: StoredObject, found: StoredObject) {
  const words = vocabulary(expressionsOf(carrier(found)))
  return rewording(carrier(wanted), (sql) => words.get(wording(sql)) ?? sql).indexes
}

/** A materialized view's indexes, as those of a table. */
export const carrier = ({ schema, name, indexes = [] }: StoredObject) => ({
  ...(schema !== undefined && { schema }),
  name,
  columns: [],
  uniques: [],
  foreignKeys: [],
  checks: [],
  exclusions: [],
  indexes,
})

/** What a model leaves open, the database may settle: where an extension lives, and in which version. That stays. */
function agreeingExtension(wanted: StoredObject, found: StoredObject): StoredObject {
  const said = clauses(wanted.definition)
  const has = clauses(found.definition)
  const agrees = [...said].every(([key, value]) => has.get(key) === value)
  if (agrees) return withFacts(wanted, { definition: found.definition })
  const [schema, version] = ['schema', 'version'].map((key) => said.get(key) ?? has.get(key))
  const definition = phrase(
    schema !== undefined && `SCHEMA ${quote(schema)}`,
    version !== undefined && `VERSION ${text(version)}`,
  )
  return withFacts(wanted, { definition })
}

const unquoted = (word: string): string => {
  const [mark = ''] = word
  return mark === '"' || mark === "'" ? word.slice(1, -1).replaceAll(mark + mark, mark) : word
}

function clauses(definition: string): Map<string, string> {
  const tokens = definition.match(/"(?:[^"]|"")*"|'(?:[^']|'')*'|\w+/g) ?? []
  const pairs = new Map<string, string>()
  for (let at = 0; at < tokens.length; at += 2)
    pairs.set(tokens[at]!.toLowerCase(), unquoted(tokens[at + 1] ?? ''))
  return pairs
}
