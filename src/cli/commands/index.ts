import type { Command } from '../command.ts'
import { check } from './check.ts'
import { completion } from './completion.ts'
import { current } from './current.ts'
import { diff } from './diff.ts'
import { downgrade } from './downgrade.ts'
import { edit } from './edit.ts'
import { ensureVersion } from './ensure-version.ts'
import { branches, heads, history, show } from './history.ts'
import { init, listTemplates } from './init.ts'
import { pull } from './pull.ts'
import { merge, revision } from './revision.ts'
import { stamp } from './stamp.ts'
import { upgrade } from './upgrade.ts'

/** Every command, in the groups in which the help lists them: as one meets them. */
export const groups: readonly (readonly [title: string, commands: readonly Command[]])[] = [
  ['Begin:', [init, listTemplates, pull]],
  ['Write revisions:', [revision, merge, edit]],
  ['Carry them out:', [upgrade, downgrade, stamp, ensureVersion]],
  ['Look around:', [current, history, heads, branches, show]],
  ['Compare schemas:', [check, diff]],
  ['Set up a shell:', [completion]],
]

export const commands: readonly Command[] = groups.flatMap(([, each]) => each)
