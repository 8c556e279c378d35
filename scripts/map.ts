/**
 * Writes the map of src/ into ARCHITECTURE.md: a line a file, from the first sentence that the file says of itself.
 * What stands above the map is written by hand and stays.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')
const page = join(root, 'ARCHITECTURE.md')
const MARK = '## The map'

const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .map((name) => name.replaceAll('\\', '/'))
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))

/** The first sentence of the first doc comment: of the file, or of the first thing it exports. */
function sentence(file: string): string {
  const text = readFileSync(join(root, 'src', file), 'utf8')
  const comments = [...text.matchAll(/\/\*\*([\s\S]*?)\*\/\s*(export)?/g)]
  const [first] = comments
  const ofFile = first !== undefined && /^(#!.*\n)?\s*$/.test(text.slice(0, first.index))
  const chosen = ofFile
    ? first
    : (comments.find(([, , exported]) => exported !== undefined) ?? first)
  const words = (chosen?.[1] ?? '')
    .split('\n')
    .map((line) => line.replace(/^\s*\*\s?/, '').trim())
    .join(' ')
    .trim()
  const [, one] = /^(.*?[.:?!])(?:\s|$)/.exec(words) ?? []
  const exported = [
    ...text.matchAll(/^export (?:async )?(?:function|const|class|interface|type) (\w+)/gm),
  ]
  const said = (one ?? words).replace(/[.:]$/, '')
  return said === '' ? exported.map(([, name]) => `\`${name}\``).join(', ') : said
}

const folderOf = (file: string): string => file.split('/').slice(0, -1).join('/')
const groups = Map.groupBy(
  files.toSorted((a, b) =>
    folderOf(a) === folderOf(b) ? (a < b ? -1 : 1) : folderOf(a) < folderOf(b) ? -1 : 1,
  ),
  folderOf,
)
const map = [...groups].map(
  ([folder, inside]) =>
    `### \`src/${folder}\`\n\n${inside.map((file) => `- \`src/${file}\`: ${sentence(file)}`).join('\n')}\n`,
)
const [head = ''] = readFileSync(page, 'utf8').split(MARK)
writeFileSync(
  page,
  `${head}${MARK}\n\n\`npm run map\` writes this part from what the files say of themselves.\n\n${map.join('\n')}`,
)
