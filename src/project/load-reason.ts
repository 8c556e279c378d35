import { fileURLToPath } from 'node:url'
import { thrownText } from '../errors.ts'

export interface Reason {
  readonly reason: string
  readonly hint: string
}

/** Why a module could not be imported, in a sentence with the place, and what to do. `second` may know the place of a syntax error. */
export function reasonOf(thrown: unknown, second?: unknown): Reason {
  if (!(thrown instanceof Error))
    return { reason: `it throws ${thrownText(thrown)}`, hint: 'Throw an Error, or nothing.' }
  const code = String(Reflect.get(thrown, 'code'))
  if (/MODULE_NOT_FOUND|PACKAGE_PATH_NOT_EXPORTED/.test(code)) return notFound(thrown)
  const message = firstLine(thrown.message)
  if (isSyntax(thrown))
    return {
      reason: `${message}${at(syntaxPlace(thrown) ?? syntaxPlace(second))}`,
      hint: 'Correct the syntax there.',
    }
  return {
    reason: `it throws: ${message}${at(thrownPlace(thrown))}`,
    hint: 'Correct what it does there. Nothing else was run.',
  }
}

const firstLine = (text: string): string => text.trim().split('\n')[0] ?? ''

const at = (place: string | undefined): string => (place === undefined ? '' : `, at ${place}`)

function notFound(thrown: Error): Reason {
  const [, kind, name = ''] = /Cannot find (module|package) '([^']+)'/.exec(thrown.message) ?? []
  const importer = /imported from (.+)$/m.exec(thrown.message)?.[1]
  const from = importer === undefined ? '' : ` (imported from ${importer})`
  const bare = kind === 'package' || /^[@\w]/.test(name)
  return {
    reason: `${bare ? 'the package' : 'the module'} ${name} is not there${from}`,
    hint: bare
      ? `npm install ${name
          .split('/')
          .slice(0, name.startsWith('@') ? 2 : 1)
          .join('/')}`
      : 'Check the path, and its extension: Node wants it written out (./models.ts).',
  }
}

const isSyntax = (thrown: Error): boolean =>
  (thrown instanceof SyntaxError && !thrownPlace(thrown)) || thrown.message.startsWith('ParseError')

/** Node puts the place of a syntax error before the stack: `file:///x.ts:3`. */
function syntaxPlace(thrown: unknown): string | undefined {
  if (!(thrown instanceof Error)) return undefined
  const head = /^(file:\/\/\S+|\/\S+|[A-Za-z]:\\\S+):(\d+)$/m.exec(thrown.stack ?? '')
  if (head !== null) return `${plainPath(head[1] ?? '')}:${head[2]}`
  return /^\s*(\S+:\d+:\d+)$/m.exec(thrown.message)?.[1]
}

/** The first line of the stack that is in a file of the user's. */
function thrownPlace(thrown: Error): string | undefined {
  const lines = (thrown.stack ?? '').split('\n')
  const own = lines.filter(
    (line) => !/node:|node_modules/.test(line) && !line.includes(import.meta.dirname),
  )
  const places = own.flatMap((line) => {
    const [, file, row] =
      /^\s+at .*?((?:file:\/\/\/?|\/|[A-Za-z]:\\)[^()]*?):(\d+):\d+\)?$/.exec(line) ?? []
    return file === undefined ? [] : [`${plainPath(file)}:${row}`]
  })
  return places[0]
}

const plainPath = (place: string): string =>
  place.startsWith('file:') ? fileURLToPath(place.replace(/\?.*$/, '')) : place
