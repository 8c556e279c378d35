import { catalogue, firstLine, type Judge, type Outcome } from './case.ts'

export interface Words {
  readonly good: string
  readonly bad: string
}

const KEPT: Words = { good: 'kept', bad: 'lost' }
export const DETECTED: Words = { good: 'detected', bad: 'not detected' }

const outcome = (isGood: boolean, { good, bad }: Words): Outcome => ({
  isGood,
  words: isGood ? good : bad,
})

export interface Question {
  /** Statements that are run first. */
  readonly after?: string
  /** Gives one row with one column. */
  readonly ask: string
  readonly answer: string | number | boolean
}

/** The database answers a question as it should. */
export const answers =
  ({ after, ask, answer }: Question, words: Words = KEPT): Judge =>
  async ({ connection }) => {
    try {
      if (after !== undefined) await connection.script(after)
      const [row] = await connection.query<Record<string, unknown>>(ask)
      return outcome(String(Object.values(row ?? {})[0]) === String(answer), words)
    } catch (error) {
      return { isGood: false, words: `${words.bad}: ${firstLine(error)}` }
    }
  }

/** The database does not take a statement. */
export const refuses =
  (statement: string): Judge =>
  async ({ connection }) => {
    try {
      await connection.script(statement)
      return outcome(false, KEPT)
    } catch {
      return outcome(true, KEPT)
    }
  }

/** The first that is not content speaks; else the last. */
export const inTurn =
  (...judges: readonly [Judge, ...Judge[]]): Judge =>
  async (look) => {
    const [first, ...others] = judges
    let said = await first(look)
    for (const judge of others) if (said.isGood) said = await judge(look)
    return said
  }

/** Autogenerate has nothing to say to a database that is as the models are. */
export const nothingProposed: Judge = async ({ reply: { proposed } }) =>
  outcome(proposed === 0, { good: 'nothing proposed', bad: `proposes ${proposed} operations` })

/** After what it proposed was applied, autogenerate has nothing more to say. */
export const settled: Judge = async ({ reply: { again } }) =>
  outcome(again === 0, { good: 'settled', bad: 'proposed on every run' })

/** The database is what it was, word for word. */
export const exact: Judge = async ({ connection, was }) => {
  const is = await catalogue(connection)
  const changed = [
    ...was.filter((line) => !is.includes(line)),
    ...is.filter((line) => !was.includes(line)),
  ]
  return outcome(changed.length === 0, {
    good: 'exact',
    bad: `not exact: ${changed[0]?.slice(0, 70)}`,
  })
}
