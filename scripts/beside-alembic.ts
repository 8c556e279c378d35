/**
 * Asks the same of Athanor and, where it is installed, of Alembic, on databases that are alike, and prints what became of it:
 * `npm run beside-alembic [-- --python /usr/bin/python3] [--only words]`.
 */
import { parseArgs } from 'node:util'
import { alembic, findAlembic } from './beside-alembic/alembic.ts'
import { athanor, judged, type Outcome, type Tool } from './beside-alembic/case.ts'
import { cases } from './beside-alembic/cases.ts'

const { values } = parseArgs({
  options: {
    python: { type: 'string', default: '/usr/bin/python3' },
    only: { type: 'string', default: '' },
  },
})

const found = await findAlembic(values.python)
const columns: readonly (readonly [string, Tool])[] = [
  ['Athanor', athanor],
  ...(found === undefined ? [] : ([[`Alembic ${found.alembic}`, alembic(values.python)]] as const)),
]

if (found === undefined)
  console.log(
    `${values.python} has no Alembic (Debian: alembic, python3-psycopg2): Athanor alone\n`,
  )
else
  console.log(
    `Alembic ${found.alembic}, SQLAlchemy ${found.sqlalchemy}, psycopg2 ${found.psycopg2 ?? 'missing'}\n`,
  )

const line = (cells: readonly string[]) => console.log(`| ${cells.join(' | ')} |`)
line(['case', ...columns.map(([name]) => name)])
line(['---', ...columns.map(() => '---')])

const chosen = cases.filter(({ name }) => name.includes(values.only))
const good = columns.map(() => 0)
for (const one of chosen) {
  const outcomes: Outcome[] = []
  for (const [name, tool] of columns)
    outcomes.push(
      one.on === 'postgresql' && name !== 'Athanor' && found?.psycopg2 === null
        ? { isGood: false, words: 'not tried: no psycopg2' }
        : await judged(one, tool),
    )
  outcomes.forEach(({ isGood }, i) => void (isGood && good[i]!++))
  line([one.name, ...outcomes.map(told)])
}
line(['as one would wish', ...good.map((count) => `${count} of ${chosen.length}`)])
process.exitCode = good[0] === chosen.length ? 0 : 1

function told({ isGood, words }: Outcome): string {
  const text = words.replaceAll('|', '\\|')
  return isGood ? text : `**${text}**`
}
