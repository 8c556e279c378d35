import fs from 'node:fs'
import path from 'node:path'
import type { Project } from '../project/project.ts'
import { NoEditorError, NoFileError } from './errors.ts'
import { show } from './history.ts'
import type { CommandOptions } from './options.ts'

export interface EditOptions extends CommandOptions {
  readonly identifier: string
  readonly env: Readonly<Record<string, string | undefined>>
}

export interface EditorCall {
  readonly file: string
  readonly command: string
  readonly args: readonly string[]
}

/** The editor to start for each file of the revisions that are named, one after the other. */
export async function edit(
  project: Project,
  { identifier, env, ...options }: EditOptions,
): Promise<readonly EditorCall[]> {
  const listed = await show(project, { identifier, ...options })
  const files = listed.flatMap(({ entries }) => entries.flatMap(({ path: file }) => file ?? []))
  if (files.length === 0) throw new NoFileError(identifier)
  const [command, ...args] = editorOf(env)
  return [...new Set(files)].map((file) => ({ file, command, args: [...args, file] }))
}

const USUAL =
  process.platform === 'win32'
    ? ['code.cmd', 'notepad.exe']
    : ['sensible-editor', 'editor', 'nano', 'vim', 'vi', 'code']

/** What VISUAL or EDITOR says, arguments included (`code --wait`); else the first editor there is. */
function editorOf(env: EditOptions['env']): [string, ...string[]] {
  const said = [env.VISUAL, env.EDITOR].find((text) => text !== undefined && text.trim() !== '')
  if (said !== undefined) return words(said) as [string, ...string[]]
  const folders = (env.PATH ?? '').split(path.delimiter).filter((folder) => folder !== '')
  const found = USUAL.find((name) => folders.some((folder) => isProgram(path.join(folder, name))))
  if (found === undefined) throw new NoEditorError()
  return [found]
}

/** Words as a shell splits them, as far as quotes go. A program whose path has spaces in it may stand as it is. */
function words(text: string): string[] {
  if (fs.existsSync(text)) return [text]
  return (text.match(/"[^"]*"|'[^']*'|\S+/g) ?? []).map((word) =>
    /^(["']).*\1$/s.test(word) ? word.slice(1, -1) : word,
  )
}

function isProgram(file: string): boolean {
  try {
    fs.accessSync(file, fs.constants.X_OK)
    return true
  } catch {
    return false
  }
}
