import { folded } from '../parse/tokens.ts'
import type { ObjectRow, Rows } from './rows.ts'

/** Tables in which the modules that come with SQLite keep the contents of a virtual table. */
const SHADOWS = new Set(
  `data idx content docsize config segments segdir stat node rowid parent`.split(' '),
)

/**
 * The tables that belong to a virtual table. SQLite tells them, unless it is too old or does not have the module; then
 * they are told by their names.
 */
export function shadowTables({ objects, modules }: Rows): ReadonlySet<string> {
  const virtual = objects.filter(isVirtual)
  const ofVirtual = ({ name, kind }: ObjectRow) =>
    virtual.some((owner) => {
      const prefix = `${folded(owner.name)}_`
      if (!folded(name).startsWith(prefix)) return false
      if (!modules.has(moduleOf(owner))) return true
      return kind === null && SHADOWS.has(folded(name).slice(prefix.length))
    })
  const shadows = objects.filter(
    (row) => row.type === 'table' && !isVirtual(row) && (row.kind === 'shadow' || ofVirtual(row)),
  )
  return new Set(shadows.map(({ name }) => name))
}

export const isVirtual = ({ type, sql }: ObjectRow): boolean =>
  type === 'table' && /^create\s+virtual\s/i.test(sql)

const moduleOf = ({ sql }: ObjectRow): string =>
  /\busing\s+["'`[]?(\w+)/i.exec(sql)?.[1]?.toLowerCase() ?? ''
