import { spawn } from 'node:child_process'
import path from 'node:path'
import { thrownText } from '../errors.ts'
import type { PostWriteHook } from './config.ts'
import { PostWriteHookError } from './errors.ts'
import type { DatabaseSettings, Project } from './project.ts'

const FILE = 'REVISION_SCRIPT_FILENAME'

/** Runs the hooks over a file that was written, in order, and gives what they printed. The first that fails ends it. */
export async function runPostWriteHooks(
  { folder }: Pick<Project, 'folder'>,
  { postWriteHooks = [] }: Pick<DatabaseSettings, 'postWriteHooks'>,
  file: string,
): Promise<readonly string[]> {
  const printed: string[] = []
  for (const hook of postWriteHooks) {
    if (typeof hook === 'function') await callHook(hook, file)
    else printed.push(await runProgram(folder, hook, file))
  }
  return printed
}

async function callHook(hook: (file: string) => unknown, file: string): Promise<void> {
  try {
    await hook(file)
  } catch (thrown) {
    const reason = thrownText(thrown)
    throw new PostWriteHookError(file, { name: hook.name }, reason, thrown)
  }
}

type Program = Exclude<PostWriteHook, (file: string) => unknown>

function runProgram(
  folder: string,
  { command, args = [], cwd }: Program,
  file: string,
): Promise<string> {
  const words = args.some((arg) => arg.includes(FILE))
    ? args.map((arg) => arg.replaceAll(FILE, file))
    : [...args, file]
  const hook = [command, ...words].join(' ')
  return new Promise((resolve, reject) => {
    const fail = (reason: string, cause?: unknown) =>
      reject(new PostWriteHookError(file, { program: hook }, reason, cause))
    const child = spawn(command, words, {
      cwd: path.resolve(folder, cwd ?? '.'),
      env: { ...process.env, ...withBinaries(folder), [FILE]: file },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let printed = ''
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        printed += text
      })
    child.on('error', (error: NodeJS.ErrnoException) =>
      fail(error.code === 'ENOENT' ? `there is no program "${command}"` : error.message, error),
    )
    child.on('close', (code, signal) => {
      const end = signal === null ? `it ended with exit code ${code}` : `it was ended by ${signal}`
      if (code === 0) resolve(printed.trim())
      else fail([end, printed.trim()].filter(Boolean).join('\n'))
    })
  })
}

/** The programs of the project's own packages are found as in its npm scripts. */
function withBinaries(folder: string): Record<string, string> {
  const name = Object.keys(process.env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH'
  const folders: string[] = []
  for (let each = folder; ; each = path.dirname(each)) {
    folders.push(path.join(each, 'node_modules', '.bin'))
    if (path.dirname(each) === each) break
  }
  return { [name]: [...folders, process.env[name] ?? ''].join(path.delimiter) }
}
