/**
 * Takes pairs of schemas, each written in SQL, through the laws: the one made of the other by autogenerate, on real
 * databases, there and back with rows in place.
 *
 *   npm run corpus -- <file.json>
 */
import fs from 'node:fs'
import type { CorpusPair } from '../tests/corpora/pairs.ts'
import { reportOf } from '../tests/corpora/report.ts'
import { judgeAll } from '../tests/corpora/run.ts'

const [file] = process.argv.slice(2)
if (file === undefined) {
  console.error('usage: npm run corpus -- <file.json>')
  process.exit(2)
}
const pairs = JSON.parse(fs.readFileSync(file, 'utf8')) as readonly CorpusPair[]
let done = 0
const judged = await judgeAll(pairs, ({ pair, verdict }) => {
  done += 1
  if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${pairs.length}`)
  if (verdict.kind === 'failed') console.error(`failed: ${pair.dialect} ${pair.group}/${pair.name}`)
})
if (process.stderr.isTTY) process.stderr.write('\n')
console.log(reportOf(judged).join('\n'))
process.exitCode = judged.some(({ verdict }) => verdict.kind === 'failed') ? 1 : 0
