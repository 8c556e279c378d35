import fs from 'node:fs'
import path from 'node:path'
import { nearest } from '../schema/nearest.ts'
import { FileExistsError, MissingConfigError } from './errors.ts'
import { CONFIG_NAMES } from './find-config.ts'
import { type ScriptExtension, type Template, templates } from './templates/index.ts'
import { makeFolder, writeNew } from './write.ts'

export interface InitReport {
  readonly template: string
  /** Absolute paths, in the order they were written. */
  readonly written: readonly string[]
  /** Files of the template that were there already, and were left as they are. */
  readonly kept: readonly string[]
}

export function templateNamed(name: string | undefined): Template {
  const found = name === undefined ? templates[0] : templates.find((each) => each.name === name)
  if (found !== undefined) return found
  const known = templates.map((each) => each.name)
  const [near] = nearest(name ?? '', known)
  throw new MissingConfigError(
    `there is no template "${name}"`,
    near === undefined
      ? `There are: ${known.join(', ')}`
      : `Did you mean "${near}"? There are: ${known.join(', ')}`,
  )
}

/** Begins a project in a folder. A configuration that is there is not touched, nor anything else that is. */
export function initProject(folder: string, template: Template): InitReport {
  const home = path.resolve(folder)
  const config = CONFIG_NAMES.map((name) => path.join(home, name)).find((file) =>
    fs.existsSync(file),
  )
  if (config !== undefined)
    throw new FileExistsError(
      config,
      'This is a project already. To begin anew, move the file away.',
    )
  const files = template
    .files(extensionFor(home, template))
    .map(({ path: below, text }) => ({ file: path.join(home, ...below.split('/')), text }))
  const kept = files.filter(({ file }) => fs.existsSync(file))
  const fresh = files.filter((each) => !kept.includes(each))
  for (const { file, text } of fresh) {
    makeFolder(path.dirname(file))
    writeNew(file, text)
  }
  return {
    template: template.name,
    written: fresh.map(({ file }) => file),
    kept: kept.map(({ file }) => file),
  }
}

function extensionFor(folder: string, { language }: Template): ScriptExtension {
  const modules = packageType(folder) === 'module'
  if (language === 'javascript') return modules ? 'js' : 'mjs'
  return modules ? 'ts' : 'mts'
}

/** What the nearest package.json says its scripts are. */
function packageType(folder: string): unknown {
  const file = path.join(folder, 'package.json')
  try {
    return (JSON.parse(fs.readFileSync(file, 'utf8')) as { type?: unknown }).type
  } catch {
    const parent = path.dirname(folder)
    return fs.existsSync(file) || parent === folder ? undefined : packageType(parent)
  }
}
