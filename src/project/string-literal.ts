const SHORT: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
  v: '\v',
  '0': '\0',
}

/** The text that a string literal stands for; `undefined` for an escape that has no meaning. */
export function stringValue(literal: string): string | undefined {
  let broken = false
  const text = literal
    .slice(1, -1)
    .replace(
      /\\(?:u\{([\da-fA-F]{1,6})\}|u([\da-fA-F]{4})|x([\da-fA-F]{2})|(\r\n|[\s\S]))/g,
      (_, point?: string, four?: string, two?: string, single?: string) => {
        const code = Number.parseInt(point ?? four ?? two ?? '', 16)
        if (code <= 0x10ffff)
          return point === undefined ? String.fromCharCode(code) : String.fromCodePoint(code)
        if (single === undefined || /[ux1-9]/.test(single)) broken = true
        return /[\n\r\u2028\u2029]/.test(single ?? '') ? '' : (SHORT[single ?? ''] ?? single ?? '')
      },
    )
  return broken ? undefined : text
}
