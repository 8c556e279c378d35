import type { ObjectName } from '../../schema/model.ts'
import { folded } from './parse/tokens.ts'

/** A name as SQL, always quoted: nothing depends on lists of reserved words. */
export const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** A name with the attached database it is in; without one it is found in the main database. */
export const qualified = ({ schema, name }: ObjectName): string =>
  schema === undefined ? quote(name) : `${quote(schema)}.${quote(name)}`

/** A string that cannot end its own quoting. SQLite's reader stops at a NUL, so those go in as bytes. */
export const textLiteral = (text: string): string =>
  text.includes('\0')
    ? `CAST(x'${Buffer.from(text, 'utf8').toString('hex')}' AS TEXT)`
    : `'${text.replaceAll("'", "''")}'`

/** `wanted`, or the same with a number behind it, so that no name in `taken` is met (whatever its case). */
export function freeName(wanted: string, taken: Iterable<string>): string {
  const used = new Set(Array.from(taken, folded))
  const candidates = function* () {
    yield wanted
    for (let n = 2; ; n++) yield `${wanted}_${n}`
  }
  return candidates().find((name) => !used.has(folded(name)))!
}
