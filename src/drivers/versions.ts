import type { DialectName } from '../schema/model.ts'
import { ServerTooOldError } from './errors.ts'

/** The oldest that Athanor is tested with. SQLite 3.35 brought `DROP COLUMN` and `RETURNING`. */
const OLDEST: Readonly<Record<DialectName, readonly [number, number]>> = {
  postgresql: [13, 0],
  sqlite: [3, 35],
}

/** Major and minor of `3.53.4`, or of PostgreSQL's number (`180001`); refused when too old. */
export function checkVersion(
  dialect: DialectName,
  version: string | number,
): readonly [number, number] {
  const [major = 0, minor = 0] =
    typeof version === 'number'
      ? [Math.floor(version / 10_000), version % 10_000]
      : version.split('.').map(Number)
  const [oldestMajor, oldestMinor] = OLDEST[dialect]
  if (major < oldestMajor || (major === oldestMajor && minor < oldestMinor))
    throw new ServerTooOldError(
      dialect,
      [major, minor],
      dialect === 'sqlite' ? `${oldestMajor}.${oldestMinor}` : String(oldestMajor),
    )
  return [major, minor]
}
