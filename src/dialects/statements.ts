/** The parts of a statement that are there, one space between them. */
export const phrase = (...parts: readonly (string | false | undefined)[]): string =>
  parts.filter((part) => part !== undefined && part !== false && part !== '').join(' ')
