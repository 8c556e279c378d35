import { type Paint, printable } from './paint.ts'

/** A last line that is written over: what is being done, and for how long already. */
export interface ProgressLine {
  show(text: string | undefined): void
  clear(): void
}

interface Terminal {
  readonly columns?: number
  write(text: string): unknown
}

/** Back to the beginning of the line, and what stands there away. */
const CLEAR = '\r\u001b[K'
/** A line that is too long for the terminal ends at its edge instead of going on below. */
const [NO_WRAP, WRAP] = ['\u001b[?7l', '\u001b[?7h']

export function progressLine(terminal: Terminal, paint: Paint, isLive: boolean): ProgressLine {
  let timer: NodeJS.Timeout | undefined
  const clear = () => {
    if (timer === undefined) return
    clearInterval(timer)
    timer = undefined
    terminal.write(CLEAR)
  }
  return {
    clear,
    show: (text) => {
      clear()
      if (!isLive || text === undefined) return
      const began = performance.now()
      const draw = () => {
        const seconds = Math.floor((performance.now() - began) / 1000)
        const shown = `   ${seconds === 0 ? '' : `${seconds} s  `}${printable(text)}`
        const cut = shown.slice(0, (terminal.columns || 80) - 1)
        terminal.write(`${CLEAR}${NO_WRAP}${paint.faint(cut)}${WRAP}`)
      }
      draw()
      timer = setInterval(draw, 1000)
      timer.unref()
    },
  }
}
