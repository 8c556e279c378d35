import { stripVTControlCharacters, styleText } from 'node:util'

/** The few styles there are. Each gives its text back unchanged where there are no colours. */
export interface Paint {
  id(text: string): string
  good(text: string): string
  bad(text: string): string
  warn(text: string): string
  faint(text: string): string
  strong(text: string): string
}

const style =
  (on: boolean, format: Parameters<typeof styleText>[0]) =>
  (text: string): string =>
    on ? styleText(format, text, { validateStream: false }) : text

export const paintFor = (on: boolean): Paint => ({
  id: style(on, 'yellow'),
  good: style(on, 'green'),
  bad: style(on, 'red'),
  warn: style(on, 'magenta'),
  faint: style(on, 'dim'),
  strong: style(on, 'bold'),
})

/**
 * Whether to colour a stream: what was asked for, else the environment's word, else whether it is a terminal.
 *
 * @see https://no-color.org
 */
export function wantsColor(
  stream: { readonly isTTY?: boolean },
  asked: boolean | undefined,
  env: Readonly<Record<string, string | undefined>>,
): boolean {
  if (asked !== undefined) return asked
  if (env.NO_COLOR) return false
  if (env.FORCE_COLOR && env.FORCE_COLOR !== '0') return true
  return stream.isTTY === true && env.TERM !== 'dumb'
}

/**
 * Text that came from outside (a database's name, a message in a file), made safe to print: control
 * characters would let it move the cursor or forge a line of output.
 */
export const printable = (text: string): string =>
  stripVTControlCharacters(text).replaceAll(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g,
    '�',
  )
