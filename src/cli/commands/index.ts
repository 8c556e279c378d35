import type { Command } from '../command.ts'
import { check } from './check.ts'
import { completion } from './completion.ts'
import { current } from './current.ts'
import { diff, pull } from './diff.ts'
import { downgrade } from './downgrade.ts'
import { edit } from './edit.ts'
import { ensureVersion } from './ensure-version.ts'
import { branches, heads, history, show } from './history.ts'
import { init, listTemplates } from './init.ts'
import { merge, revision } from './revision.ts'
import { stamp } from './stamp.ts'
import { upgrade } from './upgrade.ts'

/** Every command, in the order the help lists them: as one meets them. */
export const commands: readonly Command[] = [
  init,
  revision,
  upgrade,
  downgrade,
  current,
  history,
  heads,
  branches,
  show,
  check,
  diff,
  pull,
  stamp,
  merge,
  edit,
  ensureVersion,
  listTemplates,
  completion,
]
