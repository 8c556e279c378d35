import assert from 'node:assert/strict'
import { describe, mock, test } from 'node:test'
import { paintFor } from './paint.ts'
import { progressLine } from './progress-line.ts'

/** A terminal of so many columns, and the one line that its user would see at the end of it. */
function terminal(columns: number) {
  let line = ''
  return {
    columns,
    write: (text: string) => {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: what is written to a terminal
      const shown = text.replaceAll(/\u001b\[\?7[lh]/g, '')
      line = shown.startsWith('\r\u001b[K') ? shown.slice(4) : line + shown
    },
    seen: () => line,
  }
}

describe('the line of what is being done', () => {
  test('is written over, and away when it is over', () => {
    const screen = terminal(80)
    const { show, clear } = progressLine(screen, paintFor(false), true)
    show('CREATE TABLE a')
    assert.equal(screen.seen(), '   CREATE TABLE a')
    show('CREATE TABLE b')
    assert.equal(screen.seen(), '   CREATE TABLE b')
    clear()
    assert.equal(screen.seen(), '')
  })

  test('tells for how long already', (t) => {
    mock.timers.enable({ apis: ['setInterval'] })
    t.after(() => mock.timers.reset())
    const now = mock.method(performance, 'now', () => 0)
    const screen = terminal(80)
    const { show, clear } = progressLine(screen, paintFor(false), true)
    show('CREATE INDEX i')
    now.mock.mockImplementation(() => 2000)
    mock.timers.tick(2000)
    assert.equal(screen.seen(), '   2 s  CREATE INDEX i')
    clear()
  })

  test('never fills more than a line, nor cuts a colour in two', () => {
    const screen = terminal(20)
    const { show, clear } = progressLine(screen, paintFor(true), true)
    show('x'.repeat(300))
    assert.equal(screen.seen(), `\u001b[2m   ${'x'.repeat(16)}\u001b[22m`)
    clear()
  })

  test('is nothing where there is no terminal', () => {
    const screen = terminal(80)
    progressLine(screen, paintFor(false), false).show('CREATE TABLE a')
    assert.equal(screen.seen(), '')
  })
})
