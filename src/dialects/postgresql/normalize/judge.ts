import type { Connection } from '../../../drivers/connection.ts'
import { findTable, sameName } from '../../../schema/lookup.ts'
import type { ObjectName, Schema, Table } from '../../../schema/model.ts'
import { schemaFrom } from '../reflect/index.ts'
import { adoptObjects } from './adopt-objects.ts'
import { adoptTable } from './adopt-tables.ts'
import { attemptsFor, type Case, casesFor, sectionsOf } from './cases.ts'
import { constantPairs, constantsAgree } from './constants.ts'
import { ask } from './server.ts'

/** A case, and what the server read back. */
interface Verdict extends Case {
  readonly answer: Schema
}

/** `wanted` with the server's judgement on all that the words alone leave open. */
export async function judged(
  connection: Connection,
  wanted: Schema,
  found: Schema,
): Promise<Schema> {
  const cases = casesFor(wanted, found)
  const constants = constantPairs(wanted, found)
  if (cases.length === 0 && constants.length === 0) return wanted
  const answers = await ask(connection, {
    groups: cases.map((one) => attemptsFor(one, wanted, found)),
    sections: sectionsOf(cases),
    conditions: constants.map(({ condition }) => condition),
  })
  if (answers === undefined) return wanted
  const verdicts = cases.flatMap((one, i): Verdict[] => {
    const catalog = answers.catalogs[i]
    return catalog ? [{ ...one, answer: schemaFrom(catalog, connection.version[0]) }] : []
  })
  const same = constants.filter((_, i) => answers.conditions[i] === true)
  return constantsAgree(adopted(wanted, found, verdicts), same)
}

function adopted(wanted: Schema, found: Schema, verdicts: readonly Verdict[]): Schema {
  let schema = wanted
  for (const verdict of verdicts) {
    if (verdict.of === 'found') continue
    const reread = verdicts.find(({ of, space }) => of === 'found' && space === verdict.space)
    const tables =
      verdict.of === 'wanted'
        ? schema.tables.map((table) => adoptedTable(table, verdict, found, reread?.answer))
        : schema.tables
    const objects = adoptObjects(schema.objects, verdict.objects, verdict.answer, found)
    schema = { ...schema, tables, objects }
  }
  return schema
}

const adoptedTable = (
  table: Table,
  { tables, answer }: Verdict,
  found: Schema,
  reread: Schema | undefined,
): Table =>
  tables.some(({ wanted }) => sameName(wanted, table))
    ? adoptTable(
        table,
        inSpace(answer, table),
        findTable(found, table),
        reread && inSpace(reread, table),
      )
    : table

/** The table of the same name in what was read back, where there is but one schema. */
const inSpace = (answer: Schema, { name }: ObjectName): Table | undefined =>
  findTable(answer, { name })
