import type { Command } from '../command.ts'
import { completion } from './completion.ts'
import { current } from './current.ts'
import { downgrade } from './downgrade.ts'
import { ensureVersion } from './ensure-version.ts'
import { branches, heads, history, show } from './history.ts'
import { stamp } from './stamp.ts'
import { upgrade } from './upgrade.ts'

/** Every command, in the order the help lists them: as one meets them. */
export const commands: readonly Command[] = [
  upgrade,
  downgrade,
  current,
  history,
  heads,
  branches,
  show,
  stamp,
  ensureVersion,
  completion,
]
