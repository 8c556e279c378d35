import assert from 'node:assert/strict'
import fs from 'node:fs'
import { AthanorError } from '../../src/errors.ts'

/** `ATHANOR_WRITE=1 node --test …` writes down what is said now, for review. */
const isWriting = process.env.ATHANOR_WRITE === '1'

/** Holds lines against a file beside the test: what is said in so many cases that only a page of them can be reviewed. */
export function assertPage(file: string, lines: readonly string[]): void {
  const now = `${lines.join('\n')}\n`
  if (isWriting) fs.writeFileSync(file, now)
  else assert.equal(now, fs.readFileSync(file, 'utf8'))
}

/** What a call gives, or what its error says, with the next step behind an arrow. */
export function told(work: () => string): readonly string[] {
  try {
    return [work()]
  } catch (error) {
    if (!(error instanceof AthanorError)) throw error
    const [fact = '', ...more] = error.message.split('\n')
    const hint = error.hint === undefined ? [] : error.hint.split('\n')
    return [`${error.code}: ${fact}`, ...more, ...hint.map((line) => `→ ${line}`)]
  }
}
