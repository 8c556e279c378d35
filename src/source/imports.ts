import type { Import } from './code.ts'
import { quote } from './strings.ts'

/** The import statements for these names: each once, packages before files, names in order. */
export function importStatements(imports: readonly Import[]): string[] {
  const byModule = Map.groupBy(imports, ({ from }) => from)
  return [...byModule]
    .sort(([a], [b]) => Number(isPath(a)) - Number(isPath(b)) || order(a, b))
    .map(([from, names]) =>
      statement(from, [...new Set(names.map(({ name }) => name))].sort(order)),
    )
}

const isPath = (module: string): boolean => module.startsWith('.')

const order = (a: string, b: string): number =>
  compare(a.toLowerCase(), b.toLowerCase()) || compare(a, b)

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

function statement(from: string, names: readonly string[]): string {
  const line = `import { ${names.join(', ')} } from ${quote(from)}`
  if (line.length <= 100) return line
  return `import {\n${names.map((name) => `  ${name},\n`).join('')}} from ${quote(from)}`
}
