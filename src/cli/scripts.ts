import type { Script } from '../commands/scripts.ts'
import type { DialectName } from '../schema/model.ts'
import { printJson } from './shared.ts'
import type { Shell } from './shell.ts'
import { UsageError } from './usage.ts'

interface ScriptFlags {
  readonly dialect?: string | undefined
  readonly serverVersion?: string | undefined
}

/** Which server a script is for, as the flags say it. */
export const scriptOptions = ({ dialect, serverVersion }: ScriptFlags) => ({
  ...(dialect !== undefined && { dialect: dialect as DialectName }),
  ...(serverVersion !== undefined && { version: versionOf(serverVersion) }),
})

/** `--server-version 16`, or `3.45`. */
function versionOf(text: string): readonly [number, number] {
  const [, major, minor = '0'] = /^(\d+)(?:\.(\d+))?(?:\.\d+)*$/.exec(text) ?? []
  if (major !== undefined) return [Number(major), Number(minor)]
  throw new UsageError(`--server-version ${JSON.stringify(text)} is no version`, {
    hint: 'Say it as in --server-version 16 or --server-version 3.45',
  })
}

/** Scripts one below the other, each under its database's name where there are several. */
export function printScripts(shell: Shell, scripts: readonly Script[]): void {
  if (shell.globals.json) {
    printJson(shell, scripts)
    return
  }
  for (const { database, sql } of scripts) {
    if (scripts.length > 1) shell.print(`-- Database ${database?.replaceAll(/\s+/g, ' ')}\n`)
    if (sql.trim() !== '') shell.print(sql.trimEnd())
  }
}
