/**
 * Many processes upgrade one database while others read and write it, round after round:
 * `npm run replicas -- --rounds 20 [--dialect sqlite|postgresql] [--replicas 20] [--bystanders 5]`.
 */
import { parseArgs } from 'node:util'
import type { DialectName } from '../src/schema/model.ts'
import { round, type Stage, stage } from '../tests/replicas/round.ts'
import { stories } from '../tests/replicas/stories.ts'

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '20' },
    dialect: { type: 'string' },
    replicas: { type: 'string', default: '20' },
    bystanders: { type: 'string', default: '5' },
  },
})
const dialects = (values.dialect?.split(',') ?? ['sqlite', 'postgresql']) as DialectName[]
const cast = { replicas: Number(values.replicas), bystanders: Number(values.bystanders) }

const line = (...cells: readonly (string | number)[]) => console.log(`| ${cells.join(' | ')} |`)
const heads = [
  'dialect',
  'round',
  'history',
  'all up after',
  'reads',
  'writes',
  'states seen',
  'longest wait',
]

console.log(`${cast.replicas} replicas, ${cast.bystanders} readers and writers\n`)
line(...heads, 'failures')
line(...heads.map(() => '---'), '---')
const problems: string[] = []
for (const dialect of dialects) {
  const stages: Stage[] = []
  for (const story of stories) stages.push(await stage(story, dialect))
  for (let number = 1; number <= Number(values.rounds); number++) {
    const scene = stages[number % stages.length]!
    const {
      milliseconds,
      reads,
      writes,
      places,
      longest,
      problems: found,
    } = await round(scene, cast)
    const [up, wait] = [`${milliseconds} ms`, `${longest} ms`]
    line(dialect, number, scene.story.name, up, reads, writes, places, wait, found.length)
    problems.push(...found.map((one) => `${dialect}, round ${number}, ${one}`))
  }
  for (const { original } of stages) await original.drop()
}
console.log(`\n${problems.length} failures`)
for (const problem of problems) console.log(problem)
process.exitCode = problems.length === 0 ? 0 : 1
