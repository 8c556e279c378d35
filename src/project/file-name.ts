import { nearest } from '../schema/nearest.ts'
import type { Mistake } from './checks.ts'
import { dateParts } from './dates.ts'

export interface FileNameParts {
  readonly id: string
  readonly message: string
  readonly moment: Date
}

export interface FileNameOptions {
  readonly fileTemplate: string
  readonly truncateSlugLength: number
  readonly timezone: string
}

const TOKENS = ['rev', 'slug', 'epoch', 'year', 'month', 'day', 'hour', 'minute', 'second']
/** What discovery passes over, or takes for another folder. */
const UNSEEN = /^$|^[._]|\.(?:test|spec|d)$/
const TOKEN = /\{([^{}]*)\}/g

/** Bytes that a file name may take on every file system, less an extension and what an editor adds. */
const LONGEST = 240

/** Why a template cannot make file names. */
export function templateProblem(template: string): Mistake | undefined {
  if (template.includes('%('))
    return {
      problem: 'is written as Alembic has it',
      fix: `Write fileTemplate: ${JSON.stringify(template.replaceAll(/%+\((\w+)\)[.\d]*[sd]/g, '{$1}'))}`,
    }
  for (const [, token = ''] of template.matchAll(TOKEN))
    if (!TOKENS.includes(token)) {
      const [near] = nearest(token, TOKENS)
      return {
        problem: `has a part {${token}} that is not known`,
        fix:
          near === undefined
            ? `Known: ${TOKENS.map((t) => `{${t}}`).join(' ')}`
            : `Did you mean {${near}}?`,
      }
    }
  const fixed = template.replaceAll(TOKEN, '')
  if (/[\\:*?"<>|{}\0]/.test(fixed) || template.split('/').some((part) => UNSEEN.test(part)))
    return {
      problem: 'makes names that are no file names',
      fix: `Write fileTemplate: '{rev}_{slug}', or with a folder: '{year}/{rev}_{slug}'`,
    }
  return /\{(?:rev|slug)\}/.test(template.split('/').at(-1) ?? '')
    ? undefined
    : {
        problem: 'gives every revision of a day the same name',
        fix: `Put {rev} or {slug} into its last part: '{rev}_{slug}'`,
      }
}

/**
 * The path of a new revision file below its folder, without extension. Whatever is in id and message, it is made of
 * letters, digits and what the template itself says.
 */
export function revisionFileName(
  { id, message, moment }: FileNameParts,
  { fileTemplate, truncateSlugLength, timezone }: FileNameOptions,
): string {
  const parts: Readonly<Record<string, string>> = {
    ...dateParts(moment, timezone),
    rev: safe(id),
    slug: slugOf(message, truncateSlugLength),
    epoch: String(Math.floor(moment.getTime() / 1000)),
  }
  const filled = fileTemplate.replaceAll(TOKEN, (_, token: string) => parts[token] ?? '')
  return filled.split('/').map(fileName).join('/')
}

/** The words of a message with "_" between them: `Add e-mail to "user"` is `add_e_mail_to_user`. */
export function slugOf(message: string, longest = 40): string {
  const words =
    message
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}_]+/gu) ?? []
  const slug = words.join('_')
  const characters = Array.from(slug)
  if (characters.length <= longest) return slug
  const cut = characters.slice(0, longest).join('')
  const lastWord = cut.lastIndexOf('_')
  return lastWord > 0 ? cut.slice(0, lastWord) : cut
}

const safe = (id: string): string => id.normalize('NFC').replaceAll(/[^\p{L}\p{M}\p{N}_]/gu, '_')

/** Discovery passes over names that begin with a dot or "_"; Windows, over some that are devices. */
function fileName(part: string): string {
  const plain = shortened(part.replace(/^[._\s-]+|[._\s-]+$/g, ''))
  return plain === '' || DEVICE.test(plain)
    ? ['revision', plain].join('_').replace(/_$/, '')
    : plain
}

const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i

/** Cut to what a file system takes, between two characters. */
function shortened(name: string): string {
  let rest = name
  while (Buffer.byteLength(rest) > LONGEST) rest = Array.from(rest).slice(0, -1).join('')
  return rest
}
