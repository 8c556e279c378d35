/** As much of babel's paths as is needed here. */
interface Path {
  readonly node: Node
  readonly parentPath: Path | null
}

interface Node {
  readonly type: string
  readonly key?: { readonly name?: string }
  readonly properties?: readonly Node[]
  readonly callee?: { readonly type: string; readonly name?: string }
}

/**
 * Leaves out the texts of errors: tests tell errors by code and fields, never by their words, so that words can be
 * bettered without a test in the way.
 */
export const errorTexts = {
  shouldIgnore: (path: unknown): string | undefined => {
    const { node } = path as Path
    const isLeftOut = isHints(node) || (isText(node) && isForPeople(path as Path))
    return isLeftOut ? 'a text for people' : undefined
  },
}

const isText = ({ type }: Node): boolean => type === 'StringLiteral' || type === 'TemplateLiteral'

const SAID = new Set(['hint', 'fix', 'problem', 'message', 'reason', 'why'])

/** `{ hint: … }`, and nothing else. */
const isHints = ({ type, properties = [] }: Node): boolean =>
  type === 'ObjectExpression' &&
  properties.length > 0 &&
  properties.every(({ key }) => key?.name === 'hint' || key?.name === 'fix')

function isForPeople({ parentPath }: Path): boolean {
  for (let at = parentPath; at !== null; at = at.parentPath) {
    const { type, key, callee } = at.node
    if (type === 'ObjectProperty' && SAID.has(key?.name ?? '')) return true
    if (type === 'ThrowStatement') return true
    if (type === 'NewExpression' && /Error$/.test(callee?.name ?? '')) return true
    if (type === 'CallExpression' && callee?.type === 'Super') return true
    if (/Function|Method/.test(type)) return false
  }
  return false
}
