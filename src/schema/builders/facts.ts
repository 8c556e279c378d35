/** Without what is not there, and without flags that are off: absent says the same. */
export const settled = <T extends object>(facts: T): T =>
  Object.fromEntries(
    Object.entries(facts).filter(([, value]) => value !== undefined && value !== false),
  ) as T

/** Storage parameters as text, whatever they were given as. */
export const textual = (
  parameters: Readonly<Record<string, string | number | boolean>>,
): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(parameters).map(([key, value]) => [key, String(value)]))
